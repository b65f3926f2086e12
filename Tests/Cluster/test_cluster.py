"""Two servers behind HAProxy over one PostgreSQL are one site. Needs Scripts/with-postgres."""

import itertools

import pytest

from cluster import CLUSTER, ROOT, ROUND, Balancer, Database, Node, Person, until

pytestmark = pytest.mark.skipif(not CLUSTER, reason="needs Scripts/with-postgres")
# Seconds until the standings of one server show what was submitted on another.
FRESH = 1
numbers = itertools.count(1)


class Site:
    def __init__(self, folder):
        binary = ROOT / ".build/debug/quiz-server"
        self.database = Database("cluster")
        first = Node(folder / "0", binary, self.database)
        self.nodes = [first, Node(folder / "1", binary, self.database, first)]
        self.balancer = Balancer(folder, self.nodes)

    def counts(self, event):
        return [node.count(event) for node in self.nodes]

    def person(self, *ports):
        return Person(next(numbers), *(ports or [self.balancer.port]))

    def stop(self):
        self.balancer.stop()
        for node in self.nodes:
            node.stop()
        self.database.drop()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("cluster"))
    yield site
    site.stop()


def test_an_entry_goes_on_on_whatever_server_the_connection_meets(site):
    before = site.balancer.connections()
    person = site.person()
    person.register()
    attempt = person.start().body["attempt"]["id"]
    for sequence in range(1, 7):
        assert person.save(attempt, sequence).body["sequence"] == sequence
    submitted = person.submit(attempt)
    again = person.submit(attempt)

    assert submitted.status == 200 and again.body == submitted.body
    assert min(now - then for now, then in zip(site.balancer.connections(), before)) >= 4


def test_an_older_snapshot_is_stale_on_the_other_server_too(site):
    one, two = (node.port for node in site.nodes)
    person = site.person(one, two)
    person.register()
    attempt = person.start().body["attempt"]["id"]
    assert person.save(attempt, 5).status == 200

    stale = person.save(attempt, 4, option="2")

    assert (stale.status, stale.body["code"]) == (409, "stale-sequence"), stale.body


def test_attempts_are_counted_over_all_servers(site):
    one, two = (node.port for node in site.nodes)
    person = site.person(one, two)
    person.register()
    for _ in range(3):
        started = person.start()
        assert started.status == 201, started.body
        assert person.submit(started.body["attempt"]["id"]).status == 200
    # Once on each.
    assert {person.start().status for _ in site.nodes} == {409}


def test_wrong_pins_are_counted_over_all_servers(site):
    person = site.person(*(node.port for node in site.nodes))
    person.register()
    assert [person.sign_in("654321").status for _ in range(5)] == [401] * 5

    assert {person.sign_in("123456").status for _ in site.nodes} == {429}


def test_standings_show_what_was_submitted_on_the_other_server(site):
    one, two = (node.port for node in site.nodes)
    reader = site.person(two)
    reader.register()
    own = f"rounds/{ROUND}/standings/me"
    # The standings of the second server are made, and without this entrant.
    assert reader.ask("GET", own).status == 404
    writer = site.person(one)
    writer.token = reader.token
    assert writer.submit(writer.start().body["attempt"]["id"]).status == 200

    until(lambda: reader.ask("GET", own).status == 200, FRESH + 0.5, "standings with the other server's submission")


def test_a_forgotten_attempt_ends_once(site):
    people = [site.person() for _ in range(20)]
    for person in people:
        person.register()
        person.attempt = person.start().body["attempt"]["id"]
        assert person.save(person.attempt, 1).status == 200
    before = sum(site.counts("expirations"))
    own = ", ".join(f"'{person.attempt}'" for person in people)
    # Nobody wants to wait for a quarter of an hour.
    site.database.rows(
        f"UPDATE attempt SET started_at = started_at - 900000, deadline = deadline - 900000 WHERE id IN ({own})")

    until(
        lambda: not site.database.rows(f"SELECT id FROM attempt WHERE id IN ({own}) AND state = 'open'"), 30,
        "forgotten attempts ended")
    # Counted after the commit.
    until(lambda: sum(site.counts("expirations")) - before >= len(people), 10, "ends counted")

    ended = site.database.rows(f"SELECT state, sequence, finished_at = deadline FROM attempt WHERE id IN ({own})")
    assert ended == [["expired", "1", "t"]] * len(people)
    assert sum(site.counts("expirations")) - before == len(people)


def test_the_loss_of_one_server_is_noticed_by_the_balancer_and_by_nobody_else(site):
    person = site.person()
    person.register()
    attempt = person.start().body["attempt"]["id"]
    site.nodes[0].kill()

    # At once, before the balancer knows: it tries the other one.
    for sequence in range(1, 5):
        assert person.save(attempt, sequence).status == 200
    until(lambda: site.balancer.states()[0].startswith("DOWN"), 30, "the killed server taken out")
    assert person.save(attempt, 5).status == 200
    site.nodes[0].start()
    until(lambda: site.balancer.states() == ["UP", "UP"], 30, "the server taken in again")
    assert person.save(attempt, 6).status == 200
    assert person.submit(attempt).status == 200
