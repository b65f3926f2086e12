"""A server of its own, in a folder of its own, with the demo contest on papers of twenty questions."""

import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import ssl
import subprocess
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONTEST, ROUND, TRIAL = "demo", "demo.dot-1", "demo.thi-thu"
# Set by Scripts/with-postgres; without it everything is measured on SQLite.
CLUSTER = os.environ.get("QUIZ_TEST_POSTGRES")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def new_database(name):
    """The address of a new database of the throw-away cluster; `None` on SQLite."""
    if CLUSTER:
        psql(CLUSTER, f"CREATE DATABASE {name}")
        return CLUSTER.replace("/postgres?", f"/{name}?")


def psql(address, sql):
    """The first value, as PostgreSQL writes it."""
    return subprocess.run(
        ["psql", "-XAtc", sql, address], capture_output=True, text=True, check=True).stdout.partition("\n")[0]


class Process:
    """A program that speaks HTTPS on this machine, what it costs, and its end."""

    def __init__(self, command, folder, port):
        self.address = f"https://localhost:{port}"
        self.log = open(folder / "log", "ab")
        self.process = subprocess.Popen(command, cwd=folder, stdout=self.log, stderr=self.log)

    def wait_for(self, path):
        context = ssl._create_unverified_context()
        for _ in range(200):
            try:
                return urllib.request.urlopen(self.address + path, context=context, timeout=1)
            except OSError:
                time.sleep(0.05)
        self.stop()
        raise SystemExit(pathlib.Path(self.log.name).read_text())

    @property
    def processor_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def peak_memory(self):
        """Bytes."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) * 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


class Site(Process):
    """quiz-server over `folder`; phases share it and find in `tokens` who is registered and has not been used up."""

    def __init__(self, binaries):
        self.binaries = pathlib.Path(binaries).resolve()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="quiz-bench-"))
        for name in "seeds", "QuestionBanks":
            shutil.copytree(ROOT / name, self.folder / name)
        definition = self.folder / "seeds/demo.yaml"
        definition.write_text(
            re.sub(r"{count: (\d+)", lambda found: f"{{count: {2 * int(found[1])}", definition.read_text()))
        self.database = new_database(f"site_{os.getpid()}")
        self.store = ["--store", self.database] if self.database else []
        port, metrics = free_port(), free_port()
        self.metrics = f"http://localhost:{metrics}/metrics"
        self.tokens = []
        super().__init__(
            [self.binaries / "quiz-server", "--data", "var", "--demo", "--address", f"localhost:{port}",
             "--metrics", f"localhost:{metrics}", *self.store], self.folder, port)
        self.wait_for("/readyz")

    def events(self, name):
        """How many `starts`, `saves` or `submissions` the server has acknowledged."""
        text = urllib.request.urlopen(self.metrics, timeout=10).read().decode()
        return int(re.search(rf"^quiz_{name}_total (\d+)", text, re.MULTILINE)[1])

    def query(self, sql):
        """The first value of a read beside the running server."""
        if self.database:
            return int(psql(self.database, sql))
        with sqlite3.connect(f"file:{self.folder}/var/quiz.db?mode=ro", uri=True) as database:
            return database.execute(sql).fetchone()[0]

    @property
    def stored_bytes(self):
        """What the database takes, the log's pages counted where they will be (on PostgreSQL: without its log)."""
        if self.database:
            return self.query("SELECT pg_database_size(current_database())")
        used = "SELECT (SELECT page_count FROM pragma_page_count) - (SELECT freelist_count FROM pragma_freelist_count)"
        return self.query(used) * self.query("PRAGMA page_size")

    def take(self, count):
        """The next `count` tokens, each handed out once."""
        taken, self.tokens = self.tokens[:count], self.tokens[count:]
        return taken

    def discard(self):
        self.stop()
        shutil.rmtree(self.folder)
