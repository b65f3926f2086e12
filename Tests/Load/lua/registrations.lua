-- A new person with every request. Arguments: the contest, the first person's number, where to write the tokens.
require "shared"

local path, number, tokens
local form = '{"consent":true,"fields":{"fullName":"Nguyễn Thị Hoa %d","birthDate":"1990-05-01","sex":"female",'
  .. '"citizenId":"008190%06d","phone":"0912%06d","block":"citizen","unit":"khac","pin":"123456"}}'
local headers = { ["Content-Type"] = "application/json" }

function init(arguments)
  path = "/api/v1/contests/" .. arguments[1] .. "/entrants"
  number = tonumber(arguments[2])
  tokens = io.open(arguments[3], "w")
end

function request()
  number = number + 1
  return wrk.format("POST", path, headers, form:format(number, number, number))
end

function response(status, _, body)
  if status == 201 then tokens:write(body:match('"token":"([^"]+)"'), "\n") end
end
