-- Calls about the folders that workflows are kept in.
local f = require "skyvern.operations.fields"

local folder_id = { name = "folder_id", at = "path", type = "string", required = true,
  doc = "The folder (`fld_…`)." }
local description = { name = "description", at = "body", type = "string", doc = "What is in it." }

return {
  { name = "create_folder", method = "POST", path = "/v1/folders",
    doc = "Makes a folder.",
    result = "value", returns = "Folder", retry = "start",
    fields = {
      { name = "title", at = "body", type = "string", required = true, doc = "Its title." },
      description,
    } },

  { name = "get_folders", method = "GET", path = "/v1/folders",
    doc = "Lists folders.",
    result = "value", returns = "Folder[]", retry = "safe",
    fields = {
      f.page,
      { name = "page_size", at = "query", type = "integer", server_default = 100,
        doc = "Entries a page, 500 at most." },
      { name = "search", at = "query", type = "string", doc = "Only folders with this text in their title." },
    } },

  { name = "get_folder", method = "GET", path = "/v1/folders/{folder_id}",
    doc = "Gets a folder.",
    result = "value", returns = "Folder", retry = "safe", fields = { folder_id } },

  { name = "update_folder", method = "PUT", path = "/v1/folders/{folder_id}",
    doc = "Changes a folder's title or description.",
    result = "value", returns = "Folder", retry = "safe",
    fields = {
      folder_id,
      { name = "title", at = "body", type = "string", doc = "Its new title." },
      description,
    } },

  { name = "delete_folder", method = "DELETE", path = "/v1/folders/{folder_id}",
    doc = "Deletes a folder, and its workflows where that is asked for.",
    result = "value", retry = "safe",
    fields = {
      folder_id,
      { name = "delete_workflows", at = "query", type = "boolean", server_default = false,
        doc = "Delete the workflows in it, too." },
    } },
}
