"""Two servers over one PostgreSQL behind HAProxy behave like one. Each request may meet the other server."""

import os
import subprocess
import time

import balancer
import postgres
import pytest
import server as servers
import starts
from entrant import ROUND, answers, form
from postgres import Cluster, folder_for_clusters
from server import Server
from wire import Wire

BINARIES = servers.ROOT / ".build/debug"
# Seconds after which every server shows what another one has recorded.
NEWS = 2

pytestmark = [
    pytest.mark.skipif(postgres.why_not() is not None, reason=str(postgres.why_not())),
    pytest.mark.skipif(balancer.PROGRAM is None, reason="HAProxy is not installed (haproxy)")]


class Site:
    def __init__(self, folder, cluster):
        self.folder, self.cluster = folder, cluster
        self.address = f"postgres://quiz@/postgres?host={cluster.folder}"
        self.servers = [Server(folder, BINARIES / "quiz-server", store=self.address) for _ in range(2)]
        for each in self.servers:
            each.start()
        self.balancer = balancer.Balancer(folder, self.servers)
        self.balancer.wait_until({"s0": "UP", "s1": "UP"})
        self.people = 0
        self.ask = self.balancer.ask

    def register(self):
        self.people += 1
        reply = self.ask("POST", "contests/demo/entrants", {"consent": True, "fields": form(self.people)})
        assert reply.status == 201, reply.body
        return reply.body["token"]

    def start(self, token):
        return self.ask("POST", f"rounds/{ROUND}/attempts", token=token)

    def of_server(self, place, method, path, token=None):
        wire = Wire([self.servers[place].port])
        wire.token = token
        try:
            return wire.request(method, path)
        finally:
            wire.close()

    def administer(self, *words):
        subprocess.run(
            [BINARIES / "quiz-admin", *words, "--data", "var"], cwd=self.folder, check=True, capture_output=True,
            env={**os.environ, "QUIZ_STORE": self.address})


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with folder_for_clusters("/dev/shm") as (place, clusters):
        site = Site(tmp_path_factory.mktemp("site"), Cluster(place, clusters))
        yield site
        site.balancer.stop()
        for each in site.servers:
            each.stop()


def until(is_true, patience):
    end = time.monotonic() + patience
    while not is_true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_paper_begun_on_one_server_goes_on_on_the_others(site):
    token = site.register()
    begun = site.start(token)
    assert begun.status == 201
    attempt = begun.body["attempt"]["id"]
    for sequence, letters in enumerate(["A", "AB", "ABC", "ABCD", "ABCDA", "ABCDAB"], 1):
        saved = site.ask("PUT", f"attempts/{attempt}/answers", {"sequence": sequence, "answers": answers(letters)}, token)
        assert saved.status == 200, saved.body
    for place in range(2):
        assert site.of_server(place, "GET", f"attempts/{attempt}", token).body["sequence"] == 6
    submitted = [site.ask("POST", f"attempts/{attempt}/submission", {"prediction": 3}, token) for _ in range(4)]
    assert [reply.status for reply in submitted] == [200] * 4
    assert len({str(reply.body) for reply in submitted}) == 1


def test_what_one_server_records_all_servers_show(site):
    token = site.register()
    attempt = site.start(token).body["attempt"]["id"]
    for place in range(2):
        site.of_server(place, "GET", f"rounds/{ROUND}/standings")
    assert site.of_server(0, "POST", f"attempts/{attempt}/submission", token).status == 200
    for place in range(2):
        until(lambda: site.of_server(place, "GET", f"rounds/{ROUND}/standings/me", token).status == 200, NEWS)


def test_wrong_pins_are_counted_together(site):
    site.register()
    person = {"key": "citizenId", "value": form(site.people)["citizenId"]}
    wrong = [site.ask("POST", "contests/demo/sessions", {**person, "pin": "000000"}).status for _ in range(5)]
    assert len(set(wrong)) == 1
    for _ in range(2):
        locked = site.ask("POST", "contests/demo/sessions", {**person, "pin": "123456"})
        assert (locked.status, locked.body["code"]) == (429, "locked")


def test_many_starts_at_once_make_one_attempt(site):
    before = starts.doubled(site.cluster)
    done, statuses, faults = starts.play(starts.crowd([each.port for each in site.servers]), rounds=10, seconds=60)
    assert faults == [] and done == 10 and statuses[201] == 10, statuses
    assert starts.doubled(site.cluster) == (before[0], before[1] + 10)


def test_the_loss_of_a_server_is_noticed_only_by_those_connected(site):
    token = site.register()
    attempt = site.start(token).body["attempt"]["id"]
    site.servers[0].kill()
    for sequence in range(1, 9):
        saved = site.ask("PUT", f"attempts/{attempt}/answers", {"sequence": sequence, "answers": answers("A")}, token)
        assert saved.status == 200, saved.body
    site.balancer.wait_until({"s0": "DOWN", "s1": "UP"})
    site.servers[0].start()
    site.balancer.wait_until({"s0": "UP", "s1": "UP"})
    assert site.of_server(0, "GET", f"attempts/{attempt}", token).body["sequence"] == 8


def test_forgotten_papers_end_once_and_nobody_starts_in_a_closed_round(site):
    tokens = [site.register() for _ in range(3)]
    for token in tokens:
        assert site.start(token).status == 201
    late = site.register()
    site.administer("round", "close", ROUND, "--now", "--by", "HAProxy test", "--reason", "test", "--yes")
    for place in range(2):
        refused = Wire([site.servers[place].port])
        refused.token = late
        assert refused.request("POST", f"rounds/{ROUND}/attempts").body["code"] == "round-closed"
        refused.close()
    rows = "SELECT COUNT(*) AS n FROM attempt WHERE state = 'open'"
    until(lambda: site.cluster.ask(rows)[0]["n"] == 0, 20)
    ended = site.cluster.ask("SELECT finished_at - deadline AS late FROM attempt WHERE state = 'expired'")
    assert len(ended) >= 3 and {row["late"] for row in ended} == {0}
