-- One request again and again. Argument: its method.
require "shared"

function init(arguments) wrk.method = arguments[1] or "GET" end
