"""The short run of the fault harness, for every `make test`. `make faults` is the long one."""

import shutil

import pytest

import nemesis
import phases
import postgres
import postgres_phases
import server as servers

SETTINGS = phases.Settings(servers.ROOT / ".build/debug/quiz-server", clients=12, clusters="/dev/shm")


def accept(count):
    assert count.is_clean, count
    assert count.acknowledged > 20, count
    return count


def test_kills_pauses_and_cut_connections_lose_nothing_acknowledged():
    assert accept(phases.kills(SETTINGS, 10, 8)).kills > 3


@pytest.mark.skipif(not shutil.which("fiu-ctrl"), reason="libfiu is not installed (fiu-utils)")
def test_a_failing_disk_stops_acknowledgements_and_is_recovered_from():
    count = accept(phases.errors(SETTINGS, 300, 5))
    assert count.errors > 10 and count.recovery < 5


@pytest.mark.skipif(nemesis.SmallDisk.why_not() is not None, reason=str(nemesis.SmallDisk.why_not()))
def test_a_full_disk_loses_nothing_acknowledged():
    accept(phases.full_disk(SETTINGS, 4))


@pytest.mark.skipif(servers.FAKETIME is None, reason="libfaketime is not installed (faketime)")
def test_jumps_of_the_clock_move_no_deadline_and_no_time_taken():
    accept(phases.clock(SETTINGS, 3))


@pytest.mark.skipif(not shutil.which("fiu-ctrl"), reason="libfiu is not installed (fiu-utils)")
@pytest.mark.parametrize("how", ["quiet", "kills", "errors and kills"])
def test_no_crash_state_lacks_anything_acknowledged(how):
    assert accept(phases.power(SETTINGS, how, 1000, 2.5, 6)).states > 100


def test_a_server_that_does_not_sync_is_caught():
    assert phases.power(SETTINGS, "quiet", 2000, 1, 6, is_synced=False).lost > 0


needs_postgres = pytest.mark.skipif(postgres.why_not() is not None, reason=str(postgres.why_not()))


@needs_postgres
def test_kills_of_postgres_and_cut_connections_lose_nothing_acknowledged():
    count = accept(postgres_phases.kills(SETTINGS, 5, 8))
    assert count.pg_kills > 1


@needs_postgres
def test_the_loss_of_a_primary_loses_nothing_acknowledged():
    assert accept(postgres_phases.failover(SETTINGS, 1, 8)).pg_kills > 0


@needs_postgres
def test_a_postgres_that_forgets_is_caught():
    assert postgres_phases.forgetful(SETTINGS, 2, 8).lost > 0
