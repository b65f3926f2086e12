"""What can go wrong, each as one act that ends with the server well again.

A nemesis of another engine is one more function of this shape, in `run.py`'s list of phases.
"""

import os
import signal
import sqlite3
import subprocess
import time

from entrant import form
from journal import Journal
from wire import Cut, Wire


class NotRecovered(AssertionError):
    """The fault is over and the server still does not take part."""


def kill(server):
    server.kill()
    server.start()


def pause(server, seconds):
    server.signal(signal.SIGSTOP)
    time.sleep(seconds)
    server.signal(signal.SIGCONT)


def fiu(server, command):
    subprocess.run(
        ["fiu-ctrl", "-f", server.folder / "fiu", "-c", command, str(server.process.pid)], check=True,
        stdout=subprocess.DEVNULL)


EIO, ENOSPC = 5, 28
CALLS = [
    "posix/io/sync/fdatasync", "posix/io/sync/fdatasync", "posix/io/rw/pwrite", "posix/io/rw/pwrite/reduce",
    "posix/io/rw/pread"]


def fail_calls(server, choices, seconds):
    """Syncs, writes or reads of the database fail, now and then or always, by libfiu."""
    name = choices.choice(CALLS)
    share = choices.choice([0.05, 0.3, 1])
    error = "" if name.endswith("reduce") else f",failinfo={choices.choice([EIO, EIO, ENOSPC])}"
    fiu(server, f"enable_random name={name},probability={share}{error}")
    time.sleep(seconds)
    fiu(server, f"disable name={name}")


def snapshot(database):
    """A reader of another process, which holds the state of now until it is closed: meanwhile the log cannot start again."""
    reader = sqlite3.connect(f"file:{database}?mode=ro", uri=True, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT COUNT(*) FROM entrant").fetchone()
    return reader


class SmallDisk:
    """The server's data on a tmpfs of its own, which can be filled."""

    def __init__(self, folder, size):
        self.folder, self.filler = folder / "var", folder / "var/filler"
        self.folder.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "quiz-faults", self.folder], check=True)

    @staticmethod
    def why_not():
        """`None` where a tmpfs can be mounted."""
        return None if os.geteuid() == 0 else "only root can mount the small disk that is to be filled"

    def fill(self, seconds):
        with open(self.filler, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(65536))
            except OSError:
                pass
            # The database takes what it has; the rest of the last page is taken too.
            time.sleep(seconds)
        self.filler.unlink()

    @property
    def free(self):
        """Bytes."""
        found = os.statvfs(self.folder)
        return found.f_bavail * found.f_frsize

    def close(self):
        subprocess.run(["umount", self.folder], check=True)


class Clock:
    """The wall clock that the server sees, through libfaketime; the monotonic clock goes on as NTP leaves it."""

    def __init__(self, folder):
        self.file = folder / "clock"
        self.set(0)

    @property
    def environment(self):
        return {
            "FAKETIME_TIMESTAMP_FILE": str(self.file), "FAKETIME_NO_CACHE": "1",
            "DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    def set(self, hours):
        fresh = self.file.with_suffix(".new")
        fresh.write_text(f"{hours * 3600:+d}\n")
        fresh.replace(self.file)


class Probe:
    """Says how long after a fault the server takes a write again: it registers people, with a journal like any client."""

    def __init__(self, folder, ports):
        self.wire = Wire(ports, timeout=5)
        self.journal = Journal(folder / "probe.journal")
        self.person = 990_000
        self.longest = 0.0

    def wait(self, limit=5):
        begun = time.monotonic()
        while time.monotonic() - begun < limit:
            self.person += 1
            operation = self.journal.sent("register", {"person": self.person})
            try:
                reply = self.wire.request(
                    "POST", "contests/demo/entrants", {"fields": form(self.person), "consent": True})
            except Cut as error:
                self.journal.ended(operation, "unknown", str(error))
                time.sleep(0.02)
                continue
            if reply.status == 201:
                self.journal.ended(operation, "ok", reply.body["entrant"]["id"], self.wire.local_port)
                self.longest = max(self.longest, time.monotonic() - begun)
                return
            self.journal.ended(operation, "unknown", reply.status)
            time.sleep(0.02)
        raise NotRecovered(f"no write taken within {limit} s after the fault")
