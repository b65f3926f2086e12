"""A disk as it may be found after the power is cut: what was synced is there, of the rest any part.

The events come from record.c. A write is pending until a sync of its file succeeds. A write whose sync has failed is in
doubt for good, also when later syncs succeed: the system may have marked the page clean without writing it. Only new
bytes in the same place end that. Lengths are kept by the file system's own journal: they survive a failed sync.
"""

import os
import struct

WRITTEN, TRUNCATED, SYNCED, SYNC_FAILED, SENT = range(1, 6)
SECTOR = 512
_header = struct.Struct("<QIIqII")


class Event:
    __slots__ = "time", "kind", "file", "offset", "bytes"

    def __init__(self, time, kind, file, offset, bytes):
        self.time, self.kind, self.file, self.offset, self.bytes = time, kind, file, offset, bytes


def events(path):
    with open(path, "rb") as trace:
        while len(head := trace.read(_header.size)) == _header.size:
            time, kind, file, offset, length, _ = _header.unpack(head)
            yield Event(time, kind, file, offset, trace.read(length))


class File:
    """One file: `durable` in memory and on the work disk, and what may or may not follow it."""

    def __init__(self, path, content):
        self.path, self.durable = path, bytearray(content)
        self.doubtful, self.pending = [], []
        self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        os.pwrite(self.descriptor, content, 0)

    def happened(self, event):
        if event.kind in (WRITTEN, TRUNCATED):
            self.pending.append((event.offset, event.bytes if event.kind == WRITTEN else None))
        elif event.kind == SYNCED:
            for offset, bytes in self.pending:
                self._settle(offset, bytes)
            self.pending = []
        elif event.kind == SYNC_FAILED:
            for offset, bytes in self.pending:
                if bytes is None:
                    self._settle(offset, None)
                else:
                    self.doubtful.append((offset, bytes))
            self.pending = []

    def _settle(self, offset, bytes):
        """Makes an operation durable; what was in doubt there is not any more."""
        if bytes is None:
            self.doubtful = [part for each in self.doubtful for part in _without(each, offset, 1 << 62)]
            _truncate(self.durable, offset)
            os.ftruncate(self.descriptor, offset)
        else:
            self.doubtful = [part for each in self.doubtful for part in _without(each, offset, offset + len(bytes))]
            _write(self.durable, offset, bytes)
            os.pwrite(self.descriptor, bytes, offset)

    @property
    def operations(self):
        return self.doubtful + self.pending

    def show(self, kept):
        """Puts the durable bytes and these operations on the work disk."""
        for offset, bytes in kept:
            if bytes is None:
                os.ftruncate(self.descriptor, offset)
            else:
                os.pwrite(self.descriptor, bytes, offset)

    def hide(self, kept):
        """Only the durable bytes again."""
        cut = min([offset for offset, bytes in kept if bytes is None], default=None)
        for offset, bytes in kept:
            if bytes is not None:
                os.pwrite(self.descriptor, self.durable[offset : offset + len(bytes)], offset)
        os.ftruncate(self.descriptor, len(self.durable))
        if cut is not None:
            os.pwrite(self.descriptor, self.durable[cut:], cut)

    def close(self):
        os.close(self.descriptor)


def _write(content, offset, bytes):
    if len(content) < offset:
        content.extend(b"\0" * (offset - len(content)))
    content[offset : offset + len(bytes)] = bytes


def _truncate(content, length):
    if len(content) > length:
        del content[length:]
    else:
        content.extend(b"\0" * (length - len(content)))


def _without(operation, begin, end):
    """What is left of a write where others have been written over it."""
    offset, bytes = operation
    if offset < begin:
        yield offset, bytes[: begin - offset]
    if offset + len(bytes) > end:
        yield max(offset, end), bytes[max(0, end - offset) :]


def torn(operation, random):
    """The part of a write that a power cut lets through: up to or from the edge of a sector."""
    offset, bytes = operation
    first = -(-(offset + 1) // SECTOR) * SECTOR
    edges = range(first, offset + len(bytes or b""), SECTOR)
    if not edges:
        return None
    edge = random.choice(edges)
    return (offset, bytes[: edge - offset]) if random.random() < 0.5 else (edge, bytes[edge - offset :])
