"""A bank of 100,000 questions checked and imported by the command line while answers are being saved.

Also alone: python Tests/Load/phases/bank_import.py .build/release
"""

import csv
import http.client
import json
import os
import pathlib
import random
import ssl
import subprocess
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from bench_site import CONTEST, ROUND, Site  # noqa: E402
from table import Row, show  # noqa: E402

QUESTIONS = 100_000
SAVERS = 8
# Each saver, between two saves: some 100 saves a second in all.
PAUSE = 0.08
QUIET = 6


def measure(site):
    file = site.folder / "bank.csv"
    write_bank(file)
    savers = [Saver(site, number) for number in range(SAVERS)]
    for saver in savers:
        saver.start()
    time.sleep(QUIET)
    quiet = taken(savers)
    check = administer(site, "bank", "check", file, "--json")
    imported = administer(site, "bank", "import", file, "--by", "bench")
    busy = taken(savers)
    for saver in savers:
        saver.stop()
    failed = sum(saver.failed for saver in savers)
    yield Row("bank of 100,000, check", check.seconds, "s", goal=5, less=True)
    yield Row("bank of 100,000, check and import", imported.seconds, "s", goal=5, less=True)
    yield Row("peak memory of the import", imported.peak / 2**20, "MiB", goal=1024, less=True)
    yield Row("saves without import, slowest", max(quiet), "ms", tail=tail(quiet), failed=failed)
    yield Row("saves during import, slowest", max(busy), "ms", tail=tail(busy))
    yield Row("later than the slowest without", max(busy) - max(quiet), "ms", goal=50, less=True)


def write_bank(file, questions=QUESTIONS):
    """Stems of twelve to twenty-four syllables, common and rare ones as often as in a language."""
    chance = random.Random(7)
    onsets = "b c ch d đ g gi h kh l m n ng nh ph qu r s t th tr v x".split()
    nuclei = "a á à ạ ả â ấ ầ ậ ă e é ê ế ề ệ i í ị o ó ọ ô ố ộ ơ ớ ờ u ú ụ ư ứ ự".split()
    codas = ["", "n", "ng", "nh", "m", "t", "c", "p", "i"]
    syllables = [a + b + c for a in onsets for b in nuclei for c in codas]
    chance.shuffle(syllables)
    syllables = syllables[:4000]
    weights, total = [], 0.0
    for place in range(len(syllables)):
        total += 1 / (place + 10)
        weights.append(total)

    def words(least, most):
        return " ".join(chance.choices(syllables, cum_weights=weights, k=chance.randint(least, most)))

    with open(file, "w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(["Mã", "Câu hỏi", "A", "B", "C", "D", "Đáp án", "Chủ đề", "Giải thích", "Văn bản", "Điều khoản"])
        for number in range(1, questions + 1):
            table.writerow([
                f"C{number:06}", words(12, 24).capitalize() + "?", *(words(3, 9) for _ in range(4)),
                chance.choice("ABCD"), f"chu-de-{chance.randint(1, 12)}", "Theo " + words(12, 12),
                f"{chance.randint(1, 90)}/20{chance.randint(10, 25)}/QH14",
                f"khoản {chance.randint(1, 5)} Điều {chance.randint(1, 200)}"])


class Administered:
    def __init__(self, seconds, peak):
        self.seconds, self.peak = seconds, peak


def administer(site, *words):
    before = time.perf_counter()
    done = subprocess.Popen(
        [site.binaries / "quiz-admin", *words] + (["--data", site.folder / "var", *site.store] if words[1] == "import" else []),
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    complaints = done.stderr.read()
    _, status, used = os.wait4(done.pid, 0)
    if status:
        raise SystemExit(complaints.decode()[-2000:])
    return Administered(time.perf_counter() - before, used.ru_maxrss * 1024)


class Saver(threading.Thread):
    """One person's paper, saved again and again; remembers how long each save took, in milliseconds."""

    def __init__(self, site, number):
        super().__init__(daemon=True)
        self.connection = http.client.HTTPSConnection(
            urllib.parse.urlsplit(site.address).netloc, context=ssl._create_unverified_context(), timeout=30)
        self.times, self.failed, self.is_done = [], 0, threading.Event()
        self.number = number
        fields = {
            "fullName": f"Nguyễn Thị Hoa {number}", "birthDate": "1990-05-01", "sex": "female",
            "citizenId": f"008190{900000 + number}", "phone": f"0912{900000 + number}", "block": "citizen",
            "unit": "khac", "pin": "123456"}
        entry = self.ask("POST", f"/api/v1/contests/{CONTEST}/entrants", {"consent": True, "fields": fields})
        self.headers = {"Authorization": f"Bearer {entry['token']}", "Content-Type": "application/json"}
        self.attempt = self.ask("POST", f"/api/v1/rounds/{ROUND}/attempts")["attempt"]["id"]

    headers = {"Content-Type": "application/json"}

    def ask(self, method, path, body=None):
        self.connection.request(method, path, json.dumps(body) if body else None, self.headers)
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            self.failed += 1
            return {}
        return json.loads(content) if content else {}

    def run(self):
        chance, sequence = random.Random(self.number), 0
        while not self.is_done.wait(chance.uniform(0, 2 * PAUSE)):
            sequence += 1
            answers = {str(place): [str((place + sequence) % 2 + 1)] for place in range(1, 21)}
            before = time.perf_counter()
            self.ask("PUT", f"/api/v1/attempts/{self.attempt}/answers", {"sequence": sequence, "answers": answers})
            self.times.append(1000 * (time.perf_counter() - before))

    def stop(self):
        self.is_done.set()
        self.join()


def taken(savers):
    """The times since the last call."""
    times = []
    for saver in savers:
        times += saver.times
        saver.times = []
    return times


def tail(times):
    return sorted(times)[int(0.99 * (len(times) - 1))]


if __name__ == "__main__":
    site = Site(sys.argv[1])
    try:
        show(list(measure(site)))
    finally:
        site.discard()
