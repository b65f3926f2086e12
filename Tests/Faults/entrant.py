"""An entrant as a client: registers, starts, saves, submits, submits again, reads back, and believes nothing.

All choices come from a seed. What has an unknown outcome is asked again until it is known, as a browser would.
"""

import random
import time

from journal import Journal
from model import EntrantModel, Invented, Lost
from wire import Cut, Wire

ROUND, QUESTIONS = "demo.dot-1", 10
LETTERS = "ABCD"
NEVER = 10**6


def answers(letters):
    return {str(place + 1): [str(LETTERS.index(letter) + 1)] for place, letter in enumerate(letters)}


def letters_of(answers):
    return "".join(LETTERS[int(answers[str(place + 1)][0]) - 1] for place in range(len(answers)))


def form(number):
    """The registration of the person with this number, up to six digits."""
    return {
        "fullName": f"Nguyễn Thị Hoa {number}", "birthDate": "1990-05-01", "citizenId": f"008190{number:06}",
        "phone": f"09{number:08}", "pin": "123456", "sex": "female", "block": "citizen", "unit": "khac"}


class Stopped(Exception):
    pass


class Client:
    """A chain of people, one after the other. `cuts` is the share of requests in which the connection is cut."""

    def __init__(self, number, folder, ports, seed, is_over, cuts=lambda: 0.0):
        self.number = number
        self.journal = Journal(folder / f"client-{number}.journal")
        self.random = random.Random(f"{seed}/{number}")
        # Not all on the same server at first.
        self.wire = Wire(ports[number % len(ports) :] + ports[: number % len(ports)])
        self.is_over, self.cuts = is_over, cuts
        self.people = 0
        self.person = None
        self.model = None
        # Replies that the product promises never to give.
        self.faults = []
        # Entrants that are finished, and how to look at them again.
        self.finished = []

    def run(self):
        """Whole entries until told to stop; raises what the model raises."""
        try:
            while True:
                self.enter()
                for _ in range(3):
                    self.take()
                self.finished.append((self.wire.token, self.model, self.person))
        except Stopped:
            return

    def settle(self):
        """After the run, with a healthy server: reads everything once more, and finds out what is unknown."""
        until = time.monotonic() + 60
        self.is_over, self.cuts = lambda: time.monotonic() > until, lambda: 0.0
        if self.model and self.wire.token and self.model.unknown_starts:
            self.start()
        current = [(self.wire.token, self.model, self.person)] if self.wire.token else []
        for self.wire.token, self.model, self.person in self.random.sample(self.finished, min(20, len(self.finished))) + current:
            for attempt in self.model.attempts.values():
                self.read(attempt)

    def call(self, kind, what, method, path, body=None, expected=()):
        """(status, body) once the server has decided, `None` when the outcome is unknown."""
        if self.is_over():
            raise Stopped
        cut = self.random.choice(["request", "reply"]) if self.random.random() < self.cuts() else None
        operation = self.journal.sent(kind, {"person": self.person, **what})
        try:
            reply = self.wire.request(method, path, body, cut)
        except Cut as error:
            self.journal.ended(operation, "unknown", str(error))
            time.sleep(0.02)
            return None
        if reply.status < 300:
            self.journal.ended(operation, "ok", self.returned(kind, reply.body), self.wire.local_port)
        elif reply.status < 500:
            self.journal.ended(operation, "failed", reply.status, reply.body["code"])
            if (kind, reply.body["code"]) not in expected:
                self.fault("unexpected refusal", kind, what, reply.status, reply.body)
        else:
            self.journal.ended(operation, "unknown", reply.status)
            if reply.status != 503 or not reply.retry_after:
                self.fault("neither 503 nor Retry-After", kind, reply.status, reply.body)
            time.sleep(0.02)
            return None
        return reply

    def fault(self, *what):
        self.faults.append(what)

    @staticmethod
    def returned(kind, body):
        """What the model needs of a reply."""
        if kind == "register":
            return body["entrant"]["id"]
        if kind == "start":
            return body["attempt"]["id"]
        if kind == "save":
            return body["sequence"]
        if kind == "read":
            return [body["attempt"]["state"], body["sequence"], letters_of(body["answers"]), body.get("result")]
        return body if kind == "submit" else None

    def enter(self):
        self.people += 1
        self.person, self.model, self.wire.token = self.number * 10_000 + self.people, EntrantModel(), None
        fields = form(self.person)
        tries = 0
        while not self.model.is_sure:
            tries += 1
            reply = self.call(
                "register", {"again": tries > 1}, "POST", "contests/demo/entrants", {"fields": fields, "consent": True},
                expected=[("register", "duplicate-entrant")] if tries > 1 else [])
            if reply and reply.status < 300:
                self.model.entered(reply.body["entrant"]["id"])
                self.wire.token = reply.body["token"]
            elif reply:
                credentials = {"key": "citizenId", "value": fields["citizenId"], "pin": fields["pin"]}
                reply = self.call("sign-in", {}, "POST", "contests/demo/sessions", credentials)
                if reply and reply.status < 300:
                    self.model.entered()
                    self.wire.token = reply.body["token"]

    def start(self):
        while True:
            reply = self.call("start", {}, "POST", f"rounds/{ROUND}/attempts")
            if reply and reply.status < 300:
                return self.model.started(reply.body["attempt"]["id"])
            if reply:
                raise Lost(self.person, "start", reply.body)
            self.model.unknown_starts += 1

    def read(self, attempt):
        while True:
            reply = self.call("read", {"attempt": attempt.attempt}, "GET", f"attempts/{attempt.attempt}")
            if reply and reply.status >= 300:
                raise Lost(attempt.attempt, "read", reply.body)
            if reply:
                attempt.found(*self.returned("read", reply.body))
                return reply.body

    def take(self):
        attempt = self.start()
        sequence = 0
        for _ in range(self.random.randint(5, 60)):
            sequence += 1
            if not self.save(attempt, sequence):
                # As a reloaded page would; an acknowledged save that is gone shows here at once.
                self.read(attempt)
                if attempt.result is not None:
                    break
            elif self.random.random() < 0.05:
                self.misbehave(attempt, sequence)
            elif self.random.random() < 0.05:
                self.read(attempt)
        self.submit(attempt)

    def save(self, attempt, sequence):
        letters = "".join(self.random.choices(LETTERS, k=QUESTIONS))
        attempt.save_sent(sequence, letters)
        what = {"attempt": attempt.attempt, "sequence": sequence, "letters": letters}
        # A submission whose reply was cut may have come first.
        expected = [("save", "attempt-over")] if attempt.submissions else []
        reply = self.call(
            "save", what, "PUT", f"attempts/{attempt.attempt}/answers", {"sequence": sequence, "answers": answers(letters)}, expected)
        if reply and reply.status < 300:
            attempt.saved(reply.body["sequence"])
        elif reply:
            attempt.save_refused(sequence)
        return reply

    def misbehave(self, attempt, sequence):
        """A write that must be refused and must not be found."""
        if self.random.random() < 0.5 and sequence > 1:
            number, given, code = sequence - 1, answers("DDDDDDDDDD"), "stale-sequence"
        else:
            number, given, code = sequence + NEVER, {str(QUESTIONS + 1): ["1"]}, "invalid-answers"
        what = {"attempt": attempt.attempt, "sequence": number, "letters": ""}
        # The model of a journal forgets what was refused; an earlier snapshot of that number is below the floor.
        reply = self.call("misbehave", what, "PUT", f"attempts/{attempt.attempt}/answers", {"sequence": number, "answers": given}, [("misbehave", code)])
        if reply and reply.status < 300:
            raise Invented("taken although it must be refused", what)

    def submit(self, attempt):
        """Until it is acknowledged, and then once more."""
        letters = "".join(self.random.choices(LETTERS, k=QUESTIONS)) if self.random.random() < 0.5 else None
        prediction = self.random.randint(0, 10**6)
        body = {"prediction": prediction} | ({"answers": answers(letters)} if letters else {})
        what = {"attempt": attempt.attempt, "letters": letters, "prediction": prediction}
        acknowledged = 0
        while acknowledged < 2:
            attempt.submission_sent(letters, prediction)
            reply = self.call("submit", what, "POST", f"attempts/{attempt.attempt}/submission", body)
            if reply and reply.status < 300:
                attempt.submitted(reply.body)
                acknowledged += 1
            elif reply:
                attempt.submission_refused(letters, prediction)
                return
        self.read(attempt)
