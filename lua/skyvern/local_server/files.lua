-- Small files and directories of a local server.

local core = require "skyvern.core"

local files = {}

--- The file's whole text, or nil and why not.
function files.read(path)
  local file, message = io.open(path, "rb")
  if not file then return nil, message end
  local text, why = file:read "*a"
  file:close()
  return text, why
end

--- Writes a file that is there whole or not at all.
---@return boolean? ok, string? message
function files.write(path, text)
  local file, message = io.open(path .. ".new", "wb")
  if not file then return nil, message end
  local ok, why = file:write(text)
  local closed, close_why = file:close()
  if not ok or not closed then
    os.remove(path .. ".new")
    return nil, why or close_why
  end
  return os.rename(path .. ".new", path)
end

--- Whether something can be read there.
function files.exists(path)
  local file = io.open(path, "rb")
  if file then file:close() end
  return file ~= nil
end

--- Runs a short program to its end, at most `seconds`.
---@return integer? code, string output both streams; nil and a message when it could not run
function files.run(argv, seconds, env)
  local path = os.tmpname()
  local process, message = core.spawn { argv = argv, env = env, output = path }
  local code
  if process then
    code = process:wait(seconds or 20)
    if not code then process:signal(9) end
    message = files.read(path) or ""
  end
  os.remove(path)
  return code, message
end

--- What a short program says, without the end of its last line; nil where it fails.
---@return string?
function files.run_line(argv)
  local code, output = files.run(argv)
  return code == 0 and (output:gsub("\n$", "")) or nil
end

--- Makes a directory and those above it; a new one is its owner's alone.
---@return boolean? ok, string? message
function files.make_directory(path)
  local code, output = files.run { "sh", "-c", 'umask 077 && exec mkdir -p "$1"', "mkdir", path }
  if code == 0 then return true end
  return nil, (output:gsub("^mkdir: ", ""):gsub("%s+$", ""))
end

--- Finds a program in PATH and some usual places.
---@return string? path
function files.find_program(name)
  if name:find "/" then return files.exists(name) and name or nil end
  for directory in ((os.getenv "PATH" or "") .. ":/usr/local/bin:/usr/bin:/bin"):gmatch "[^:]+" do
    local path = directory .. "/" .. name
    if files.exists(path) then return path end
  end
end

--- The last lines of a text file, without colours and progress bars; "" when it cannot be read.
function files.tail(path, lines)
  local file = io.open(path, "rb")
  if not file then return "" end
  local size = file:seek "end"
  file:seek("set", math.max(0, size - 16384 - 200 * lines))
  local text = file:read "*a" or ""
  file:close()
  local last = {}
  for line in text:gsub("\27%[[%d;]*%a", ""):gmatch "[^\r\n]+" do
    if line:find "%S" then last[#last + 1] = line end
  end
  return table.concat(last, "\n", math.max(1, #last - lines + 1))
end

return files
