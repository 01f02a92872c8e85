-- The module runs on Lua 5.1, LuaJIT and 5.4, so only what they share may be used without a test.
std = "lua51+lua54"
read_globals = { "jit" }
max_line_length = 110
files["spec"] = { std = "+busted" }
exclude_files = { "build", ".deps" }
