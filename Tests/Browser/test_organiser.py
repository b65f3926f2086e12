"""An organiser in the shell beside the running server."""

import csv
import io
import json
import ssl
import subprocess
import time
import urllib.request

import pytest
from playwright.sync_api import expect

from conftest import ROOT, Server, person


class Entrant:
    """Somebody who takes part through the API."""

    def __init__(self, server, who):
        self.address = server.address + "/api/v1/"
        fields = {**who, "sex": "female", "block": "citizen", "unit": "khac"}
        self.token = None
        self.token = self.call("POST", "contests/demo/entrants", {"fields": fields, "consent": True})["token"]

    def call(self, method, path, body=None):
        headers = {"content-type": "application/json"}
        if self.token:
            headers["authorization"] = "Bearer " + self.token
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, headers, method=method)
        with urllib.request.urlopen(request, context=ssl._create_unverified_context(), timeout=10) as answer:
            return json.load(answer)

    def take(self):
        attempt = self.call("POST", "rounds/demo.dot-1/attempts")["attempt"]["id"]
        self.call("POST", f"attempts/{attempt}/submission", {"answers": {"1": ["1"]}, "prediction": 0})
        return attempt


@pytest.fixture(scope="module")
def contest(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("organiser") / "run", 900)
    yield server
    server.stop()


def admin(server, *arguments, expected=0):
    command = [ROOT / ".build/debug/quiz-admin", *arguments, "--data", "var"]
    done = subprocess.run(
        command, cwd=server.folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, env={"LANG": "vi_VN.UTF-8"})
    assert done.returncode == expected, (arguments, done.stdout, done.stderr)
    return done.stdout + done.stderr


def test_a_bank_with_mistakes_is_explained_and_not_stored_and_a_good_one_is_imported(contest):
    bank = contest.folder / "ngan-hang.csv"
    bank.write_text("Câu hỏi,A,B,C,D,Đáp án\nMột?,a,b,c,d,E\nHai?,a,a,c,d,A\n")
    refused = admin(contest, "bank", "import", str(bank), "--by", "Hoa", expected=1)
    assert ":2:" in refused and ":3:" in refused
    assert "ngan-hang" not in admin(contest, "bank", "list")

    bank.write_text("Câu hỏi,A,B,C,D,Đáp án\nMột?,a,b,c,d,C\nHai?,a,b,c,d,A\n")
    admin(contest, "bank", "import", str(bank), "--by", "Hoa")
    assert "ngan-hang" in admin(contest, "bank", "list")


@pytest.mark.parametrize("size", ["phone"], indirect=True)
def test_the_next_moves_up_when_the_winner_is_struck_out_and_the_winners_page_shows_it(contest, device):
    names = ["Trần Thị =Ba", "Lê Văn Bốn", "Vũ Năm"]
    entrants = [Entrant(contest, {**person(), "fullName": name}) for name in names]
    for entrant in entrants:
        entrant.take()
    by = ["--by", "Hoa", "--reason", "Biên bản số 1"]
    admin(contest, "round", "close", "demo.dot-1", "--now", "--yes", *by)
    admin(contest, "results", "compute", "demo.dot-1", "--by", "Hoa")
    rows = entrants[0].call("GET", "rounds/demo.dot-1/standings")["rows"]
    admin(contest, "results", "export", "demo.dot-1", "-o", "before.csv")
    table = list(csv.reader(io.StringIO((contest.folder / "before.csv").read_text("utf-8-sig"))))
    header, first = table[0], table[1]
    attempt = first[header.index("Mã lượt thi")].lstrip("'")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in table for cell in row), header

    admin(contest, "attempt", "void", attempt, "--yes", *by)
    admin(contest, "results", "publish", "demo.dot-1", "--yes", *by, expected=1)
    admin(contest, "results", "compute", "demo.dot-1", "--by", "Hoa")
    admin(contest, "results", "publish", "demo.dot-1", "--yes", *by)

    page = device()
    for _ in range(40):
        page.goto(contest.address + "/rounds/demo.dot-1/winners")
        if page.locator("table").count():
            break
        time.sleep(0.05)
    expect(page.locator("table tbody tr")).to_have_count(2)
    assert rows[1]["name"] in page.locator("tbody tr").first.inner_text()
    expect(page.locator("main")).to_contain_text("Công bố lần")
    expect(page.locator("main")).to_contain_text("SHA-256")
