-- A full snapshot of twenty answers with every request, attempt after attempt. Arguments: a file of "token attempt",
-- a number above every sequence stored, how many milliseconds a connection waits between two requests.
local shared = require "shared"

local attempts, sequence
local count = 0

function init(arguments)
  attempts = {}
  for place, line in ipairs(shared.lines(arguments[1])) do
    local token, attempt = line:match("(%S+) (%S+)")
    attempts[place] = { token = token, path = "/api/v1/attempts/" .. attempt .. "/answers" }
  end
  sequence = tonumber(arguments[2])
  shared.think(tonumber(arguments[3]))
end

function request()
  count = count + 1
  local attempt = attempts[count % #attempts + 1]
  return shared.request("PUT", attempt.path, attempt.token, shared.snapshot(sequence + count, 20, count))
end
