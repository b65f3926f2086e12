"""Mixed load on programs built with a sanitizer: python3 Tests/Faults/sanitize.py thread .build-tsan/debug --seconds 1800

A crowd enters, pages and standings are read, requests are malformed and cut, and beside it an organiser opens contests,
closes, computes, publishes, verifies and backs up. Ends with status 1 when the sanitizer has reported anything.
"""

import argparse
import collections
import contextlib
import pathlib
import random
import re
import shutil
import ssl
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

from crowd import Crowd
from entrant import answers, form
from server import ROOT, Server
from wire import Cut, Wire

OPTIONS = {
    # Everything is reported, nothing ends the run; a process that has reported something says so with its status.
    "thread": {"TSAN_OPTIONS": "halt_on_error=0:exitcode=66:second_deadlock_stack=1:log_path={reports}"},
    # Swift's runtime keeps metadata and globals until the process ends, which the leak detector takes for leaks.
    "address": {"ASAN_OPTIONS": "halt_on_error=0:exitcode=66:detect_leaks=0:log_path={reports}"},
}
PAGES = [
    "", "contests/demo", "contests/demo/rules", "contests/demo/registration", "contests/demo/sessions",
    "rounds/demo.dot-1/standings", "rounds/demo.dot-1/units", "rounds/demo.dot-1/winners", "favicon.ico", "healthz",
    "readyz", "api/v1/openapi.json", "api/v1/contests", "api/v1/rounds/demo.dot-1/standings"]
WRONG = [
    ("GET", "contests/nowhere", None), ("POST", "contests/demo/entrants", {"fields": 7}),
    ("POST", "contests/demo/entrants", {"fields": {"fullName": "x" * 5000}, "consent": True}),
    ("POST", "contests/demo/sessions", {"key": "citizenId", "value": "008190999999", "pin": "000000"}),
    ("POST", "rounds/demo.dot-1/attempts", None), ("PUT", "attempts/nowhere/answers", {"sequence": -1, "answers": {}}),
    ("PATCH", "contests", None)]


class Organiser:
    """Runs a small contest from its definition to its published result, again and again."""

    def __init__(self, server, binaries, seed):
        self.server, self.binaries, self.random = server, binaries, random.Random(seed)
        self.wire = Wire([server.port])
        self.contests = self.requests = 0
        self.complaints = []

    def admin(self, *arguments, patience=30):
        command = ["/usr/bin/env", self.binaries / "quiz-admin", *arguments, "--data", "var"]
        until = time.monotonic() + patience
        while True:
            done = subprocess.run(command, cwd=self.server.folder, env=self.server.environment, capture_output=True, text=True)
            # The server ends them within seconds after the close.
            if "attempts-still-open" not in done.stderr or time.monotonic() > until:
                break
            time.sleep(0.5)
        if done.returncode:
            self.complaints.append(f"{' '.join(map(str, arguments))}: {done.returncode} {done.stdout[-500:]}{done.stderr[-500:]}")

    def page(self, path):
        self.requests += 1
        with contextlib.suppress(urllib.error.HTTPError):
            urllib.request.urlopen(
                f"https://localhost:{self.server.port}/{path}", context=ssl._create_unverified_context(), timeout=30).read()

    def call(self, method, path, body=None, cut=None):
        self.requests += 1
        with contextlib.suppress(Cut):
            return self.wire.request(method, path, body, cut).body
        return None

    def run(self):
        self.contests += 1
        name = f"vong-{self.contests}"
        definition = (ROOT / "seeds/demo.yaml").read_text().replace("contest: demo\n", f"contest: {name}\n")
        (self.server.folder / f"{name}.yaml").write_text(definition)
        by = ["--by", "An", "--reason", "thử"]
        self.admin("contest", "apply", f"{name}.yaml", *by)
        for person in range(1, 6):
            self.enter(name, self.contests * 100 + person)
        for path in self.random.sample(PAGES, 6):
            self.page(path)
        for method, path, body in self.random.sample(WRONG, 3):
            self.wire.token = None
            self.call(method, path, body, self.random.choice([None, None, "request", "reply"]))
        self.admin("round", "close", f"{name}.dot-1", "--now", "--yes", *by)
        self.admin("results", "compute", f"{name}.dot-1", "--by", "An")
        self.admin("results", "publish", f"{name}.dot-1", "--yes", *by)
        for path in "standings", "units", "winners":
            self.page(f"rounds/{name}.dot-1/{path}")
        self.admin("verify")
        self.admin("backup", f"{name}.backup")
        (self.server.folder / f"{name}.backup").unlink(missing_ok=True)

    def enter(self, contest, person):
        self.wire.token = None
        entered = self.call("POST", f"contests/{contest}/entrants", {"fields": form(person), "consent": True})
        self.wire.token = entered and entered.get("token")
        started = self.call("POST", f"rounds/{contest}.dot-1/attempts") or {}
        if attempt := started.get("attempt"):
            letters = "".join(self.random.choices("ABCD", k=10))
            self.call("PUT", f"attempts/{attempt['id']}/answers", {"sequence": 1, "answers": answers(letters)})
            # The last one is left to the closing of the round.
            if person % 5:
                self.call("POST", f"attempts/{attempt['id']}/submission", {"prediction": person})
            self.call("GET", f"rounds/{contest}.dot-1/standings/me")


def preloaded(sanitizer, folder):
    """Libraries that the sanitizer needs beside its own."""
    if sanitizer != "thread":
        return []
    library = folder / "mutex.so"
    # Swift's own clang: gcc does not know how Swift calls.
    clang = pathlib.Path(shutil.which("swiftc")).resolve().with_name("clang")
    subprocess.run([clang, "-O2", "-shared", "-fPIC", "-o", library, pathlib.Path(__file__).with_name("mutex.c"), "-ldl"], check=True)
    return [library]


def reports(folder):
    """What the sanitizer wrote, by its one-line summaries."""
    found = collections.Counter()
    for path in [*folder.glob("report.*"), folder / "server.log"]:
        found.update(re.findall(r"^SUMMARY: .*$", path.read_text(errors="replace"), re.MULTILINE))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sanitizer", choices=OPTIONS)
    parser.add_argument("binaries", type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix=f"quiz-{given.sanitizer}-"))
    environment = {name: text.format(reports=folder / "report") for name, text in OPTIONS[given.sanitizer].items()}
    server = Server(
        folder, given.binaries / "quiz-server", preloaded(given.sanitizer, folder), environment=environment,
        is_recorded=False)
    server.start(patience=120)
    crowd = Crowd(given.clients, folder, [server.port], given.seed)
    organiser = Organiser(server, given.binaries.resolve(), given.seed)
    until = time.monotonic() + given.seconds
    while time.monotonic() < until and server.process.poll() is None:
        crowd.cuts.value = organiser.random.choice([0, 0.02])
        organiser.run()
    crowd.cuts.value = 0
    counts, complaints, faults = crowd.settled()
    server.stop()
    found = reports(folder)
    complaints += organiser.complaints + [repr(fault)[:300] for fault in faults]
    print(
        f"{given.sanitizer}: {given.seconds:.0f} s, {counts['ok']} acknowledged, {counts['unknown']} unknown, "
        f"{organiser.contests} contests of the organiser, {organiser.requests} other requests, "
        f"status {server.process.returncode}, {sum(found.values())} reports")
    for summary, count in found.most_common():
        print(f"{count:>6} {summary}")
    for complaint in complaints[:10]:
        print("   ", complaint)
    if found or complaints or server.process.returncode:
        print(f"everything is kept in {folder}")
        raise SystemExit(1)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
