-- Times in text to epoch seconds: ISO 8601 as the server writes it, and the dates of HTTP headers.
local time = {}

local MONTHS = { jan = 1, feb = 2, mar = 3, apr = 4, may = 5, jun = 6,
  jul = 7, aug = 8, sep = 9, oct = 10, nov = 11, dec = 12 }
local DAYS = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

local floor = math.floor

local function days_in_month(year, month)
  if month == 2 and year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0) then return 29 end
  return DAYS[month]
end

-- Days since 1970-01-01 in the Gregorian calendar. A year starts in March here, so that the leap
-- day is its last one.
local function days_from_civil(year, month, day)
  if month <= 2 then
    year, month = year - 1, month + 12
  end
  local leap_days = floor(year / 4) - floor(year / 100) + floor(year / 400)
  return 365 * year + leap_days + floor((153 * (month - 3) + 2) / 5) + day - 719469
end

-- All of these are checked, for os.time would quietly carry a 13th month over.
local function epoch(year, month, day, hour, minute, second)
  if not month or month < 1 or month > 12 then return nil, "there is no such month" end
  if day < 1 or day > days_in_month(year, month) then return nil, "there is no such day" end
  if hour > 23 or minute > 59 or second > 60 then return nil, "there is no such time of day" end
  return days_from_civil(year, month, day) * 86400 + hour * 3600 + minute * 60 + second
end

-- "Z", "+02:00", "+0200", "+02" or "" to seconds east of UTC, or nil.
local function zone_offset(zone)
  if zone == "" or zone == "Z" or zone == "z" then return 0 end
  local sign, hours, minutes = zone:match("^([+-])(%d%d):?(%d%d)$")
  if not sign then
    sign, hours = zone:match("^([+-])(%d%d)$")
    minutes = 0
  end
  if not sign then return nil end
  hours, minutes = tonumber(hours), tonumber(minutes)
  if hours > 23 or minutes > 59 then return nil end
  local seconds = hours * 3600 + minutes * 60
  return sign == "+" and seconds or -seconds
end

local function expect_string(text, name, level)
  if type(text) ~= "string" then
    error(("bad argument #1 to '%s' (expected a string, got %s)"):format(name, type(text)), level + 1)
  end
end

local function refuse(text, why)
  local shown = #text > 60 and text:sub(1, 60) .. "..." or text
  return nil, ("'%s' is not a time: %s"):format(shown, why)
end

--- The epoch seconds of an ISO 8601 time: "2026-08-22T14:35:12.5Z", also with "+02:00", "+0200" or
--- "+02", with a space for the T, without seconds, or the date alone. Without a zone it is UTC, as
--- the server's are. The local zone plays no part.
---@param text string a value that is no string raises
---@return number|nil seconds with a fraction where the text has one
---@return string|nil message when the text is no such time
function time.epoch(text)
  expect_string(text, "time", 2)
  local year, month, day, rest = text:match("^(%d%d%d%d)%-(%d%d)%-(%d%d)(.*)$")
  if not year then return refuse(text, "expected YYYY-MM-DDTHH:MM:SS") end
  local hour, minute, second, fraction, offset = 0, 0, 0, 0, 0
  if rest ~= "" then
    local zone
    hour, minute, rest = rest:match("^[Tt ](%d%d):(%d%d)(.*)$")
    if not hour then return refuse(text, "expected THH:MM:SS after the date") end
    second, zone = rest:match("^:(%d%d)(.*)$")
    if not second then
      second, zone = 0, rest
    else
      -- Not tonumber("0." .. digits): 5.1 reads that by the locale's decimal point.
      local digits, after = zone:match("^[.,](%d+)(.*)$")
      if digits then
        digits, zone = digits:sub(1, 15), after
        fraction = tonumber(digits) / 10 ^ #digits
      end
    end
    offset = zone_offset(zone)
    if not offset then return refuse(text, "expected Z, +HH:MM or nothing as the zone") end
  end
  local seconds, why = epoch(tonumber(year), tonumber(month), tonumber(day), tonumber(hour),
    tonumber(minute), tonumber(second))
  if not seconds then return refuse(text, why) end
  return seconds - offset + fraction
end

--- The epoch seconds of an HTTP date in any of its three forms.
---@param text string "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT" or
---  "Sun Nov  6 08:49:37 1994"
---@return integer|nil seconds
---@return string|nil message
function time.http_date(text)
  expect_string(text, "http_date", 2)
  local day, month, year, clock = text:match("^%a+,%s+(%d%d?)[ -](%a%a%a)[ -](%d+)%s+(%S+) GMT$")
  if not day then
    month, day, clock, year = text:match("^%a+%s+(%a%a%a)%s+(%d%d?)%s+(%S+)%s+(%d%d%d%d)$")
  end
  local hour, minute, second = (clock or ""):match("^(%d%d):(%d%d):(%d%d)$")
  if not hour or (#year ~= 4 and #year ~= 2) then return refuse(text, "expected an HTTP date") end
  year = tonumber(year)
  if year < 100 then year = year + (year < 70 and 2000 or 1900) end
  local seconds, why = epoch(year, MONTHS[month:lower()], tonumber(day), tonumber(hour),
    tonumber(minute), tonumber(second))
  if not seconds then return refuse(text, why) end
  return seconds
end

return time
