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
    """What we are after as a share of another row's rate: its name, and the share."""
    share: tuple[str, float] | None = None

    @property
    def shown(self):
        return f"{self.value:,.3f}" if 0 < self.value < 1 else f"{self.value:,.0f}"

    def meets(self, bound):
        return self.value <= bound if self.less else self.value >= bound

    def verdict(self, bare):
        words = []
        for name, bound in ("floor", self.floor), ("goal", self.goal):
            if bound is not None:
                words.append(f"{name} {bound:,.0f} {'reached' if self.meets(bound) else 'MISSED'}")
        if self.share and bare.get(self.share[0]):
            reached = self.requests / bare[self.share[0]] >= self.share[1]
            words.append(f"goal {self.share[1]:.0%} of {self.share[0]} {'reached' if reached else 'MISSED'}")
        if self.failed:
            words.append(f"{self.failed} FAILED")
        return ", ".join(words)


def by_load(what, load, **more):
    """The row of one run of wrk."""
    more = {"value": load.rate, "requests": load.rate, **more}
    return Row(what, tail=load.tail, cost=load.cost, failed=load.failed, **more)


def show(rows):
    """Everything that was measured, then what there is a goal for."""
    bare = {row.what: row.value for row in rows}
    hello, insertion = bare.get("bare TLS hello"), bare.get("bare durable insert")
    print(f"{'':<38}{'':>10} {'':<6}{'of hello':>9}{'of insert':>10}{'p99 ms':>8}{'CPU us':>8}")
    for row in rows:
        ratios = [f"{row.requests / base:.0%}" if row.requests and base else "" for base in (hello, insertion)]
        tail, cost = (f"{number:,.{digits}f}" if number is not None else "" for number, digits in (
            (row.tail, 1), (row.cost, 0)))
        print(f"{row.what:<38}{row.shown:>10} {row.unit:<6}{ratios[0]:>9}{ratios[1]:>10}{tail:>8}{cost:>8}".rstrip())
    print("\nfloors and goals")
    for row in rows:
        if verdict := row.verdict(bare):
            print(f"{row.what:<38}{row.shown:>10} {row.unit:<6} {verdict}", flush=True)
