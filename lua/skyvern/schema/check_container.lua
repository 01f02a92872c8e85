-- The checks of arrays and objects: their items and properties, and how many there are.
local failure = require "skyvern.schema.failure"
local json = require "skyvern.json"
local scalar = require "skyvern.schema.check_scalar"
local value = require "skyvern.schema.value"

local null = json.null
local fail = failure.new

local container = {}

local function check_count(count, least, most, what, v)
  if least and count < least then
    return fail(("expected at least %d %s, got %d"):format(least, what, count), v)
  elseif most and count > most then
    return fail(("expected at most %d %s, got %d"):format(most, what, count), v)
  end
  return nil
end

local function check_unique(v)
  local seen = {}
  for i = 1, #v do
    local text = value.canonical(v[i])
    if seen[text] then
      return failure.in_item(fail(("the same as item %d"):format(seen[text] - 1), v[i]), i)
    end
    seen[text] = i
  end
  return nil
end

local function check_contains(context, schema, v, depth)
  local fitting = 0
  for i = 1, #v do
    if not context.validate(context, schema.contains, v[i], depth) then fitting = fitting + 1 end
  end
  return check_count(fitting, schema.minContains or 1, schema.maxContains,
    "items that fit 'contains'", v)
end

--- Checks an array's items and how many there are.
---@param context table `validate`
---@param schema table
---@param v table
---@param depth integer
---@return skyvern.schema.failure|nil
function container.array(context, schema, v, depth)
  local failed = check_count(#v, schema.minItems, schema.maxItems, "items", v)
  if failed then return failed end
  local prefix = schema.prefixItems or {}
  for i = 1, #v do
    local item_schema = prefix[i]
    if item_schema == nil then item_schema = schema.items end
    if item_schema == nil then break end
    failed = context.validate(context, item_schema, v[i], depth)
    if failed then return failure.in_item(failed, i) end
  end
  failed = schema.uniqueItems and check_unique(v)
  if failed then return failed end
  if schema.contains ~= nil then return check_contains(context, schema, v, depth) end
  return nil
end

-- What an object's schema says, prepared once a check.
local function prepared(context, schema)
  local plan = context.plans[schema]
  if plan then return plan end
  plan = { required = {}, names = value.keys(schema.properties or {}), patterns = {} }
  for _, name in ipairs(schema.required or {}) do plan.required[name] = true end
  for regex, property in pairs(schema.patternProperties or {}) do
    plan.patterns[#plan.patterns + 1] = { matches = scalar.matcher(regex), schema = property }
  end
  context.plans[schema] = plan
  return plan
end

-- A property that the schema declares. A decode leaves nulls out, so an absent field may have been
-- null, and a null one counts as absent.
local function check_declared(context, property, required, item, depth)
  if item ~= nil and item ~= null then return context.validate(context, property, item, depth) end
  if not required then return nil end
  local failed = context.validate(context, property, null, depth)
  if failed and item == nil then return fail("the required property is missing", nil) end
  return failed
end

-- A property that `properties` does not name. A pattern that is not checked may fit any name.
local function check_other(context, schema, plan, name, item, depth)
  local matched = false
  for _, pattern in ipairs(plan.patterns) do
    if not pattern.matches then
      matched = true
    elseif pattern.matches(name) then
      matched = true
      local failed = context.validate(context, pattern.schema, item, depth)
      if failed then return failed end
    end
  end
  if matched or schema.additionalProperties == nil then return nil end
  if schema.additionalProperties == false then return fail("the schema has no such property", item) end
  return context.validate(context, schema.additionalProperties, item, depth)
end

-- Names and undeclared properties. The failure is that of the first name in order, for the order of
-- pairs differs from run to run.
local function check_names(context, schema, plan, v, depth)
  local properties = schema.properties or {}
  local first, first_failed
  for name, item in pairs(v) do
    local failed
    if properties[name] == nil and item ~= null then
      failed = check_other(context, schema, plan, name, item, depth)
    end
    if not failed and schema.propertyNames ~= nil then
      failed = context.validate(context, schema.propertyNames, name, depth)
    end
    if failed and (not first or name < first) then
      first, first_failed = name, failed
    end
  end
  return first and failure.in_property(first_failed, first)
end

local function count_of(v)
  local count = 0
  for _ in pairs(v) do count = count + 1 end
  return count
end

--- Checks an object's properties, their names and how many there are.
---@param context table `validate` and `plans`
---@param schema table
---@param v table
---@param depth integer
---@return skyvern.schema.failure|nil
function container.object(context, schema, v, depth)
  local plan = prepared(context, schema)
  local properties = schema.properties or {}
  for _, name in ipairs(plan.names) do
    local failed = check_declared(context, properties[name], plan.required[name], v[name], depth)
    if failed then return failure.in_property(failed, name) end
  end
  for _, name in ipairs(schema.required or {}) do
    if v[name] == nil and properties[name] == nil then
      return failure.in_property(fail("the required property is missing", nil), name)
    end
  end
  if schema.additionalProperties ~= nil or plan.patterns[1] or schema.propertyNames ~= nil then
    local failed = check_names(context, schema, plan, v, depth)
    if failed then return failed end
  end
  if schema.minProperties or schema.maxProperties then
    return check_count(count_of(v), schema.minProperties, schema.maxProperties, "properties", v)
  end
  return nil
end

return container
