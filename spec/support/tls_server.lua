-- nginx on loopback with a certificate of its own, for specs of TLS and HTTP/2.
--
--   local tls = require("spec.support.tls_server").start(upstream_port)
--   tls.h2_url, tls.h1_url  https, with and without HTTP/2; requests go on to the upstream
--   tls.ca_file             what its certificate is signed with
--   tls.plain_url           http, answered by nginx
--   tls:count(text)         how many log lines have `text` in "PROTOCOL METHOD target"
--   tls:stop()              ends it; it also ends with this process
-- Every answer has x-protocol and x-connection. The path /drop is closed without an answer as soon as
-- the headers are there; /down leads to http.

local socket = require "socket"

local tls_server = {}
tls_server.__index = tls_server

local CONFIGURATION = [[
daemon on;
master_process off;
pid DIR/nginx.pid;
error_log DIR/error.log;
events { worker_connections 512; }
http {
  log_format short "$server_protocol $request_method $request_uri";
  access_log DIR/access.log short;
  client_body_temp_path DIR/body;
  proxy_temp_path DIR/proxy;
  fastcgi_temp_path DIR/fastcgi;
  uwsgi_temp_path DIR/uwsgi;
  scgi_temp_path DIR/scgi;
  ssl_certificate DIR/server.crt;
  ssl_certificate_key DIR/server.key;
  server {
    listen 127.0.0.1:H2_PORT ssl http2;
    listen 127.0.0.1:H1_PORT ssl;
    listen 127.0.0.1:PLAIN_PORT;
    client_max_body_size 0;
    add_header x-protocol $server_protocol;
    add_header x-connection $connection;
    location = /drop { return 444; }
    location = /down { return 302 http://127.0.0.1:UPSTREAM_PORT/echo; }
    location / {
      proxy_pass http://127.0.0.1:UPSTREAM_PORT;
      proxy_http_version 1.1;
      proxy_set_header connection "";
    }
  }
}
]]

-- A key and a certificate for "localhost" alone, signed by a CA that is made for it.
local CERTIFICATES = [[
cd DIR
exec 2>openssl.log
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=spec-ca -keyout ca.key -out ca.crt
openssl req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout server.key -out server.csr
printf 'subjectAltName=DNS:localhost' >extensions
openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 \
  -extfile extensions -out server.crt
]]

-- Says on its standard output when nginx listens, and ends it with its own standard input.
local KEEPER = [[
PATH=$PATH:/usr/sbin
nginx -e DIR/error.log -c DIR/nginx.conf && echo ready
exec >/dev/null
cat >/dev/null
kill "$(cat DIR/nginx.pid)"
]]

local function free_port()
  local listener = assert(socket.bind("127.0.0.1", 0))
  local _, port = listener:getsockname()
  listener:close()
  return port
end

local function write(path, text)
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
end

--- Starts a server whose requests go on to a port of 127.0.0.1.
function tls_server.start(upstream_port)
  local dir = os.tmpname()
  os.remove(dir)
  assert(os.execute("mkdir " .. dir .. " && mkfifo " .. dir .. "/ready"))
  local names = { DIR = dir, UPSTREAM_PORT = upstream_port }
  for _, name in ipairs { "H2_PORT", "H1_PORT", "PLAIN_PORT" } do names[name] = free_port() end
  local function fill(text)
    return (text:gsub("[A-Z][A-Z0-9_]+", names))
  end
  write(dir .. "/nginx.conf", fill(CONFIGURATION))
  write(dir .. "/keeper", fill(KEEPER))
  assert(os.execute(fill(CERTIFICATES)))
  local keeper = io.popen("exec sh " .. dir .. "/keeper >" .. dir .. "/ready", "w")
  local ready = assert(io.open(dir .. "/ready"))
  local word = ready:read("*l")
  ready:close()
  local self = setmetatable({
    h2_url = "https://localhost:" .. names.H2_PORT,
    h1_url = "https://localhost:" .. names.H1_PORT,
    plain_url = "http://127.0.0.1:" .. names.PLAIN_PORT,
    ca_file = dir .. "/ca.crt", _dir = dir, _keeper = keeper,
  }, tls_server)
  if word ~= "ready" then
    self:stop()
    error("nginx did not start")
  end
  return self
end

function tls_server:count(text)
  local n = 0
  for line in io.lines(self._dir .. "/access.log") do
    if line:find(text, 1, true) then n = n + 1 end
  end
  return n
end

function tls_server:stop()
  if self._keeper then
    self._keeper:close()
    self._keeper = nil
    os.execute("rm -rf " .. self._dir)
  end
end

return tls_server
