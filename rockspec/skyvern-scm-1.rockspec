rockspec_format = "3.0"
package = "skyvern"
version = "scm-1"
source = {
  url = "git+https://example.invalid/skyvern-lua.git",
}
description = {
  summary = "Skyvern's AI browser automation for Lua programs",
  detailed = [[
    The client side of Skyvern: start a browser task in plain language, wait for it without blocking the host, get
    typed data, files, screenshots and recordings back. The core is C on libcurl.
  ]],
  license = "MIT",
  labels = { "http", "automation", "browser", "ai" },
}
dependencies = {
  "lua >= 5.1, < 5.5",
  "lua-cjson >= 2.1",
}
external_dependencies = {
  CURL = { header = "curl/curl.h" },
  OPENSSL = { header = "openssl/evp.h" },
}
build = {
  type = "make",
  build_target = "rock",
  install_target = "rock-install",
  build_variables = {
    ROCK_INCDIR = "$(LUA_INCDIR)",
    ROCK_CFLAGS = "$(CFLAGS) -I$(LUA_INCDIR) -I$(CURL_INCDIR) -I$(OPENSSL_INCDIR)",
  },
  install_variables = {
    ROCK_INCDIR = "$(LUA_INCDIR)",
    ROCK_LUADIR = "$(LUADIR)",
    ROCK_LIBDIR = "$(LIBDIR)",
  },
}
