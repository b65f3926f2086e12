"""What a phase found, as lines of one table."""

import dataclasses


@dataclasses.dataclass
class Row:
    what: str
    value: float
    unit: str = "/s"
    """Requests per second behind the value, to compare with what the machine does bare."""
    requests: float | None = None
    """99th percentile in milliseconds."""
    tail: float | None = None
    """The server's processor time per request in microseconds."""
    cost: float | None = None
    failed: int = 0
    """What users need, and what we are after; at most where `less` is better, else at least."""
    floor: float | None = None
    goal: float | None = None
    less: bool = False

    def meets(self, bound):
        return self.value <= bound if self.less else self.value >= bound

    @property
    def verdict(self):
        words = []
        for name, bound in ("floor", self.floor), ("goal", self.goal):
            if bound is not None:
                words.append(f"{name} {bound:,.0f} {'reached' if self.meets(bound) else 'MISSED'}")
        if self.failed:
            words.append(f"{self.failed} FAILED")
        return ", ".join(words)


def by_load(what, load, **more):
    """The row of one run of wrk."""
    more = {"value": load.rate, "requests": load.rate, **more}
    return Row(what, tail=load.tail, cost=load.cost, failed=load.failed, **more)


def show(rows):
    bare = {row.what: row.value for row in rows}
    hello, insertion = bare.get("bare TLS hello"), bare.get("bare durable insert")
    print(f"{'':<34}{'':>10} {'':<6}{'of hello':>9}{'of insert':>10}{'p99 ms':>8}{'CPU us':>8}")
    for row in rows:
        ratios = [f"{row.requests / base:.0%}" if row.requests and base else "" for base in (hello, insertion)]
        tail, cost = (f"{number:,.{digits}f}" if number is not None else "" for number, digits in (
            (row.tail, 1), (row.cost, 0)))
        print(f"{row.what:<34}{row.value:>10,.0f} {row.unit:<6}{ratios[0]:>9}{ratios[1]:>10}{tail:>8}{cost:>8}  "
              f"{row.verdict}".rstrip(), flush=True)
