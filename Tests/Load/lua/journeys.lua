-- Whole attempts one after the other: start, paper, a save after each of twenty answers, submission. One connection per
-- thread. Arguments: the round, the entrants' tokens, how many attempts each has, the number of threads.
local shared = require "shared"

shared.number_threads()

local round, tokens, perEntrant, stride
local entrant, attempts, attempt, step = nil, 0, nil, 0

function init(arguments)
  round, perEntrant, stride = arguments[1], tonumber(arguments[3]), tonumber(arguments[4])
  tokens = shared.lines(arguments[2])
  entrant = place + 1
end

-- Only answers move on: wrk asks for one request more than it sends.
function request()
  local token = tokens[entrant]
  if step == 0 then return shared.request("POST", "/api/v1/rounds/" .. round .. "/attempts", token, "") end
  local path = "/api/v1/attempts/" .. attempt
  if step == 1 then return shared.request("GET", path, token, "") end
  if step <= 21 then
    return shared.request("PUT", path .. "/answers", token, shared.snapshot(step - 1, step - 1, attempts))
  end
  return shared.request("POST", path .. "/submission", token, '{"prediction":3}')
end

function response(status, _, body)
  if status > 201 then return wrk.thread:stop() end
  if step == 0 then attempt = shared.attempt(body) end
  step = step + 1
  if step <= 22 then return end
  step, attempts = 0, attempts + 1
  if attempts % perEntrant == 0 then entrant = entrant + stride end
  if entrant > #tokens then wrk.thread:stop() end
end
