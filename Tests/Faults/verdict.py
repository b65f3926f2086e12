"""The rows of the final record, read from the database itself and judged by the journals.

Another engine needs its own `rows` only: a function that returns the entrants and attempts of a stopped server.
"""

import collections
import contextlib
import sqlite3

import journal
from model import Invented, Lost, replayed

ATTEMPTS = """
    SELECT id, entrant_id, round_id, number, state, sequence, answers, prediction, points, maximum,
        finished_at - started_at AS elapsed
    FROM attempt
"""


def sqlite_rows(path, is_checked=True):
    """(entrant ids, attempts by id) of a SQLite file that nobody has open."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        if is_checked:
            found = database.execute("PRAGMA integrity_check").fetchone()[0]
            if found != "ok":
                raise Lost("integrity_check", found)
            if broken := database.execute("PRAGMA foreign_key_check").fetchall():
                raise Lost("foreign_key_check", len(broken))
        entrants = [row["id"] for row in database.execute("SELECT id FROM entrant")]
        return entrants, {row["id"]: row for row in database.execute(ATTEMPTS)}


def postgres_rows(cluster):
    """The same of a `postgres.Cluster` whose servers are stopped."""
    try:
        cluster.check()
    except AssertionError as error:
        raise Lost("pg_amcheck", str(error)) from error
    entrants = [row["id"] for row in cluster.ask("SELECT id FROM entrant")]
    return entrants, {row["id"]: row for row in cluster.ask(ATTEMPTS)}


def read_as(row):
    """A row as a read of the API shows it: state, sequence, answers, result."""
    result = None
    if row["state"] != "open":
        result = {"elapsedMs": row["elapsed"], "prediction": row["prediction"]}
        result |= {"score": row["points"] / 100, "maximum": row["maximum"] / 100}
    return row["state"], row["sequence"], row["answers"].replace(";", ""), result


def judge(folder, rows, journals=None):
    """Every acknowledged operation is there once and nothing refused is. Returns the number acknowledged."""
    entrants, attempts = rows
    acknowledged, people = 0, []
    for path in journals or sorted(folder.glob("*.journal")):
        operations = journal.read(path)
        acknowledged += sum(operation.outcome == "ok" for operation in operations)
        people += replayed(operations).values()
    _judge_entrants(set(entrants), people)
    owners, unclaimed = collections.defaultdict(set), dict(attempts)
    for place, person in enumerate(people):
        for model in person.attempts.values():
            row = unclaimed.pop(model.attempt, None)
            if row is None:
                raise Lost("started", model.attempt)
            owners[row["entrant_id"]].add(place)
            if person.id not in (None, row["entrant_id"]):
                raise Invented("somebody else's", model.attempt)
            model.found(*read_as(row))
    # An attempt that nobody knows is the trace of a start whose reply never came.
    if len(unclaimed) > sum(person.unknown_starts > 0 for person in people):
        raise Invented("attempts that nobody started", list(unclaimed)[:5])
    if twice := [entrant for entrant, places in owners.items() if len(places) > 1]:
        raise Invented("one entrant for two people", twice)
    numbers = collections.Counter((row["entrant_id"], row["round_id"], row["number"]) for row in attempts.values())
    if doubled := [key for key, count in numbers.items() if count > 1]:
        raise Invented("doubled", doubled)
    return acknowledged


def _judge_entrants(found, people):
    known = [person.id for person in people if person.id]
    if missing := set(known) - found:
        raise Lost("registered", sorted(missing)[:5])
    if len(found) < sum(person.is_sure for person in people):
        raise Lost("entrants", len(found))
    if len(set(known)) < len(known) or len(found) > len(people):
        raise Invented("entrants", len(found), len(people))
