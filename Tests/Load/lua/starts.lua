-- A paper for the next entrant with every request. Arguments: the round, the entrants' tokens, how many milliseconds a
-- connection waits between two requests.
local shared = require "shared"

local path, tokens
local count = 0

function init(arguments)
  path = "/api/v1/rounds/" .. arguments[1] .. "/attempts"
  tokens = shared.lines(arguments[2])
  shared.think(tonumber(arguments[3]))
end

function request()
  count = count + 1
  return shared.request("POST", path, tokens[(count - 1) % #tokens + 1], "")
end
