-- Calls about stored credentials. What is secret in one never comes back from the server.
local enums = require "skyvern.enums"
local f = require "skyvern.operations.fields"

local credential_id = { name = "credential_id", at = "path", type = "string", required = true,
  doc = "The credential (`cred_…`)." }

-- A credential's body, behind the fields of its path, for making one and for replacing one.
local function with_body(...)
  local fields = { ... }
  for _, field in ipairs {
    { name = "name", at = "body", type = "string", required = true, doc = "The credential's name." },
    { name = "credential_type", at = "body", type = "string", required = true,
      values = enums.credential_type, doc = "What kind of credential it is." },
    { name = "credential", at = "body", type = "object", required = true,
      doc = "The secret itself. A password: { username=, password=, totp= }. A card: { card_number=, "
        .. "card_cvv=, card_exp_month=, card_exp_year=, card_brand=, card_holder_name= }. Any other: "
        .. "{ secret_value=, secret_label= }." },
    { name = "vault_type", at = "body", type = "string", values = enums.vault_type,
      doc = "Which vault keeps it. Without it: the server's own choice." },
    f.plain_proxy_location,
    f.proxy_session_id,
    f.rotate_proxy_session_id,
    { name = "browser_profile_id", at = "body", type = "string",
      doc = "The browser profile (`bp_…`) that keeps this credential's login." },
    { name = "auto_profile_disabled", at = "body", type = "boolean", server_default = false,
      doc = "Do not keep and reuse a login by itself." },
    { name = "pin_saved_session_ip", at = "body", type = "boolean", server_default = false,
      doc = "Use one IP address for all logins that reuse the kept one." },
    { name = "tested_url", at = "body", type = "string",
      doc = "The login page that the credential was tested on." },
  } do
    fields[#fields + 1] = field
  end
  return fields
end

return {
  { name = "create_credential", method = "POST", path = "/v1/credentials",
    doc = "Stores a credential.",
    result = "value", returns = "Credential", retry = "start", fields = with_body() },

  { name = "get_credentials", method = "GET", path = "/v1/credentials",
    doc = "Lists credentials, without their secrets.",
    result = "value", returns = "Credential[]", retry = "safe",
    fields = {
      f.page, f.page_size,
      { name = "vault_type", at = "query", type = "string", values = enums.vault_type,
        doc = "Only those in this vault." },
      { name = "credential_type", at = "query", type = "string", values = enums.credential_type,
        doc = "Only those of this kind." },
      { name = "search", at = "query", type = "string", doc = "Only those with this text in their name." },
    } },

  { name = "get_credential", method = "GET", path = "/v1/credentials/{credential_id}",
    doc = "Gets a credential, without its secret.",
    result = "value", returns = "Credential", retry = "safe", fields = { credential_id } },

  { name = "update_credential", method = "POST", path = "/v1/credentials/{credential_id}/update",
    doc = "Replaces a credential as a whole.",
    result = "value", returns = "Credential", retry = "safe", fields = with_body(credential_id) },

  { name = "delete_credential", method = "POST", path = "/v1/credentials/{credential_id}/delete",
    doc = "Deletes a credential.",
    result = "none", retry = "safe", fields = { credential_id } },

  { name = "send_totp_code", method = "POST", path = "/v1/credentials/totp",
    doc = "Hands a one-time code to the runs that wait for it.",
    result = "value", returns = "TotpCode", retry = "safe",
    fields = {
      { name = "totp_identifier", at = "body", type = "string", required = true,
        doc = "The e-mail address or phone number that the code came to." },
      { name = "content", at = "body", type = "string", required = true,
        doc = "The code, or the whole message that it is in." },
      { name = "task_id", at = "body", type = "string", doc = "For this task alone." },
      { name = "workflow_id", at = "body", type = "string", doc = "For this workflow alone." },
      { name = "workflow_run_id", at = "body", type = "string", doc = "For this run (`wr_…`) alone." },
      { name = "source", at = "body", type = "string", doc = "How it came, such as \"email\"." },
      { name = "expired_at", at = "body", type = "string",
        doc = "When it stops to be valid (ISO 8601)." },
      { name = "type", at = "body", type = "string", doc = "Of no effect: the server tells by the content." },
    } },
}
