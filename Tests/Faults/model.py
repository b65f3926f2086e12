"""What the record may say, given what clients sent and what they were told.

The same model judges a read in the middle of a run and the rows of the database at its end. A save with an unknown
outcome may be there or not, also later than a read that did not show it; an acknowledged one is there for ever.
"""


class Lost(AssertionError):
    """Something acknowledged, or seen before, is not there."""


class Invented(AssertionError):
    """Something is there that nobody sent, that was refused, or twice."""


class AttemptModel:
    def __init__(self, attempt):
        self.attempt = attempt
        # The newest snapshot known to be stored, and all later ones that may be.
        self.floor = 0
        self.snapshots = {0: ""}
        self.submissions = []
        self.result = None

    def save_sent(self, sequence, letters):
        self.snapshots[sequence] = letters

    def save_refused(self, sequence):
        self.snapshots.pop(sequence, None)

    def saved(self, sequence):
        if sequence < self.floor:
            raise Lost(self.attempt, "saved", sequence, "after", self.floor)
        self.floor = sequence
        self.snapshots = {number: letters for number, letters in self.snapshots.items() if number >= sequence}

    def submission_sent(self, letters, prediction):
        self.submissions.append((letters, prediction))

    def submission_refused(self, letters, prediction):
        self.submissions.remove((letters, prediction))

    def submitted(self, result):
        """`result` as every submission and every read must return it."""
        if self.result is not None and result != self.result:
            raise Lost(self.attempt, "submitted", self.result, "now", result)
        self.result = result

    def found(self, state, sequence, letters, result):
        """Judges a read or a row; what it shows must stay from now on."""
        place = (self.attempt, state, sequence, letters, result)
        if sequence < self.floor:
            raise Lost("older than acknowledged", self.floor, place)
        if sequence not in self.snapshots:
            raise Invented("never sent, or refused", place)
        if state == "open":
            if self.result is not None:
                raise Lost("open after its submission", self.result, place)
            if letters != self.snapshots[sequence]:
                raise Invented("not what was sent", self.snapshots[sequence], place)
            self.saved(sequence)
            return
        if state != "submitted" or not self.submissions:
            raise Invented("nobody ended it", place)
        # A submission without answers takes those stored.
        possible = {self.snapshots[sequence] if given is None else given for given, _ in self.submissions}
        if letters not in possible or result["prediction"] not in {given for _, given in self.submissions}:
            raise Invented("not what was submitted", self.submissions, place)
        self.saved(sequence)
        self.submitted(result)


class EntrantModel:
    """One person: entered once, one attempt at a time."""

    def __init__(self):
        self.id = None
        self.is_sure = False
        self.attempts = {}
        # Starts whose reply never came: each may have begun an attempt that is not known yet.
        self.unknown_starts = 0

    def entered(self, id=None):
        """Registered, or signed in after an unknown registration: then without the id."""
        self.is_sure = True
        self.id = id or self.id

    def started(self, attempt):
        self.unknown_starts = 0
        return self.attempts.setdefault(attempt, AttemptModel(attempt))


def replayed(operations):
    """The models of one client's journal, by person, as the client had them."""
    people = {}
    for operation in operations:
        kind, what, returned = operation.kind, operation.what, operation.returned
        is_ok, is_refused = operation.outcome == "ok", operation.outcome == "failed"
        person = people.setdefault(what["person"], EntrantModel())
        attempt = person.attempts.get(what.get("attempt"))
        if kind == "register":
            if is_ok:
                person.entered(returned)
            elif is_refused and not person.is_sure and not what.get("again"):
                people.pop(what["person"])
        elif kind == "sign-in":
            if is_ok:
                person.entered()
        elif kind == "start":
            if is_ok:
                person.started(returned)
            elif not is_refused:
                person.unknown_starts += 1
        elif kind == "save":
            attempt.save_sent(what["sequence"], what["letters"])
            if is_ok:
                attempt.saved(returned)
            elif is_refused:
                attempt.save_refused(what["sequence"])
        elif kind == "submit":
            given = what["letters"], what["prediction"]
            attempt.submission_sent(*given)
            if is_ok:
                attempt.submitted(returned)
            elif is_refused:
                attempt.submission_refused(*given)
        elif kind == "read" and is_ok:
            attempt.found(*returned)
    return people
