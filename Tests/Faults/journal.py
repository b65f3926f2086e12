"""What a client did, written down before it is sent and after the reply, so that a run can be judged afterwards.

A line is a JSON array. Before sending: time, operation id, "sent", kind, what. After the reply: time, operation id,
"ok" with what was returned and the connection's port, "failed" with status and code (refused: must not be in the
record), or "unknown" (no reply, or the server said that it does not know).
"""

import json
import time


class Journal:
    def __init__(self, path):
        # Unbuffered: a line is with the system before the request is.
        self.file = open(path, "ab", buffering=0)
        self.last = 0
        self.counts = {"ok": 0, "failed": 0, "unknown": 0}

    def sent(self, kind, what):
        self.last += 1
        self._line(self.last, "sent", kind, what)
        return self.last

    def ended(self, operation, outcome, *data):
        self.counts[outcome] += 1
        self._line(operation, outcome, *data)

    def _line(self, *members):
        self.file.write(json.dumps((time.monotonic_ns(), *members), separators=(",", ":")).encode() + b"\n")


class Operation:
    """One entry of a journal that has been read: `outcome` is "unknown" also where no reply was written down."""

    __slots__ = "client", "kind", "what", "outcome", "returned", "sent_at", "ended_at", "port"

    def __init__(self, client, kind, what, sent_at):
        self.client, self.kind, self.what, self.sent_at = client, kind, what, sent_at
        self.outcome, self.returned, self.ended_at, self.port = "unknown", None, None, None


def read(path):
    """The operations in the order in which they were sent."""
    operations = {}
    with open(path) as lines:
        for line in lines:
            time, number, event, *data = json.loads(line)
            if event == "sent":
                operations[number] = Operation(path.stem, *data, time)
                continue
            operation = operations[number]
            operation.outcome, operation.ended_at = event, time
            if event == "ok":
                operation.returned, operation.port = data
    return list(operations.values())
