-- What the scripts share. They are run by wrk: LuaJIT, one state per thread.
local shared = {}

function shared.lines(path)
  local lines = {}
  for line in io.lines(path) do lines[#lines + 1] = line end
  return lines
end

-- Numbers the threads: each finds its own in `place`, from 0.
function shared.number_threads()
  local threads = 0
  function setup(thread)
    thread:set("place", threads)
    threads = threads + 1
  end
end

-- Waits between answer and next request: `mean` milliseconds on average, so that requests arrive at all times.
function shared.think(mean)
  if mean > 0 then
    function delay() return math.random(0, 2 * mean) end
  end
end

-- A full snapshot of the first `count` answers, other ones with every `turn`. Put together once for each of the two: on
-- a machine that load and server share, what the load costs is missing in every rate.
local ends = {}
function shared.snapshot(sequence, count, turn)
  local place = 2 * count + turn % 2
  if not ends[place] then
    local answers = {}
    for number = 1, count do answers[number] = string.format('"%d":["%d"]', number, (number + turn) % 2 + 1) end
    ends[place] = ',"answers":{' .. table.concat(answers, ",") .. "}}"
  end
  return '{"sequence":' .. sequence .. ends[place]
end

-- A request of this entrant, or a stranger's without a token, without the tables that wrk.format makes.
function shared.request(method, path, token, body)
  local bearer = token and "\r\nAuthorization: Bearer " .. token or ""
  return method .. " " .. path .. " HTTP/1.1\r\nHost: " .. wrk.headers["Host"] .. bearer ..
    "\r\nContent-Type: application/json\r\nContent-Length: " .. #body .. "\r\n\r\n" .. body
end

-- The id of the attempt is the only one of 22 characters in the answer to a start.
local id = '"id":"(' .. ("[%w_-]"):rep(22) .. ')"'
function shared.attempt(body) return body:match(id) end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    "RESULT %d %d %d %d\n", summary.requests, failed, latency:percentile(99), summary.duration))
end

return shared
