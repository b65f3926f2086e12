"""The phases of a run: each has a server and a crowd of its own, one kind of fault, and a verdict."""

import contextlib
import dataclasses
import pathlib
import random
import shutil
import tempfile
import time

import journal
import nemesis
from server import FAKETIME, FIU, Server
from crowd import Crowd
from model import Invented, Lost
from nemesis import NotRecovered
from power import PowerLoss
from verdict import judge, sqlite_rows


@dataclasses.dataclass
class Count:
    """A line of the table at the end."""

    phase: str
    acknowledged: int = 0
    unknown: int = 0
    kills: int = 0
    # Ends of all of PostgreSQL; its backends ended and connections to it cut.
    pg_kills: int = 0
    pg_cuts: int = 0
    errors: int = 0
    states: int = 0
    lost: int = 0
    doubled: int = 0
    # The longest time from the end of a fault to the first write taken, seconds.
    recovery: float = 0.0
    # What went wrong, in words.
    complaints: list = dataclasses.field(default_factory=list)

    @property
    def is_clean(self):
        return not (self.lost or self.doubled or self.complaints)


class Settings:
    """`clusters`: the folder for PostgreSQL's; one in memory is faster, and what is killed leaves as much behind there."""

    def __init__(self, binary, clients=16, processes=1, seed=1, clusters=None):
        self.binary, self.clients, self.processes, self.seed, self.clusters = binary, clients, processes, seed, clusters


@contextlib.contextmanager
def folder_of(name):
    """Kept when something goes wrong, to be looked at."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix=f"quiz-{name}-"))
    yield folder
    shutil.rmtree(folder)


def under_load(count, settings, folder, servers, act, seconds, rows=None):
    """Runs the crowd, and `act` again and again until it says that it is done or time is over; then the verdict.
    `rows` reads the record, unless it is the first server's file.
    """
    choices = random.Random(settings.seed)
    for server in servers:
        server.start()
    ports = [server.port for server in servers]
    crowd = Crowd(settings.clients, folder, ports, settings.seed, settings.processes)
    probe = nemesis.Probe(folder, ports)
    until = time.monotonic() + seconds
    try:
        try:
            while time.monotonic() < until and act(choices, crowd, probe):
                pass
        except NotRecovered as error:
            count.complaints.append(str(error))
        crowd.cuts.value = 0
        for server in servers:
            if server.process.poll() is not None:
                count.complaints.append(f"the server ended by itself, status {server.process.returncode}")
                server.start()
        counts, complaints, faults = crowd.settled()
        count.unknown += counts["unknown"]
        count.recovery = max(count.recovery, probe.longest)
        count.errors += servers[0].counts["failed_writes"] + servers[0].counts["failed_syncs"]
        for complaint in complaints:
            count.lost += "model.Lost" in complaint
            count.doubled += "model.Invented" in complaint
        count.complaints += complaints + [repr(fault)[:300] for fault in faults]
    finally:
        # Or the server waits for it.
        probe.wire.close()
        for server in servers:
            server.stop()
    try:
        count.acknowledged += judge(folder, rows() if rows else sqlite_rows(servers[0].database))
    except (Lost, Invented) as error:
        count.lost += isinstance(error, Lost)
        count.doubled += isinstance(error, Invented)
        count.complaints.append(repr(error)[:1000])
    if not count.is_clean:
        keep = folder.with_name(folder.name + "-kept")
        shutil.copytree(folder, keep, dirs_exist_ok=True, ignore=shutil.ignore_patterns("fiu*"))
        count.complaints.append(f"everything is kept in {keep}")
    return count


def kills(settings, wanted, seconds):
    """kill -9 at random moments; now and then a pause, or a time in which clients hang up in mid-request."""
    count = Count("kill -9, pauses, cut connections")
    with folder_of("kills") as folder:
        server = Server(folder, settings.binary)

        def act(choices, crowd, probe):
            crowd.cuts.value = choices.choice([0, 0, 0.02])
            time.sleep(choices.uniform(0.02, 0.4))
            if choices.random() < 0.02:
                nemesis.pause(server, choices.uniform(0.5, 3))
            nemesis.kill(server)
            count.kills += 1
            return count.kills < wanted

        return under_load(count, settings, folder, [server], act, seconds)


def errors(settings, wanted, seconds):
    """Writes and syncs fail; sometimes the server is killed right after."""
    count = Count("writes and syncs fail (libfiu)")
    with folder_of("errors") as folder:
        server = Server(folder, settings.binary, preload=FIU)

        def act(choices, crowd, probe):
            time.sleep(choices.uniform(0.05, 0.2))
            nemesis.fail_calls(server, choices, choices.uniform(0.1, 0.8))
            if choices.random() < 0.1:
                nemesis.kill(server)
                count.kills += 1
            probe.wait()
            counts = server.counts
            return counts["failed_writes"] + counts["failed_syncs"] < wanted

        return under_load(count, settings, folder, [server], act, seconds)


def full_disk(settings, seconds):
    count = Count("disk full (tmpfs)")
    with folder_of("full") as folder, contextlib.closing(nemesis.SmallDisk(folder, "24m")) as disk:
        server = Server(folder, settings.binary)

        def act(choices, crowd, probe):
            time.sleep(choices.uniform(0.1, 0.5))
            disk.fill(choices.uniform(0.3, 1.5))
            probe.wait()
            return True

        return under_load(count, settings, folder, [server], act, seconds)


def long_reader(settings, seconds):
    """Somebody reads on and on; the log grows until it may not, and goes on after the reader."""
    count = Count("a reader that does not end")
    with folder_of("reader") as folder, contextlib.closing(nemesis.SmallDisk(folder, "140m")) as disk:
        server = Server(folder, settings.binary)
        log = server.database.with_name("quiz.db-wal")
        until = time.monotonic() + seconds
        peaks = []

        def act(choices, crowd, probe):
            reader = nemesis.snapshot(server.database)
            while time.monotonic() < until and log.stat().st_size < disk.free:
                time.sleep(0.1)
            time.sleep(choices.uniform(0.5, 2))
            peaks.append(log.stat().st_size)
            if disk.free < peaks[-1] * 0.9:
                count.complaints.append(f"the log took {peaks[-1]} bytes and left {disk.free}")
            reader.close()
            probe.wait()
            return True

        under_load(count, settings, folder, [server], act, seconds)
        if seconds > 60 and max(peaks) < 64 << 20:
            count.complaints.append("the log never became long: nothing was shown")
        return count


def clock(settings, seconds):
    """The wall clock jumps by hours; no deadline moves, and the time taken for a paper is the true one."""
    count = Count("clock jumps (libfaketime)")
    with folder_of("clock") as folder:
        clock = nemesis.Clock(folder)
        server = Server(folder, settings.binary, preload=[FAKETIME], environment=clock.environment)

        def act(choices, crowd, probe):
            clock.set(choices.randint(-48, 48))
            time.sleep(choices.uniform(0.2, 0.6))
            return True

        under_load(count, settings, folder, [server], act, seconds)
        for path in folder.glob("client-*.journal"):
            count.complaints += untrue_times(journal.read(path))
        return count


def untrue_times(operations, slack=0.1):
    """Attempts whose recorded time is not the one that the client measured around it."""
    found, starts = [], {}
    for operation in operations:
        if operation.outcome != "ok":
            continue
        if operation.kind == "start":
            starts.setdefault(operation.returned, operation)
        elif operation.kind == "submit":
            start = starts.pop(operation.what["attempt"], None)
            if start is None:
                continue
            least = (operation.sent_at - start.ended_at) / 1e9 - slack
            most = (operation.ended_at - start.sent_at) / 1e9 + slack
            if not least <= operation.returned["elapsedMs"] / 1000 <= most:
                found.append(f"took {least:.1f} to {most:.1f} s, recorded {operation.returned['elapsedMs']} ms")
    return found


def power(settings, how, states, recorded, seconds, is_synced=True):
    """Records seconds of a run with faults of its own (`how`), then cuts the power at its moments for `seconds`."""
    count = Count(f"power loss, {how}" if is_synced else "control: power loss without syncs")
    with folder_of("power") as folder:
        server = Server(folder, settings.binary, preload=FIU)
        server.start()
        server.stop()
        shutil.copytree(folder / "var", folder / "base")
        server.environment["FAULTS_TRACE"] = str(folder / "trace")
        if how.startswith("kills"):
            server.environment["FAULTS_SLOW_SYNC"] = "20000"
        readers = []
        if not is_synced:
            server.environment["FAULTS_NO_SYNC"] = "1"

        def act(choices, crowd, probe):
            if how == "quiet":
                time.sleep(0.1)
                return True
            if "reader" in how and not readers:
                readers.append(nemesis.snapshot(server.database))
            time.sleep(choices.uniform(0.1, 0.4))
            if "errors" in how:
                nemesis.fail_calls(server, choices, 0.2)
            if "kills" in how:
                nemesis.kill(server)
                count.kills += 1
            return True

        under_load(count, settings, folder, [server], act, recorded)
        for reader in readers:
            reader.close()
        loss = PowerLoss(folder / "base", folder / "trace", sorted(folder.glob("*.journal")), settings.seed)
        loss.run(states, time.monotonic() + seconds, stop_at=None if is_synced else 10)
        count.states, count.lost = loss.states, count.lost + len(loss.losses)
        if is_synced:
            count.complaints += [repr(each) for each in loss.losses[:5]]
        return count
