"""Drives wrk, which makes the load on the same machine."""

import dataclasses
import os
import pathlib
import re
import subprocess

HERE = pathlib.Path(__file__).resolve().parent / "lua"
CONNECTIONS = 64


@dataclasses.dataclass
class Load:
    """What one run of wrk saw. Rate in requests per second, tail (99th percentile) in milliseconds, cost in
    microseconds of the server's processor time per request."""

    rate: float
    requests: int
    failed: int
    tail: float
    seconds: float
    cost: float


def run(process, seconds, path="/", script="plain", arguments=(), threads=1, connections=CONNECTIONS):
    command = [
        "wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s",
        "-s", HERE / f"{script}.lua", process.address + path, "--", *map(str, arguments)]
    before = process.processor_seconds
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=seconds + 30,
        env={**os.environ, "LUA_PATH": f"{HERE}/?.lua"})
    used = process.processor_seconds - before
    found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+)", done.stdout)
    if not found:
        raise SystemExit(f"{script}: {done.stdout}{done.stderr}")
    requests, failed, tail, microseconds = map(int, found.groups())
    return Load(
        rate=requests * 1e6 / microseconds, requests=requests, failed=failed, tail=tail / 1000,
        seconds=microseconds / 1e6, cost=used * 1e6 / max(requests, 1))
