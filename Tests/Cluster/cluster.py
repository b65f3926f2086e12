"""Several quiz-servers over one database of the throw-away PostgreSQL, and HAProxy in front of them."""

import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Faults"))

from wire import Wire  # noqa: E402

# Set by Scripts/with-postgres.
CLUSTER = os.environ.get("QUIZ_TEST_POSTGRES")
CONTEST, ROUND = "demo", "demo.dot-1"
_context = ssl._create_unverified_context()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(found, seconds, what):
    """What `found` returns as soon as it is something; asked again until then."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        result = found()
        if result:
            return result
        time.sleep(0.01)
    raise AssertionError(f"not within {seconds} s: {what}")


class Database:
    def __init__(self, name):
        self.name = f"{name}_{os.getpid()}"
        subprocess.run(["psql", "-Xqc", f"CREATE DATABASE {self.name}", CLUSTER], check=True)
        self.address = CLUSTER.replace("/postgres?", f"/{self.name}?")

    def rows(self, sql):
        said = subprocess.run(["psql", "-XAtc", sql, self.address], capture_output=True, text=True, check=True).stdout
        return [line.split("|") for line in said.splitlines()]

    def drop(self):
        subprocess.run(["psql", "-Xqc", f"DROP DATABASE {self.name} WITH (FORCE)", CLUSTER], check=True)


class Node:
    """quiz-server in a folder of its own, with the keys and the certificate of the first one."""

    def __init__(self, folder, binary, database, first=None):
        self.folder = folder
        folder.mkdir(parents=True)
        for name in "seeds", "QuestionBanks":
            shutil.copytree(ROOT / name, folder / name)
        if first:
            for name in "keys", "tls":
                shutil.copytree(first.folder / "var" / name, folder / "var" / name)
        self.port, self.metrics = free_port(), free_port()
        self.command = [
            pathlib.Path(binary).resolve(), "--data", "var", "--demo", "--store", database.address,
            "--address", f"127.0.0.1:{self.port}", "--metrics", f"127.0.0.1:{self.metrics}"]
        self.start()

    def start(self):
        with open(self.folder / "server.log", "ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, stdout=log, stderr=log,
                env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})
        until(self.is_ready, 60, "a server that is ready")

    def is_ready(self):
        assert self.process.poll() is None, (self.folder / "server.log").read_text()[-4000:]
        try:
            with urllib.request.urlopen(f"https://127.0.0.1:{self.port}/readyz", context=_context, timeout=5) as reply:
                return reply.status == 200
        except OSError:
            return False

    def count(self, event):
        """How many `starts`, `submissions`, `expirations` … this server has counted."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.metrics}/metrics", timeout=5) as reply:
            return int(re.search(rf"^quiz_{event}_total (\d+)", reply.read().decode(), re.MULTILINE)[1])

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()


class Balancer:
    """HAProxy that passes TLS on as it comes, one connection to each server in turn."""

    def __init__(self, folder, nodes):
        self.port, self.control = free_port(), folder / "haproxy"
        servers = "\n".join(f"    server node{place} 127.0.0.1:{node.port}" for place, node in enumerate(nodes))
        settings = folder / "haproxy.cfg"
        settings.write_text(f"""
global
    stats socket {self.control}
defaults
    mode tcp
    timeout connect 2s
    timeout client 60s
    timeout server 60s
    retries 3
    option redispatch 1
listen quiz
    bind 127.0.0.1:{self.port}
    balance roundrobin
    option httpchk GET /readyz
    http-check expect status 200
    default-server check check-ssl verify none inter 200ms fall 2 rise 2
{servers}
""")
        self.log = open(folder / "haproxy.log", "ab")
        self.process = subprocess.Popen(["haproxy", "-db", "-f", settings], stdout=self.log, stderr=self.log)
        until(lambda: self.states() == ["UP"] * len(nodes), 30, "every server taken in")

    def _column(self, name):
        with socket.socket(socket.AF_UNIX) as control:
            try:
                control.connect(str(self.control))
            except OSError:
                return []
            control.sendall(b"show stat\n")
            said = b"".join(iter(lambda: control.recv(65536), b"")).decode()
        lines = [line.split(",") for line in said.strip().splitlines()]
        place = lines[0].index(name)
        return [line[place] for line in lines[1:] if line[1].startswith("node")]

    def states(self):
        return self._column("status")

    def connections(self):
        """How many each server has been given."""
        return [int(number) for number in self._column("stot")]

    def stop(self):
        self.process.terminate()
        self.process.wait(10)
        self.log.close()


class Person:
    """Somebody with a phone. `ports`: where the following requests go, one after the other, each on a new connection."""

    def __init__(self, number, *ports):
        self.number, self.ports, self.token = number, list(ports), None

    def ask(self, method, path, body=None):
        self.ports.append(self.ports.pop(0))
        wire = Wire([self.ports[-1]], timeout=30)
        wire.token = self.token
        try:
            return wire.request(method, path, body)
        finally:
            wire.close()

    @property
    def fields(self):
        return {
            "fullName": f"Nguyễn Thị Hoa {self.number}", "birthDate": "1990-05-01", "sex": "female",
            "citizenId": f"008190{self.number:06}", "phone": f"09{self.number:08}", "block": "citizen", "unit": "khac",
            "pin": "123456"}

    def register(self):
        reply = self.ask("POST", f"contests/{CONTEST}/entrants", {"consent": True, "fields": self.fields})
        assert reply.status == 201, reply.body
        self.token = reply.body["token"]
        return reply.body["entrant"]["id"]

    def sign_in(self, pin):
        return self.ask(
            "POST", f"contests/{CONTEST}/sessions",
            {"key": "citizenId", "value": self.fields["citizenId"], "pin": pin})

    def start(self):
        return self.ask("POST", f"rounds/{ROUND}/attempts")

    def save(self, attempt, sequence, option="1"):
        answers = {str(place): [option] for place in range(1, 11)}
        return self.ask("PUT", f"attempts/{attempt}/answers", {"sequence": sequence, "answers": answers})

    def submit(self, attempt):
        return self.ask("POST", f"attempts/{attempt}/submission", {"prediction": 3})
