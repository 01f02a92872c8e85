-- The demo's web site: a small shop with products, a contact form, and pages for the specs.
local http = require "examples.demo.http"

local shop = {}

local PRODUCTS = {
  { name = "Aurora desk lamp", price = "$39.90", rating = "4.7", stock = "In stock", colour = "#f2a65a",
    about = "Warm light, three levels, brass." },
  { name = "Basalt coffee mug", price = "$14.50", rating = "4.4", stock = "In stock", colour = "#58656d",
    about = "Stoneware, 350 ml, dishwasher safe." },
  { name = "Cedar notebook", price = "$9.95", rating = "4.9", stock = "In stock", colour = "#8a5a44",
    about = "192 dotted pages, lies flat." },
  { name = "Drift wool blanket", price = "$84.00", rating = "4.8", stock = "Sold out", colour = "#7a9e9f",
    about = "Merino, 140 by 200 cm." },
  { name = "Ember tea kettle", price = "$52.25", rating = "4.2", stock = "In stock", colour = "#c8553d",
    about = "1.2 litres, enamel, whistles." },
  { name = "Fjord wall clock", price = "$61.00", rating = "4.6", stock = "In stock", colour = "#3d5a80",
    about = "Silent movement, oak rim." },
}

local STYLE = [[
  :root { color-scheme: light; font: 16px/1.5 system-ui, sans-serif; color: #22303a; background: #f6f3ee }
  body { max-width: 60rem; margin: 0 auto; padding: 2rem 1.5rem 4rem }
  header { display: flex; justify-content: space-between; align-items: baseline; margin-bottom: 2rem }
  header strong { font-size: 1.25rem; letter-spacing: .04em } nav a { margin-left: 1.25rem; color: inherit }
  h1 { font-size: 2rem; margin: 0 0 1.5rem }
  .products { display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); gap: 1.25rem;
    list-style: none; padding: 0 }
  .product { background: #fff; border-radius: .9rem; overflow: hidden; box-shadow: 0 1px 4px #0001 }
  .picture { height: 7rem; background: var(--colour) } .text { padding: 1rem 1.25rem 1.25rem }
  h2 { font-size: 1.1rem; margin: 0 0 .25rem } .text p { margin: 0 0 .75rem; color: #5b6770 }
  dl { display: flex; justify-content: space-between; margin: 0 } dd { margin: 0; font-weight: 600 }
  dt { font-size: .75rem; color: #7d868c }
  form { display: grid; gap: 1rem; max-width: 28rem } label { display: grid; gap: .25rem }
  input, textarea { font: inherit; padding: .5rem .75rem; border: 1px solid #c9c2b6; border-radius: .5rem }
  button { font: inherit; padding: .6rem 1.2rem; border: 0; border-radius: .5rem }
  button { background: #3d5a80; color: #fff }
]]

local function escape(text)
  return (text:gsub('[<>&"]', { ["<"] = "&lt;", [">"] = "&gt;", ["&"] = "&amp;", ['"'] = "&quot;" }))
end

local function page(title, body, status)
  return { status = status, body = ([[<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>%s</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><style>%s</style></head>
<body><header><strong>Lantern &amp; Loom</strong>
<nav><a href="/products">Products</a><a href="/contact">Contact</a></nav></header>
<main><h1>%s</h1>%s</main></body></html>
]]):format(escape(title), STYLE, escape(title), body) }
end

local function products()
  local items = {}
  for i, product in ipairs(PRODUCTS) do
    items[i] = ([[<li class="product"><div class="picture" style="--colour:%s"></div><div class="text">
<h2>%s</h2><p>%s</p><dl><div><dt>Price</dt><dd>%s</dd></div><div><dt>Rating</dt><dd>%s out of 5</dd></div>
<div><dt>Stock</dt><dd>%s</dd></div></dl></div></li>]]):format(product.colour, escape(product.name),
      escape(product.about), product.price, product.rating, product.stock)
  end
  return page("Products of Lantern & Loom", '<ul class="products">' .. table.concat(items, "\n") .. "</ul>")
end

local CONTACT = [[<form method="post" action="/contact">
<label>Your name <input name="name" required></label>
<label>Email <input name="email" type="email" required></label>
<label>Message <textarea name="message" rows="5" required></textarea></label>
<button type="submit">Send message</button></form>]]

local function contact(request)
  if request.method ~= "POST" then
    return page("Contact us", CONTACT)
  end
  local fields = http.fields(request.body)
  return page("Thank you", ("<p>Thank you, %s. Your message was sent. We answer to %s.</p>"):format(
    escape(fields.name or ""), escape(fields.email or "")))
end

local LOGIN = [[<form method="post" action="/login">
<label>User name <input name="user" required></label>
<label>Password <input name="password" type="password" required></label>
<button type="submit">Log in</button></form>]]

local function login(request)
  if request.method ~= "POST" then
    return page("Log in", LOGIN)
  end
  return { status = 303, headers = { "location: /account", "set-cookie: visitor=1; Path=/" }, body = "" }
end

local ACCOUNT = [[<h2>Latest invoice</h2><dl><div><dt>Number</dt><dd>1001</dd></div>
<div><dt>Amount</dt><dd>$9.95</dd></div></dl><a href="/invoice.txt">Download the latest invoice</a>]]

local function account(request)
  if not (request.headers.cookie or ""):find "visitor=1" then
    return page("Log in", LOGIN)
  end
  return page("Your account", ACCOUNT)
end

local ROUTES = {
  ["/"] = function() return { status = 302, headers = { "location: /products" }, body = "" } end,
  ["/products"] = products,
  ["/contact"] = contact,
  ["/login"] = login,
  ["/account"] = account,
  ["/invoice.txt"] = function()
    return { type = "text/plain", headers = { 'content-disposition: attachment; filename="invoice.txt"' },
      body = "Invoice 1001\nCedar notebook  $9.95\n" }
  end,
  -- A goal on this page is never reached, so that a run goes on until it is stopped.
  ["/waiting"] = function() return page("Please wait", "<p>The result is not ready.</p>") end,
  ["/gone"] = function() return page("Not available", "<p>This product has been discontinued.</p>") end,
  -- There is always one more page, so that a run goes on until its steps are used up.
  ["/story"] = function(request)
    local number = tonumber((http.fields(request.query).page)) or 1
    local link = ('<a href="/story?page=%d">Read on</a>'):format(number + 1)
    return page("A story, page " .. number, "<p>And so it went on.</p>" .. link)
  end,
}

--- The site's answer to a request; nil where it has no such page.
function shop.answer(request)
  local route = ROUTES[request.path]
  return route and route(request) or nil
end

function shop.not_found()
  return page("No such page", "<p>There is nothing here.</p>", 404)
end

return shop
