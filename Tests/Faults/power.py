"""Power loss: every crash state of a recorded run is built, opened with SQLite and held against what was acknowledged.

After each event the power may go. What was synced is there; of the rest nothing, all, all but one, one torn at a sector,
or any subset. An acknowledgement counts from the moment at which the server began to send it.
"""

import bisect
import copy
import pathlib
import random
import shutil
import sqlite3
import tempfile
import time

import disk
import journal
from model import AttemptModel, Lost
from verdict import ATTEMPTS, read_as


DATABASE, LOG = 1, 2
SYNCS = disk.SYNCED, disk.SYNC_FAILED
# About so many come from one sync and what lies before it.
STATES_PER_SYNC = 150


class Acknowledged:
    """What the record must show, growing with the events. Holds also what was sent and may be there."""

    def __init__(self, journals, events):
        sends = {}
        for place, event in enumerate(events):
            if event.kind == disk.SENT:
                sends.setdefault(event.offset, []).append((event.time, place))
        self.entrants, self.models, self.known, self.later, self.count = set(), {}, set(), [], 0
        for path in journals:
            for operation in journal.read(path):
                self._foresee(operation)
                if operation.outcome == "ok":
                    # The reply's last bytes: never before the server had decided, at most a moment after.
                    times = sends.get(operation.port, [])
                    place = bisect.bisect(times, (operation.ended_at, 0)) - 1
                    if place >= 0 and times[place][0] > operation.sent_at:
                        self.later.append((times[place][1], operation))
        self.later.sort(key=lambda each: each[0], reverse=True)

    def _foresee(self, operation):
        kind, what = operation.kind, operation.what
        if kind == "start" and operation.outcome == "ok":
            self.models.setdefault(operation.returned, AttemptModel(operation.returned))
        elif kind == "save" and operation.outcome != "failed":
            self.models[what["attempt"]].save_sent(what["sequence"], what["letters"])
        elif kind == "submit" and operation.outcome != "failed":
            self.models[what["attempt"]].submission_sent(what["letters"], what["prediction"])

    def advance(self, place):
        """Up to and including the event at `place`."""
        while self.later and self.later[-1][0] <= place:
            operation = self.later.pop()[1]
            kind, returned = operation.kind, operation.returned
            self.count += 1
            if kind == "register":
                self.entrants.add(returned)
            elif kind == "start":
                self.known.add(returned)
            elif kind == "save":
                self.models[operation.what["attempt"]].saved(returned)
            elif kind == "submit":
                self.models[operation.what["attempt"]].submitted(returned)
            elif kind == "read":
                self.models[operation.what["attempt"]].found(*returned)

    def judge(self, database):
        """Raises unless everything acknowledged so far is there."""
        if missing := self.entrants - {row[0] for row in database.execute("SELECT id FROM entrant")}:
            raise Lost("registered", sorted(missing)[:3])
        rows = {row["id"]: row for row in database.execute(ATTEMPTS)}
        if missing := self.known - set(rows):
            raise Lost("started", sorted(missing)[:3])
        for attempt in self.known:
            # A copy: what one crash state shows binds no other.
            copy.copy(self.models[attempt]).found(*read_as(rows[attempt]))


class PowerLoss:
    """`base`: the folder with quiz.db and its log as they were, all on disk, when the trace began."""

    def __init__(self, base, trace, journals, seed):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="quiz-power-", dir="/dev/shm"))
        self.events = list(disk.events(trace))
        self.acknowledged = Acknowledged(journals, self.events)
        self.random = random.Random(seed)
        contents = [(base / name).read_bytes() if (base / name).exists() else b"" for name in ("quiz.db", "quiz.db-wal")]
        self.files = {
            DATABASE: disk.File(self.folder / "quiz.db", contents[0]), LOG: disk.File(self.folder / "quiz.db-wal", contents[1])}
        self.states = self.points = 0
        self.losses = []

    def run(self, states, until, stop_at=None):
        """Enumerates so many states, to the end or until that time; with `stop_at`, until so many losses were seen."""
        # Spread over the whole run; whatever is done to the database file itself is rare and always looked at.
        share = min(1, states / (STATES_PER_SYNC * (1 + sum(event.kind in SYNCS for event in self.events))))
        try:
            for place, event in enumerate(self.events):
                is_looked_at = event.file == DATABASE or self.random.random() < share
                if event.kind in SYNCS and is_looked_at:
                    # The most is in doubt just before a sync.
                    self._crash(place - 1, 12)
                if event.file:
                    self.files[event.file].happened(event)
                self.acknowledged.advance(place)
                if event.kind in SYNCS and is_looked_at or self.random.random() < share / 5:
                    self._crash(place, 2)
                elif event.kind == disk.SENT and any(file.pending for file in self.files.values()):
                    # A reply that did not wait for its sync shows here.
                    self._state(place, [])
                if self.states >= states or time.monotonic() > until or (stop_at and len(self.losses) >= stop_at):
                    break
            return self
        finally:
            for file in self.files.values():
                file.close()
            shutil.rmtree(self.folder)

    def _crash(self, place, thoroughness):
        self.points += 1
        operations = [(file, each) for file in self.files.values() for each in file.operations]
        self._state(place, [])
        if not operations:
            return
        self._state(place, operations)
        some = range(len(operations))
        for dropped in self.random.sample(some, min(len(some), thoroughness * 4)):
            self._state(place, operations[:dropped] + operations[dropped + 1 :])
        for changed in self.random.sample(some, min(len(some), thoroughness * 2)):
            file, operation = operations[changed]
            if part := disk.torn(operation, self.random):
                self._state(place, operations[:changed] + [(file, part)] + operations[changed + 1 :])
        for _ in range(thoroughness * 3):
            share = self.random.random()
            self._state(place, [each for each in operations if self.random.random() < share])

    def _state(self, place, kept):
        self.states += 1
        parts = {file: [operation for owner, operation in kept if owner is file] for file in self.files.values()}
        for file, operations in parts.items():
            file.show(operations)
        try:
            # Read only: closing must not move the log into the file.
            database = sqlite3.connect(f"file:{self.folder}/quiz.db?mode=ro", uri=True)
            try:
                database.row_factory = sqlite3.Row
                self.acknowledged.judge(database)
                if self.states % 50 == 0 and (found := database.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
                    raise Lost("integrity_check", found)
            finally:
                database.close()
        except (AssertionError, sqlite3.DatabaseError) as error:
            self.losses.append((place, len(kept), repr(error)[:300]))
        finally:
            for file, operations in parts.items():
                file.hide(operations)
