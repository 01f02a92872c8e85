-- The parts of types/skyvern.lua that no table can give.
local fixed = {}

fixed.head = [[
---@meta skyvern
-- Types of the module for the Lua language server. Made from the table of calls by `make docs`; no program
-- loads it.
-- luacheck: ignore

--- Skyvern's client side: start browser automations, wait for them, get their results.
---@class skyvern
local skyvern = {}

--- One account's settings, and a method for each call.
---@class skyvern.Client
---@field base_url string
local Client = {}

]]

fixed.values = [[
--- Where a browser's traffic leaves from, in detail.
---@class skyvern.GeoTarget
---@field country string two letters, such as "US"
---@field subdivision? string such as "CA"
---@field city? string

--- A schema, from the builders in `skyvern.schema`.
---@class skyvern.schema
local Schema = {}

--- A plain table of the same JSON Schema.
---@return table
function Schema:to_json_schema() end

--- Checks a value that was decoded from JSON.
---@param value any
---@return any value the same value; nil where it does not fit
---@return skyvern.error|nil err
function Schema:check(value) end

--- A timeline: the entries as the server lists them, the newest first.
---@class skyvern.Timeline
---@field [integer] skyvern.TimelineEntry
local Timeline = {}

--- Walks over all entries and what is inside them, the earliest first.
---@return fun(): skyvern.TimelineEntry|nil, integer|nil next entry and its depth
function Timeline:steps() end

---@class skyvern.TimelineEntry
---@field order integer 1 is the earliest
---@field status string|nil
---@field actions table[]
---@field artifacts table[]

--- What failed.
---@alias skyvern.ErrorKind
---| "api" the server answered with an error
---| "network"
---| "tls"
---| "timeout" one request took too long
---| "wait_timeout" the run was not over in time
---| "ambiguous" something may have been started or not
---| "aborted"
---| "decode" the answer is no JSON
---| "too_large"
---| "run_failed"
---| "schema"
---| "webhook"
---| "local_server"

--- A failure of the outside world. `tostring` gives one readable line.
---@class skyvern.error
---@field kind skyvern.ErrorKind
---@field message string
---@field retryable boolean the same call made again may succeed, and would start nothing twice
---@field attempts integer how many requests were sent
---@field operation? string the call
---@field status? integer of an HTTP answer
---@field name? string the status in words, "not_found"
---@field code? string the server's own error code
---@field body? string the answer's text
---@field headers? table<string, string> the answer's, names in lower case
---@field retry_after? number seconds that the server asks to wait
---@field maybe_started? boolean the call may have started a run, though it failed
---@field run_id? string
---@field run? skyvern.Run the last known run
---@field failure_reason? string
---@field path? string where a value does not fit a schema
---@field offset? integer the byte where JSON went wrong, from 0

--- Ends pending calls from elsewhere.
---@class skyvern.AbortSignal
local AbortSignal = {}

---@param reason? string
function AbortSignal:abort(reason) end

---@return boolean
function AbortSignal:aborted() end

--- The last argument of every call.
---@class skyvern.Options
---@field timeout? number seconds for each request
---@field max_retries? integer
---@field headers? table<string, string>
---@field signal? skyvern.AbortSignal
---@field raw? boolean give { status, headers, body }, not decoded

--- How to wait for a run.
---@class skyvern.WaitOptions
---@field timeout? number seconds. Default: 1800.
---@field poll_interval? number seconds. Default: 1, growing to 10.
---@field on_update? fun(run: skyvern.Run)
---@field cancel_on_timeout? boolean
---@field signal? skyvern.AbortSignal

---@class skyvern.Run
local Run = {}

--- `output`, checked where a schema object was given; nil and an error where the run did not complete.
---@return any output
---@return skyvern.error|nil err
function Run:result() end

---@return boolean
function Run:is_final() end

---@return boolean
function Run:succeeded() end

---@param opts? skyvern.WaitOptions
---@param options? skyvern.Options
---@return skyvern.Run|nil
---@return skyvern.error|nil err
function Run:wait(opts, options) end

---@param options? skyvern.Options
---@return skyvern.Run|nil
---@return skyvern.error|nil err
function Run:refresh(options) end

---@param options? skyvern.Options
---@return true|nil
---@return skyvern.error|nil err
function Run:cancel(options) end

---@param options? skyvern.Options
---@return skyvern.Timeline|nil
---@return skyvern.error|nil err
function Run:timeline(options) end

---@param opts? skyvern.params.get_run_artifacts
---@param options? skyvern.Options
---@return skyvern.Artifact[]|nil
---@return skyvern.error|nil err
function Run:artifacts(opts, options) end

--- Waits until a run is over.
---@param run_id string
---@param opts? skyvern.WaitOptions
---@param options? skyvern.Options
---@return skyvern.Run|nil
---@return skyvern.error|nil err
function Client:wait_for_run(run_id, opts, options) end

]]

fixed.module = [[
--- What `skyvern.new` takes.
---@class skyvern.Settings
---@field api_key? string Default: $SKYVERN_API_KEY.
---@field base_url? string Default: $SKYVERN_BASE_URL, or Skyvern's cloud.
---@field host? string|table what waits: "auto", "blocking", "scheduler", …, or an adapter
---@field timeout? number seconds for each request. Default: 60.
---@field connect_timeout? number seconds. Default: 10.
---@field max_retries? integer Default: 2.
---@field max_body? integer bytes of one answer that are kept. Default: 64 MiB.
---@field max_connections? integer requests at once; the others queue. Default: 32.
---@field keep_null? boolean keep nulls of answers as `skyvern.null`
---@field headers? table<string, string> for every request
---@field proxy? string
---@field ca_file? string
---@field insecure? boolean no TLS verification
---@field on_event? fun(event: table) for logs and metrics

--- Makes a client.
---@param settings? skyvern.Settings
---@return skyvern.Client
function skyvern.new(settings) end

--- Will a run with this status not change any more?
---@param status any
---@return boolean
function skyvern.is_final(status) end

---@return skyvern.AbortSignal
function skyvern.abort_signal() end

--- Epoch seconds of the server's ISO 8601.
---@param text string
---@return number|nil
function skyvern.time(text) end

--- Runs a function as a coroutine, and all that it spawns, to their ends.
---@param fn function
---@param ... any its arguments
---@return any ... its results
function skyvern.run(fn, ...) end

---@class skyvern.Task
local Task = {}

---@return any ... what its function returned
function Task:join() end

---@param reason? string
function Task:cancel(reason) end

---@return boolean
function Task:is_done() end

--- Starts a task beside the others.
---@param fn function
---@param ... any its arguments
---@return skyvern.Task
function skyvern.spawn(fn, ...) end

--- Runs several functions at the same time and waits for all.
---@param fns function[]
---@return table results
---@return table|nil errors
function skyvern.gather(fns) end

---@param seconds number
function skyvern.sleep(seconds) end

--- One step for hosts with a frame loop. Never waits.
---@return integer unfinished tasks
function skyvern.update() end

--- JSON's null.
---@type lightuserdata
skyvern.null = nil

--- Marks a table as a JSON array, also when it is empty.
---@generic T: table
---@param list? T
---@return T
function skyvern.array(list) end

---@param value any
---@return boolean
function skyvern.is_array(value) end

skyvern.json = {}

---@param value any
---@return string
function skyvern.json.encode(value) end

---@param text string
---@param options? { keep_null?: boolean }
---@return any
---@return skyvern.error|nil err
function skyvern.json.decode(text, options) end

--- Builds schemas that outputs are checked with.
---@type table
skyvern.schema = nil

--- Verifies and signs webhook deliveries.
---@type table
skyvern.webhook = nil

--- Starts a server on this machine.
---@param settings? table
---@return table|nil server
---@return skyvern.error|nil err
function skyvern.local_server(settings) end

--- The addresses of Skyvern's servers.
---@type { cloud: string, staging: string, localhost: string }
skyvern.environment = nil

return skyvern
]]

return fixed
