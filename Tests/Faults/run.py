"""The long run: python3 Tests/Faults/run.py --kills 2000 --errors 10000 --states 100000 --seconds 3600

Every phase ends when it has what was asked for or when its share of the seconds is over. Ends with status 1 when
anything acknowledged was lost, anything was doubled, or the control was not caught.
"""

import argparse
import pathlib
import sys
import time

import nemesis
import phases
import server as servers

POWER = ["quiet", "kills", "errors", "errors and kills"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--errors", type=int, default=10_000, help="failed writes and syncs")
    parser.add_argument("--states", type=int, default=100_000, help="crash states")
    parser.add_argument("--seconds", type=float, default=3600, help="for everything together")
    parser.add_argument("--binary", type=pathlib.Path, default=servers.ROOT / ".build/release/quiz-server")
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--processes", type=int, default=2, help="for the clients")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    settings = phases.Settings(given.binary, given.clients, given.processes, given.seed)
    print(f"seed {given.seed}")
    begun = time.monotonic()
    counts = []

    def share(part):
        """The seconds of a phase that may take this part of the time."""
        return part * given.seconds

    def done(count):
        counts.append(count)
        print(row(count), flush=True)
        for complaint in count.complaints:
            print("   ", complaint)

    print(row(HEAD))
    if given.kills:
        done(phases.kills(settings, given.kills, share(0.45)))
    if given.errors:
        done(phases.errors(settings, given.errors, share(0.15)))
    if why := nemesis.SmallDisk.why_not():
        print("disk full: skipped,", why)
    else:
        done(phases.full_disk(settings, share(0.04)))
    if servers.FAKETIME:
        done(phases.clock(settings, share(0.04)))
    else:
        print("clock jumps: skipped, libfaketime is not installed")
    until, states = time.monotonic() + share(0.28), 0
    while states < given.states and time.monotonic() < until - 15:
        for how in POWER:
            # A trace that nobody has the time to look at proves nothing.
            if time.monotonic() > until - 15:
                break
            # Another seed, so that each trace is another run.
            settings.seed += 1
            done(phases.power(settings, how, given.states // 8, 3, until - time.monotonic()))
            states += counts[-1].states
    control = phases.power(settings, "quiet", 5000, 2, 60, is_synced=False)
    print(row(control))
    total = phases.Count("together", *(sum(getattr(count, name) for count in counts) for name in NUMBERS))
    total.recovery = max(count.recovery for count in counts)
    print(row(total))
    print(f"{time.monotonic() - begun:.0f} s")
    if control.lost == 0:
        print("The control lost nothing: the harness proves nothing.")
    sys.exit(0 if all(count.is_clean for count in counts) and control.lost else 1)


NUMBERS = ["acknowledged", "unknown", "kills", "errors", "states", "lost", "doubled"]
HEAD = dict(zip(["phase", *NUMBERS, "recovery"], ["", *NUMBERS, "recovery s"]))


def row(count):
    members = count if isinstance(count, dict) else {**vars(count), "recovery": f"{count.recovery:.2f}"}
    return f"{members['phase']:34}" + "".join(f"{members[name]:>13}" for name in [*NUMBERS, "recovery"])


if __name__ == "__main__":
    main()
