"""kill -9 under load: whatever was acknowledged is there afterwards, answers and score compared."""

import concurrent.futures
import random
import signal
import subprocess
import urllib.error

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


def test_every_acknowledged_save_was_synced_to_the_disk_before(tmp_path):
    """One save after the other, so that no two share a commit: each needs a sync of the log of its own."""
    server = Server(tmp_path / "run", 900)
    trace = tmp_path / "trace"
    try:
        entrant = Entrant(server, person())
        attempt = entrant.call("POST", "rounds/demo.dot-1/attempts")["attempt"]["id"]
        tracer = subprocess.Popen(
            ["strace", "-f", "-y", "-e", "trace=fdatasync,fsync", "-o", trace, "-p", str(server.process.pid)],
            stderr=subprocess.PIPE)
        assert b"attached" in tracer.stderr.readline()
        for sequence in range(1, 31):
            entrant.call("PUT", f"attempts/{attempt}/answers", {"sequence": sequence, "answers": {"1": ["1"]}})
        tracer.send_signal(signal.SIGINT)
        tracer.wait(10)
        synced = [line for line in trace.read_text().splitlines() if "quiz.db-wal" in line and "= 0" in line]
        assert len(synced) >= 30
    finally:
        server.stop()
