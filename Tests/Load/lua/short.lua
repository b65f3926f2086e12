-- Attempts of five requests: sign in, start, paper, one save of twenty answers, submission. One connection per thread.
-- Arguments: the contest, the round, the first person's number, how many persons, how many attempts each has, the number
-- of threads.
local shared = require "shared"

shared.number_threads()

local contest, round, perEntrant, stride, person, last
local attempts, step, token, attempt = 0, 0, nil, nil

function init(arguments)
  contest, round = arguments[1], arguments[2]
  person = tonumber(arguments[3]) + place + 1
  last = tonumber(arguments[3]) + tonumber(arguments[4])
  perEntrant, stride = tonumber(arguments[5]), tonumber(arguments[6])
end

function request()
  if step == 0 then
    local body = string.format('{"key":"citizenId","value":"008190%06d","pin":"123456"}', person)
    return shared.request("POST", "/api/v1/contests/" .. contest .. "/sessions", nil, body)
  end
  if step == 1 then return shared.request("POST", "/api/v1/rounds/" .. round .. "/attempts", token, "") end
  local path = "/api/v1/attempts/" .. attempt
  if step == 2 then return shared.request("GET", path, token, "") end
  if step == 3 then return shared.request("PUT", path .. "/answers", token, shared.snapshot(1, 20, attempts)) end
  return shared.request("POST", path .. "/submission", token, '{"prediction":3}')
end

function response(status, _, body)
  if status > 201 then return wrk.thread:stop() end
  if step == 0 then token = body:match('"token":"([^"]+)"') end
  if step == 1 then attempt = shared.attempt(body) end
  step = step + 1
  if step <= 4 then return end
  step, attempts = 0, attempts + 1
  if attempts % perEntrant == 0 then person = person + stride end
  if person > last then wrk.thread:stop() end
end
