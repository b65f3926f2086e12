"""The long run: python3 Tests/Faults/run.py --kills 2000 --errors 10000 --states 100000 --seconds 3600

Every phase ends when it has what was asked for or when its share of the seconds is over. Ends with status 1 when
anything acknowledged was lost, anything was doubled, or a control was not caught.
"""

import argparse
import pathlib
import sys
import time

import nemesis
import phases
import postgres
import postgres_phases
import server as servers

POWER = ["quiet", "kills", "kills beside a reader", "errors", "errors and kills"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--errors", type=int, default=10_000, help="failed writes and syncs")
    parser.add_argument("--states", type=int, default=100_000, help="crash states")
    parser.add_argument("--postgres-kills", type=int, default=100, help="ends of all of PostgreSQL")
    parser.add_argument("--failovers", type=int, default=10)
    parser.add_argument("--only", choices=SHARES, nargs="+", default=list(SHARES), help="phases")
    parser.add_argument("--seconds", type=float, default=3600, help="for everything together")
    parser.add_argument("--binary", type=pathlib.Path, default=servers.ROOT / ".build/release/quiz-server")
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--processes", type=int, default=2, help="for the clients")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    settings = phases.Settings(given.binary, given.clients, given.processes, given.seed)
    print(f"seed {given.seed}")
    begun = time.monotonic()
    counts, controls = [], []

    def share(name):
        """The seconds of a phase; `None` where it is not run."""
        if name not in given.only:
            return None
        if why := CANNOT[name]():
            print(f"{name}: skipped, {why}")
            return None
        return given.seconds * SHARES[name] / sum(SHARES[each] for each in given.only)

    def done(count, kept=counts):
        kept.append(count)
        print(row(count), flush=True)
        for complaint in count.complaints if kept is counts else []:
            print("   ", complaint)

    print(row(HEAD))
    if seconds := share("kills"):
        done(phases.kills(settings, given.kills, seconds))
    if seconds := share("errors"):
        done(phases.errors(settings, given.errors, seconds))
    if seconds := share("full-disk"):
        done(phases.full_disk(settings, seconds))
    if seconds := share("long-reader"):
        done(phases.long_reader(settings, seconds))
    if seconds := share("clock"):
        done(phases.clock(settings, seconds))
    if seconds := share("power"):
        until, states = time.monotonic() + seconds, 0
        while states < given.states and time.monotonic() < until - 15:
            for how in POWER:
                # A trace that nobody has the time to look at proves nothing.
                if time.monotonic() > until - 15:
                    break
                # Another seed, so that each trace is another run.
                settings.seed += 1
                done(phases.power(settings, how, given.states // 8, 3, until - time.monotonic()))
                states += counts[-1].states
        done(phases.power(settings, "quiet", 5000, 2, 60, is_synced=False), controls)
    if seconds := share("postgres"):
        done(postgres_phases.kills(settings, given.postgres_kills, seconds))
        done(postgres_phases.forgetful(settings, 10, 60), controls)
    if seconds := share("failover"):
        done(postgres_phases.failover(settings, given.failovers, seconds))
    total = phases.Count("together", *(sum(getattr(count, name) for count in counts) for name in NUMBERS))
    total.recovery = max((count.recovery for count in counts), default=0)
    print(row(total))
    print(f"{time.monotonic() - begun:.0f} s")
    is_proof = all(control.lost for control in controls)
    if not is_proof:
        print("A control lost nothing: the harness proves nothing.")
    sys.exit(0 if all(count.is_clean for count in counts) and is_proof else 1)


# The phases, and how many parts of the time each may take.
SHARES = {"kills": 35, "errors": 12, "full-disk": 4, "long-reader": 4, "clock": 4, "power": 20, "postgres": 18, "failover": 7}
CANNOT = dict.fromkeys(SHARES, lambda: None) | {
    "full-disk": nemesis.SmallDisk.why_not, "long-reader": nemesis.SmallDisk.why_not, "postgres": postgres.why_not, "failover": postgres.why_not,
    "clock": lambda: None if servers.FAKETIME else "libfaketime is not installed"}
NUMBERS = ["acknowledged", "unknown", "kills", "pg_kills", "pg_cuts", "errors", "states", "lost", "doubled"]
HEAD = dict(zip(["phase", *NUMBERS, "recovery"], ["", *NUMBERS, "recovery s"]))


def row(count):
    members = count if isinstance(count, dict) else {**vars(count), "recovery": f"{count.recovery:.2f}"}
    return f"{members['phase']:34}" + "".join(f"{members[name]:>13}" for name in [*NUMBERS, "recovery"])


if __name__ == "__main__":
    main()
