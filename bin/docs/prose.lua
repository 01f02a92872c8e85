-- The parts of docs/reference.md that no table can give.
local prose = {}

prose.head = [==[
# Reference

Every call of a client, with all of its parameters. This page is made from the module's own table of
calls (`make docs`): what it says is what arguments are checked against.

]==]

prose.calling = [==[
## How calls are made

```lua
local skyvern = require "skyvern"
local client = skyvern.new{ api_key = "…" }     -- or set SKYVERN_API_KEY

local run, err = client:run_task{
  prompt = "Get the title of the top post", url = "https://news.ycombinator.com",
}
if not run then error(err) end
```

- **Arguments.** Ids that belong to the path come first, then one table with everything else, then the
  options. Calls without a table take the options in its place. In the signatures below, what stands in
  square brackets may be left out.
- **Results.** A call returns its result, or `nil` and an [error](#errors). A wrong argument (one that is
  missing, has the wrong type, or a name that the call does not know) raises an error that names it: it is a
  mistake in the program, not a failure of the world outside.
- **Nothing is lost on the way.** Integers arrive exactly, an empty list stays a list. What is null in an
  answer is absent in the table. `skyvern.null` in a parameter sends a null.
- **Enums.** A parameter that has an [enum](#enums) takes its names and the server's own. A string that is
  neither is sent as it is, so a newer server's values work.
- **Times** are seconds, fractions allowed, except where a table says minutes. Points in time are strings
  in ISO 8601; `skyvern.time(text)` gives epoch seconds.

### Options

The last argument of every call, for that call alone:

| Option | Type | |
|---|---|---|
| `timeout` | number, seconds | For each request. Default: the client's, 60. |
| `max_retries` | integer | How many requests may follow one that failed. Default: the client's, 2. |
| `headers` | table | More headers: names to strings. |
| `signal` | signal | From `skyvern.abort_signal()`; `signal:abort(reason)` ends the call. |
| `raw` | boolean | Give the answer as `{ status =, headers =, body = }`, not decoded. |

### Errors

An error has `kind`, `message`, `retryable` and `attempts`, one line of text from `tostring(err)`, and
whatever else is known:

| `err.kind` | What happened | |
|---|---|---|
| `api` | The server answered with an error. | `status`, `name` ("not_found"), `code`, `body`, `headers` |
| `network`, `tls`, `timeout` | There was no answer. | |
| `ambiguous` | What starts something was sent and not answered: it may be done. | look, then call again |
| `wait_timeout` | The run was not over in time. It goes on. | `run_id`, `run` |
| `aborted` | `signal:abort()` was called. | `run_id` where it is known |
| `decode` | The answer is no JSON. | `body`, `offset` |
| `too_large` | The answer is larger than `max_body`. | |
| `run_failed` | From `run:result()`: the run did not complete. | `failure_reason`, `run` |
| `schema` | From `run:result()`: the output does not fit the schema. | `path`, `value` |

**Retries.** Calls that say "failures that may pass are tried again" are repeated after network failures,
408, 429 and 5xx, with growing pauses or as the server asks. Calls that say "never done twice" make something
new (a run, a session, a workflow). They are repeated only when it is certain that the first request started
nothing: there was no connection, or the server answered 429, or 503 with a Retry-After.

]==]

prose.runs = [==[
### wait_for_run

Waits until a run is over.

```lua
client:wait_for_run(run_id [, { … } [, options]])
```

Returns the final [run](#methods-of-a-run), whatever its status, or `nil, err`. It looks at once, then after
1 s, then less and less often, and goes on over failures that may pass until its time is over.

| Parameter | Type | Default | |
|---|---|---|---|
| `run_id` | string | **required** | The run. |
| `timeout` | number, seconds | `1800` | Wait this long at most. |
| `poll_interval` | number, seconds | | Look at this fixed interval. |
| `on_update` | function | | Called with the run each time it was looked at. |
| `cancel_on_timeout` | boolean | `false` | Cancel the run when the time is over. |
| `signal` | signal | | Ends the wait from elsewhere. |

### Methods of a run

A run is a plain table with the fields of [Run](#run): `pairs` shows those alone. Its methods:

| Method | |
|---|---|
| `run:result()` | `output`, checked where a schema object was given; `nil, err` if it did not complete. |
| `run:is_final()` | Whether it is over. |
| `run:succeeded()` | Whether it completed. |
| `run:wait([opts [, options]])` | As [wait_for_run](#wait_for_run), and brings this table up to date. |
| `run:refresh([options])` | Gets it again, and brings this table up to date. |
| `run:cancel([options])` | As [cancel_run](#cancel_run). |
| `run:timeline([options])` | As [get_run_timeline](#get_run_timeline). |
| `run:artifacts([opts [, options]])` | As [get_run_artifacts](#get_run_artifacts). |

### A timeline

`get_run_timeline` gives a list as the server orders it, the newest entry first.
`for entry, depth in timeline:steps() do` walks over all entries and what is inside them, the earliest first.
An entry also answers `order` (1 is the earliest), `status`, `actions` and `artifacts`.

]==]

prose.enums = [==[
## Enums

Names, and in parentheses what is sent where that is another word.

]==]

prose.shapes = [==[
## Shapes

What is in the tables that calls give. An answer has whatever fields the server sent, and a newer server
sends more. What is null there is absent.

]==]

return prose
