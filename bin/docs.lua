-- Writes docs/reference.md and types/skyvern.lua from the operations table. `--check` writes nothing, and
-- fails when a file differs from what would be written. Run it in the project's directory.
package.path = "./lua/?.lua;./lua/?/init.lua;./?.lua;" .. package.path

local pages = {
  ["docs/reference.md"] = "bin.docs.reference",
  ["types/skyvern.lua"] = "bin.docs.types",
}

local function read(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local text = file:read("*a")
  file:close()
  return text
end

local function write(path, text)
  local file = assert(io.open(path, "wb"))
  assert(file:write(text))
  assert(file:close())
end

local check = arg[1] == "--check"
local stale = false
for path, module in pairs(pages) do
  local text = require(module).generate()
  if read(path) ~= text then
    if check then
      stale = true
      io.stderr:write(path, " differs from the operations table: run `make docs`\n")
    else
      write(path, text)
      print("wrote " .. path)
    end
  end
end
os.exit(stale and 1 or 0)
