"""kill -9 under load: whatever was acknowledged is there afterwards, answers and score compared."""

import concurrent.futures
import http.client
import json
import random
import re
import signal
import ssl
import subprocess
import urllib.error

import pytest

from conftest import Server, person
from test_organiser import Entrant

CLIENTS = 16


def work(entrant, journal):
    """Saves until the server is gone. The journal holds what was sent and what was acknowledged."""
    try:
        while True:
            attempt = entrant.call("POST", "rounds/demo.dot-1/attempts")["attempt"]["id"]
            entry = journal.setdefault(attempt, {"acknowledged": 0, "sent": {}, "result": None})
            for sequence in range(1, 200):
                answers = {str(random.randint(1, 10)): [str(random.randint(1, 4))] for _ in range(5)}
                entry["sent"][sequence] = answers
                stored = entrant.call("PUT", f"attempts/{attempt}/answers", {"sequence": sequence, "answers": answers})
                entry["acknowledged"] = stored["sequence"]
                if random.random() < 0.02:
                    entry["result"] = entrant.call("POST", f"attempts/{attempt}/submission", {"prediction": 1})
                    break
    except (urllib.error.URLError, ConnectionError, TimeoutError, OSError):
        return


def test_a_killed_server_loses_no_acknowledged_save_or_submission(tmp_path):
    server = Server(tmp_path / "run", 900)
    try:
        entrants = [Entrant(server, person()) for _ in range(CLIENTS)]
        journals = [{} for _ in entrants]
        acknowledged = 0
        for _ in range(5):
            with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
                running = [pool.submit(work, *pair) for pair in zip(entrants, journals)]
                concurrent.futures.wait(running, timeout=random.uniform(0.4, 1.2))
                server.stop(signal.SIGKILL)
            server.start()
            for place, (entrant, journal) in enumerate(zip(list(entrants), journals)):
                for attempt, entry in journal.items():
                    found = entrant.call("GET", f"attempts/{attempt}")
                    assert found["sequence"] >= entry["acknowledged"]
                    if found["sequence"]:
                        assert found["answers"] == entry["sent"][found["sequence"]]
                    if entry["result"]:
                        assert found["result"] == entry["result"]
                    acknowledged += entry["acknowledged"]
                # New people, because attempts are limited.
                journal.clear()
                entrants[place] = Entrant(server, person())
        assert acknowledged > 100
    finally:
        server.stop()


class Saver:
    """Saves again and again over one connection, so that its socket in the trace tells whose replies they are."""

    def __init__(self, server, number):
        entrant = Entrant(server, person())
        attempt = entrant.call("POST", "rounds/demo.dot-1/attempts")["attempt"]["id"]
        self.path = f"/api/v1/attempts/{attempt}/answers"
        self.headers = {"authorization": "Bearer " + entrant.token, "content-type": "application/json"}
        context = ssl._create_unverified_context()
        self.connection = http.client.HTTPSConnection("localhost", server.port, timeout=20, context=context)
        self.number = number
        self.sequence = 0
        self.save()
        self.port = self.connection.sock.getsockname()[1]

    def letters(self, sequence):
        """The answers to ten questions, `A;B;…` as the store writes them: no two saves of a test have the same."""
        bits = self.number * SAVES + sequence
        return ";".join("AB"[bits >> place & 1] for place in range(10))

    def save(self):
        answers = {str(place + 1): [str("AB".index(letter) + 1)] for place, letter in enumerate(self.letters(self.sequence).split(";"))}
        self.sequence += 1
        self.connection.request("PUT", self.path, json.dumps({"sequence": self.sequence, "answers": answers}), self.headers)
        assert json.load(self.connection.getresponse()) == {"sequence": self.sequence}


SAVES = 21
READS = {"read", "readv", "recvfrom", "recvmsg"}
WRITES = {"write", "writev", "sendto", "sendmsg"}


def events(trace):
    """The calls of a process as ("begin" or "end", call, line where it began, result), in their true order.

    strace stops the thread at both ends of a call and writes a line for each: one line when nothing came between, else
    `<unfinished ...>` and `resumed`. So the order of the lines is the order of the events.
    """
    running = {}
    for line in trace.splitlines():
        thread, text = line.split(None, 1)
        if begun := re.match(r"(\w+)\(\d+<", text):
            running[thread] = begun.group(1), text
            yield "begin", *running[thread], None
        result = re.search(r"= (-?\d+)(?: E\w+ .*)?$", text)
        if thread in running and result and not text.endswith("<unfinished ...>"):
            yield "end", *running.pop(thread), int(result.group(1))


def unsynced_replies(trace, savers):
    """(replies, syncs of the log, replies that no sync preceded).

    The answers of a save are unique, so the write to the log that carries them is found by its bytes. The log must be
    synced after that write has begun, and the sync must have ended before the first byte of the reply goes to the socket.
    """
    replied = {saver: 0 for saver in savers}
    is_answered = {saver: True for saver in savers}
    logged, sync_began, last_sync, syncs, unsynced = {}, None, -1, 0, []
    for time, (edge, call, line, result) in enumerate(events(trace)):
        target = line[:200]
        if "quiz.db-wal>" in target:
            if (edge, call) == ("begin", "pwrite64"):
                for letters in re.findall(r"[AB](?:;[AB]){9}", line):
                    logged.setdefault(letters, time)
            elif (edge, call) == ("begin", "fdatasync"):
                sync_began = time
            elif (edge, call, result) == ("end", "fdatasync", 0):
                last_sync, syncs = sync_began, syncs + 1
        for saver in savers:
            if f":{saver.port}]>" not in target:
                continue
            if edge == "end" and call in READS and result > 0:
                is_answered[saver] = False
            elif edge == "begin" and call in WRITES and not is_answered[saver]:
                is_answered[saver] = True
                # The first save of each was before the trace.
                replied[saver] += 1
                letters = saver.letters(replied[saver])
                if logged.get(letters, time) > last_sync:
                    unsynced.append((letters, logged.get(letters), last_sync, time))
    return sum(replied.values()), syncs, unsynced


@pytest.mark.parametrize("writers", [1, 16])
def test_the_log_is_synced_before_the_replies_of_each_batch(tmp_path, writers):
    server = Server(tmp_path / "run", 900)
    path = tmp_path / "trace"
    try:
        savers = [Saver(server, number) for number in range(writers)]
        calls = ",".join(sorted(READS | WRITES | {"pwrite64", "fdatasync"}))
        tracer = subprocess.Popen(
            ["strace", "-f", "-yy", "-s", "5000", "-e", f"trace={calls}", "-o", path, "-p", str(server.process.pid)],
            stderr=subprocess.PIPE)
        assert b"attached" in tracer.stderr.readline()
        with concurrent.futures.ThreadPoolExecutor(writers) as pool:
            saving = [pool.submit(lambda saver=saver: [saver.save() for _ in range(SAVES - 1)]) for saver in savers]
            for done in saving:
                done.result()
        tracer.send_signal(signal.SIGINT)
        tracer.wait(20)
        replies, syncs, unsynced = unsynced_replies(path.read_text(errors="replace"), savers)

        assert unsynced == []
        assert replies == writers * (SAVES - 1)
        # One alone cannot share a commit, sixteen do.
        assert syncs >= replies if writers == 1 else syncs < replies
    finally:
        server.stop()
