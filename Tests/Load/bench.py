"""Speed as ratios in one run on one machine: `make bench`. The load comes from wrk beside the server.

Prints what the machine does bare (TLS hello: /healthz) and what the product does: starts per second with an entrant
each, and saved answers per second, each acknowledged on disk.
"""

import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Browser"))
from conftest import Server, person  # noqa: E402
from test_organiser import Entrant  # noqa: E402

SECONDS = 10
CONNECTIONS = 64
ENTRANTS = 3000

SCRIPT = """
local lines, mine = {}, {}
for line in io.lines("%(file)s") do lines[#lines + 1] = line end
local counter = 0
function setup(thread) thread:set("first", counter); counter = counter + 1 end
function init() n = first; sequence = 0 end
function request()
  %(request)s
end
function done(summary, latency, requests)
  io.write(string.format("RESULT %%d %%d %%d\\n", summary.requests, summary.errors.status, latency:percentile(99)))
end
"""


def wrk(server, path, seconds, request=None, file=None, folder=None):
    """Requests a second, failed ones, and the 99th percentile in milliseconds."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s"]
    if request:
        script = folder / "load.lua"
        script.write_text(SCRIPT % {"file": file, "request": request})
        command += ["-s", str(script)]
    output = subprocess.run([*command, server.address + path], capture_output=True, text=True, check=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])
    found = re.search(r"RESULT (\d+) (\d+) (\d+)", output)
    failed, tail = (int(found[2]), int(found[3]) / 1000) if found else (0, 0)
    return rate, failed, tail


def main(binary):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="quiz-bench-"))
    server = Server(folder / "run", 900, binary)
    try:
        hello, _, _ = wrk(server, "/healthz", SECONDS)
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            entrants = list(pool.map(lambda _: Entrant(server, person()), range(ENTRANTS)))
        tokens = folder / "tokens"
        tokens.write_text("\n".join(entrant.token for entrant in entrants))
        # As many seconds as there are entrants for, so that nearly every request is a new paper.
        starts, failed_starts, start_tail = wrk(
            server, "/", 2, folder=folder, file=tokens,
            request='n = n % #lines + 1; return wrk.format("POST", "/api/v1/rounds/demo.dot-1/attempts", '
            '{["authorization"] = "Bearer " .. lines[n], ["content-type"] = "application/json"}, "")')
        attempts = folder / "attempts"
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            ids = pool.map(lambda e: e.call("POST", "rounds/demo.dot-1/attempts")["attempt"]["id"], entrants[:500])
            attempts.write_text("\n".join(f"{e.token} {attempt}" for e, attempt in zip(entrants, ids)))
        saves, failed_saves, save_tail = wrk(
            server, "/", SECONDS, folder=folder, file=attempts,
            request='n = n + 1; local token, id = lines[n % #lines + 1]:match("(%S+) (%S+)"); '
            'return wrk.format("PUT", "/api/v1/attempts/" .. id .. "/answers", '
            '{["authorization"] = "Bearer " .. token, ["content-type"] = "application/json"}, '
            "string.format('{\"sequence\":%d,\"answers\":{\"1\":[\"%d\"],\"2\":[\"1\"]}}', n, n % 4 + 1))")
    finally:
        server.stop()
    rows = [
        ("bare TLS hello", hello, 0, 0), ("starts", starts, failed_starts, start_tail),
        ("saves", saves, failed_saves, save_tail),
    ]
    print(f"{'':<16}{'per second':>12}{'of hello':>10}{'p99 ms':>9}{'refused':>9}{'floor':>8}")
    floors = {"starts": 200, "saves": 1500}
    for name, rate, failed, tail in rows:
        print(f"{name:<16}{rate:>12,.0f}{rate / hello:>9.0%}{tail:>10.1f}{failed:>9}{floors.get(name, ''):>8}")
    print(json.dumps({name: round(rate) for name, rate, _, _ in rows}))


if __name__ == "__main__":
    main(sys.argv[1])
