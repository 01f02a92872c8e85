-- Blanks secrets in text that is meant for people or logs: api keys, signatures of URLs, passwords.
local MARK = "***"
local SHORTEST = 4 -- a shorter "secret" would blank parts of ordinary words

-- Names (lower case) whose value in `name=value` is a secret.
local PARAMETERS = {
  sig = true, signature = true, token = true, key = true, secret = true, password = true, auth = true,
  api_key = true, apikey = true, ["api-key"] = true, ["x-api-key"] = true,
  access_token = true, id_token = true, refresh_token = true, client_secret = true,
  ["x-amz-signature"] = true, ["x-amz-credential"] = true, ["x-amz-security-token"] = true,
  ["x-goog-signature"] = true, ["x-goog-credential"] = true,
}

-- Header names, as patterns in any case, whose value is a secret.
local HEADERS = {}
for i, name in ipairs { "x-api-key", "authorization", "x-skyvern-signature" } do
  HEADERS[i] = "(" .. name:gsub("%-", "%%-"):gsub("%a", function(letter)
    return "[" .. letter .. letter:upper() .. "]"
  end) .. "[\"']?%s*:%s*[\"']?)[^\r\n\"',;]+"
end

local function blank_parameter(name)
  if PARAMETERS[name:lower()] then return name .. "=" .. MARK end
  return nil
end

local function percent_encoded(text)
  return (text:gsub("[^%w%-._~]", function(char) return ("%%%02X"):format(char:byte()) end))
end

local function blank_all(text, secret)
  local pattern = secret:gsub("%p", "%%%0")
  return (text:gsub(pattern, MARK))
end

--- Blanks what must not be shown: each of the secrets (also percent-encoded), the signature and
--- token parameters of URLs, the user and password of a URL, and the value of an authorization
--- header.
---@param text string
---@param secrets? string|string[] api keys and webhook secrets known here; those under 4 bytes are
---  left
---@return string
local function redact(text, secrets)
  if type(secrets) == "string" then secrets = { secrets } end
  if secrets then
    local longest_first = {}
    for _, secret in ipairs(secrets) do
      if type(secret) == "string" and #secret >= SHORTEST then longest_first[#longest_first + 1] = secret end
    end
    table.sort(longest_first, function(a, b) return #a > #b end)
    for _, secret in ipairs(longest_first) do
      text = blank_all(text, secret)
      local encoded = percent_encoded(secret)
      if encoded ~= secret then text = blank_all(text, encoded) end
    end
  end
  -- The frontiers keep these linear on a long run of letters (an image in base64).
  text = text:gsub("%f[%w_%-]([%w_%-]+)=[^&;%s\"'<>#\\)%]},]+", blank_parameter)
  if text:find("\\u0026", 1, true) then -- how some encoders write the & of a URL
    text = text:gsub("(\\u0026)([%w_%-]+)=[^&;%s\"'<>#\\)%]},]+", function(separator, name)
      local blanked = blank_parameter(name)
      return blanked and separator .. blanked
    end)
  end
  text = text:gsub("://[^/%s@\"'<>?#]*@", "://" .. MARK .. "@")
  for _, header in ipairs(HEADERS) do
    text = text:gsub(header, "%1" .. MARK)
  end
  return text
end

return redact
