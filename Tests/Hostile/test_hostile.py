"""Clients that mean harm, each beside an honest one. `make hostile` opens 20,000 idle connections, `make test` fewer."""

import itertools
import os
import pathlib
import re
import resource
import sys
import time
import urllib.parse
import urllib.request

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Load"))
from attacker import (
    CONTINUATION, DATA, END_HEADERS, END_STREAM, GET, HEADERS, PING, PRIORITY, RST_STREAM, SETTINGS, bare, connect, context,
    flood, frame, http2, is_closed)
from bench_site import ROOT, Site

BINARIES = ROOT / ".build" / os.environ.get("HOSTILE_BUILD", "debug")
IDLE = int(os.environ.get("HOSTILE_IDLE", 2000))
MIB = 2**20


@pytest.fixture
def site():
    made = Site(BINARIES)
    made.port = int(made.address.rpartition(":")[2])
    yield made
    assert made.process.poll() is None, "the server has ended"
    assert is_served(made)
    made.discard()


def port_of(address):
    return urllib.parse.urlsplit(address).port


def is_served(site):
    """An honest visitor, on a new connection."""
    made = context("http/1.1")
    with urllib.request.urlopen(site.address + "/contests/demo", context=made, timeout=10) as answer:
        return answer.status == 200 and b"<h1>" in answer.read()


def memory(site):
    status = pathlib.Path(f"/proc/{site.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024


def wait_until_closed(connections, seconds):
    """How many the server has closed within so many seconds."""
    until, open_ = time.monotonic() + seconds, list(connections)
    while open_ and time.monotonic() < until:
        open_ = [one for one in open_ if not is_closed(one)]
    return len(connections) - len(open_)


def test_slow_clients_are_cut_off_and_others_served(site):
    silent = [bare(site.port) for _ in range(20)]
    half = [bare(site.port) for _ in range(20)]
    for one in half:
        one.sendall(b"\x16\x03\x01\x02\x00\x01")
    headers = [connect(site.port) for _ in range(20)]
    bodies = [connect(site.port) for _ in range(20)]
    # The listeners without TLS take from the same descriptors.
    plain = [bare(port_of(site.metrics)) for _ in range(20)]
    for one in headers + plain:
        one.sendall(b"GET / HTTP/1.1\r\nhost: localhost\r\n")
    for one in bodies:
        one.sendall(b"POST /contests/demo/registration HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: same-origin\r\n"
                    b"content-type: application/x-www-form-urlencoded\r\ncontent-length: 1000\r\n\r\n")
    streams = [http2(site.port) for _ in range(20)]
    assert is_served(site)
    assert wait_until_closed(silent + half, 20) == 40
    dripping, until = headers + bodies + plain, time.monotonic() + 45
    closed = 0
    while dripping and time.monotonic() < until:
        for one in list(dripping):
            try:
                one.settimeout(1)
                one.sendall(b"x")
                gone = is_closed(one)
            except OSError:
                gone = True
            if gone:
                dripping.remove(one)
                closed += 1
        assert is_served(site)
        time.sleep(1)
    assert closed == 60
    for one in streams:
        one.close()


def test_a_listener_without_tls_has_few_connections_of_its_own(site):
    held = [bare(port_of(site.metrics)) for _ in range(300)]
    answered = 0
    for one in held:
        one.settimeout(5 if answered < 200 else 0.2)
        one.sendall(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n")
        try:
            answered += one.recv(100).startswith(b"HTTP/1.1 200")
        except TimeoutError:
            pass
    # 256, and whoever was accepted in the same turn as the last of them.
    assert 250 <= answered <= 280
    assert is_served(site)
    for one in held:
        one.close()


def test_answers_that_nobody_reads_take_bounded_memory(site):
    before = memory(site)
    # Many bytes for little work: it is memory that is tried here, and a debug build takes long over a page.
    with urllib.request.urlopen(site.address + "/contests/demo", context=context("http/1.1"), timeout=10) as page:
        style = re.search(rb"/assets/\w+/app\.css", page.read())[0]
    request = b"GET " + style + b" HTTP/1.1\r\nhost: localhost\r\n\r\n"
    readers = [connect(site.port) for _ in range(20)]
    for one in readers:
        one.settimeout(0.2)
        try:
            one.sendall(request * 100)
        except OSError:
            pass
    # A window of nothing: a hundred answers wait in each connection.
    get = b"\x82\x87\x41\x09localhost\x04" + bytes([len(style)]) + style
    windowless = [http2(site.port, b"\x00\x04\x00\x00\x00\x00") for _ in range(20)]
    for one in windowless:
        one.sendall(b"".join(frame(HEADERS, get, END_STREAM | END_HEADERS, 2 * n + 1) for n in range(100)))
    assert is_served(site)
    assert memory(site) - before < 256 * MIB
    for one in readers + windowless:
        one.close()


def test_idle_connections_cost_little(site):
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    before = memory(site)
    # An address has fewer ports than that many connections need.
    idle = [connect(site.port, source=f"127.0.0.{2 + n // 10000}") for n in range(IDLE)]
    for one in idle:
        one.sendall(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n")
    assert all(one.recv(100).startswith(b"HTTP/1.1 200") for one in idle[-100:])
    each = (memory(site) - before) / IDLE
    print(f"{IDLE} idle connections: {each / 1024:.0f} KiB each, {memory(site) / MIB:.0f} MiB in all")
    assert is_served(site)
    assert each < 128 * 1024
    for one in idle:
        one.close()


def test_more_connections_than_descriptors_wait_and_then_come_in(tmp_path):
    few = tmp_path / "quiz-server"
    few.write_text(f'#!/bin/sh\nulimit -n 456\nexec {BINARIES}/quiz-server "$@"\n')
    few.chmod(0o755)
    made = Site(tmp_path)
    many = [bare(int(made.address.rpartition(":")[2])) for _ in range(400)]
    time.sleep(1)
    assert len(os.listdir(f"/proc/{made.process.pid}/fd")) < 400
    used = made.processor_seconds
    time.sleep(1)
    assert made.processor_seconds - used < 0.5, "it spins"
    for one in many:
        one.close()
    assert is_served(made)
    made.discard()


HEADERS_OF_HARM = {
    "a header of 1 MB": (b"x: " + b"y" * 65536 for _ in range(16)),
    "a million small headers": (b"a: b\r\n" * 1000 for _ in range(1000)),
    "ten thousand cookies": (b"cookie: a=b\r\n" * 100 for _ in range(100)),
}


@pytest.mark.parametrize("what", HEADERS_OF_HARM)
def test_headers_without_end_are_refused(site, what):
    before = memory(site)
    connection = connect(site.port)
    connection.sendall(b"GET / HTTP/1.1\r\nhost: localhost\r\n")
    assert flood(connection, HEADERS_OF_HARM[what], 1000)
    assert memory(site) - before < 64 * MIB


def streams():
    return itertools.count(1, 2)


FLOODS = {
    "rapid reset": lambda: (
        frame(HEADERS, GET, END_STREAM | END_HEADERS, n) + frame(RST_STREAM, b"\0\0\0\x08", 0, n) for n in streams()),
    "continuation": lambda: itertools.chain(
        [frame(HEADERS, GET, 0, 1)], (frame(CONTINUATION, b"\x00\x01a\x01b", 0, 1) for _ in itertools.count())),
    "settings": lambda: (frame(SETTINGS, b"\x00\x03\x00\x00\x00\x64") * 10 for _ in itertools.count()),
    "ping": lambda: (frame(PING, b"12345678") * 10 for _ in itertools.count()),
    "priority": lambda: (frame(PRIORITY, b"\0\0\0\0\x10", 0, n) for n in streams()),
    "empty data": lambda: itertools.chain(
        [frame(HEADERS, b"\x83" + GET[1:], END_HEADERS, 1)], (frame(DATA, b"", 0, 1) for _ in itertools.count())),
    # One entry of 4,000 bytes in the table, then asked for 4,000 times in a block of 4 kB: 16 MB of headers.
    "header bomb": lambda: itertools.chain(
        [frame(HEADERS, GET + b"\x40\x01a\x7f\xa1\x1e" + b"b" * 4000, END_STREAM | END_HEADERS, 1)],
        (frame(HEADERS, GET + b"\xbe" * 4000, END_STREAM | END_HEADERS, n) for n in itertools.count(3, 2))),
}


@pytest.mark.parametrize("what", FLOODS)
def test_a_flood_over_http2_is_cut_off(site, what):
    before = memory(site)
    assert flood(http2(site.port), FLOODS[what](), 20_000)
    assert memory(site) - before < 64 * MIB
