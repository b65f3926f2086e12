"""The network between quiz-server and PostgreSQL: passes everything on, or cuts and holds what it is told to.

A process of its own, so that it does not wait for the nemesis.
"""

import asyncio
import multiprocessing
import random
import socket

PASS, HOLD, CUT, CUT_BEFORE_COMMIT, CUT_AFTER_COMMIT, LATE_COMMIT = range(6)
FAULTS = {
    "hold": HOLD, "cut anywhere": CUT, "cut before a commit": CUT_BEFORE_COMMIT, "lose a commit's reply": CUT_AFTER_COMMIT,
    "deliver a commit late": LATE_COMMIT}

_processes = multiprocessing.get_context("spawn")


class Proxy:
    """`target`: the path of PostgreSQL's socket. Listens on `port` of this machine until `leave`."""

    def __init__(self, target, seed):
        self.mode, self.share = _processes.Value("i", PASS), _processes.Value("d", 0.0)
        self._cuts = _processes.Value("i", 0)
        listener = socket.create_server(("127.0.0.1", 0))
        self.port = listener.getsockname()[1]
        self.process = _processes.Process(
            target=_serve, args=(listener, str(target), seed, self.mode, self.share, self._cuts), daemon=True)
        self.process.start()
        listener.close()

    @property
    def cuts(self):
        """Connections cut since the beginning."""
        return self._cuts.value

    def set(self, mode=PASS, share=0.0):
        """`share`: of the messages that `mode` is about."""
        self.share.value, self.mode.value = share, mode

    def leave(self):
        self.process.terminate()
        self.process.join()


def _serve(listener, target, seed, mode, share, cuts):
    choices = random.Random(seed)

    def is_chosen(which):
        return mode.value == which and choices.random() < share.value

    async def passed(reader, writer, other, is_request):
        """One direction. `other` is the way back."""
        try:
            while data := await reader.read(65536):
                while mode.value == HOLD:
                    await asyncio.sleep(0.01)
                is_commit = b"COMMIT" in data
                if is_chosen(CUT) or is_commit and is_chosen(CUT_BEFORE_COMMIT if is_request else CUT_AFTER_COMMIT):
                    cuts.value += 1
                    break
                if is_commit and is_request and is_chosen(LATE_COMMIT):
                    # The server gives it up at once, and asks again before PostgreSQL has it.
                    cuts.value += 1
                    other.transport.abort()
                    await asyncio.sleep(choices.uniform(0, 1))
                    writer.write(data)
                    await writer.drain()
                    break
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            other.transport.abort()
            writer.close()

    async def accepted(reader, writer):
        try:
            far_reader, far_writer = await asyncio.open_unix_connection(target)
        except OSError:
            writer.transport.abort()
            return
        await asyncio.gather(passed(reader, far_writer, writer, True), passed(far_reader, writer, far_writer, False))

    async def run():
        async with await asyncio.start_server(accepted, sock=listener) as server:
            await server.serve_forever()

    asyncio.run(run())
