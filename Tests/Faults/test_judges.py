"""The judges themselves: a checker that cannot fail proves nothing."""

import random

import pytest

import disk
from model import AttemptModel, Invented, Lost


@pytest.fixture
def saved():
    """Two acknowledged saves and a third whose reply never came."""
    model = AttemptModel("attempt")
    for sequence, letters in enumerate(["AAAA", "BBBB", "CCCC"], start=1):
        model.save_sent(sequence, letters)
    model.saved(1)
    model.saved(2)
    return model


def result(**changes):
    return {"score": 3, "maximum": 4, "elapsedMs": 1000, "prediction": 7} | changes


def test_an_acknowledged_snapshot_or_a_later_one_may_be_found(saved):
    saved.found("open", 2, "BBBB", None)
    saved.found("open", 3, "CCCC", None)
    with pytest.raises(Lost):
        saved.found("open", 2, "BBBB", None)


def test_an_older_snapshot_is_a_loss(saved):
    with pytest.raises(Lost):
        saved.found("open", 1, "AAAA", None)


def test_what_was_refused_or_changed_is_an_invention(saved):
    saved.save_refused(3)
    with pytest.raises(Invented):
        saved.found("open", 3, "CCCC", None)
    with pytest.raises(Invented):
        saved.found("open", 2, "BBBA", None)
    with pytest.raises(Invented):
        saved.found("submitted", 2, "BBBB", result())


def test_a_submission_keeps_its_score_and_time_for_ever(saved):
    saved.submission_sent("DDDD", 7)
    saved.submitted(result())
    saved.found("submitted", 2, "DDDD", result())
    with pytest.raises(Lost):
        saved.submitted(result(elapsedMs=1001))
    with pytest.raises(Lost):
        saved.found("open", 2, "BBBB", None)


def event(kind, offset=0, bytes=b""):
    return disk.Event(0, kind, 1, offset, bytes)


@pytest.fixture
def file(tmp_path):
    file = disk.File(tmp_path / "file", b"old old ")
    yield file
    file.close()


def shown(file, kept):
    file.show(kept)
    content = file.path.read_bytes()
    file.hide(kept)
    assert file.path.read_bytes() == file.durable
    return content


def test_only_a_sync_makes_a_write_durable(file):
    file.happened(event(disk.WRITTEN, 4, b"new "))
    assert shown(file, []) == b"old old " and shown(file, file.operations) == b"old new "
    file.happened(event(disk.SYNCED))
    assert shown(file, []) == b"old new " and not file.operations


def test_a_write_whose_sync_failed_stays_in_doubt_until_it_is_overwritten(file):
    file.happened(event(disk.WRITTEN, 0, b"new new "))
    file.happened(event(disk.SYNC_FAILED))
    file.happened(event(disk.SYNCED))
    assert shown(file, []) == b"old old "
    file.happened(event(disk.WRITTEN, 4, b"next"))
    file.happened(event(disk.SYNCED))
    assert shown(file, []) == b"old next" and shown(file, file.operations) == b"new next"


def test_a_truncation_is_taken_back_from_the_work_disk(file):
    file.happened(event(disk.TRUNCATED, 0))
    file.happened(event(disk.WRITTEN, 2, b"x"))
    assert shown(file, file.operations) == b"\0\0x" and shown(file, []) == b"old old "


def test_a_torn_write_ends_or_begins_at_a_sector():
    write = (24, bytes(range(256)) * 16)
    for _ in range(100):
        offset, part = disk.torn(write, random)
        assert part == write[1][offset - 24 : offset - 24 + len(part)] and 0 < len(part) < 4096
        assert offset % 512 == 0 or (offset == 24 and (24 + len(part)) % 512 == 0)
    assert disk.torn((24, b"short"), random) is None
