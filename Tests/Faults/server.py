"""quiz-server in a folder of its own, with what is preloaded into it, and its ends: asked, killed, paused."""

import mmap
import os
import pathlib
import re
import shutil
import signal
import socket
import struct
import subprocess
import time

from wire import Cut, Wire

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).parent
FIU = ["/usr/lib/fiu/fiu_run_preload.so", "/usr/lib/fiu/fiu_posix_preload.so"]
FAKETIME = next(pathlib.Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)


def recorder(folder):
    """The library made from record.c."""
    library = folder / "record.so"
    compiler = shutil.which("gcc") or shutil.which("clang")
    if not library.exists():
        subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", library, HERE / "record.c", "-ldl", "-pthread"], check=True)
    return library


class Server:
    """`preload`: further libraries. `trace`: where the recorder writes. `environment`: for the libraries.
    `store`: the address of a PostgreSQL database; several servers share its folder. `is_recorded`: by record.c.
    """

    def __init__(self, folder, binary, preload=(), trace=None, environment=(), minutes=240, store=None, is_recorded=True):
        self.folder, self.binary = folder, pathlib.Path(binary).resolve()
        for name in "seeds", "QuestionBanks":
            if not (folder / name).exists():
                shutil.copytree(ROOT / name, folder / name)
        definition = folder / "seeds/demo.yaml"
        definition.write_text(re.sub(r"minutes: \d+", f"minutes: {minutes}", definition.read_text()))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        counts = folder / "counts"
        if not counts.exists():
            counts.write_bytes(bytes(32))
        with open(counts, "r+b") as file:
            self._counts = mmap.mmap(file.fileno(), 32)
        self.environment = {
            **os.environ, **dict(environment), "FAULTS_COUNTS": str(counts),
            "LD_PRELOAD": " ".join(map(str, [*([recorder(folder)] if is_recorded else []), *preload])), "FIU_CTRL_FIFO": str(folder / "fiu"),
            # Or every crash that a test is about is followed by half a minute of backtrace.
            "SWIFT_BACKTRACE": "enable=no"}
        if trace:
            self.environment["FAULTS_TRACE"] = str(trace)
        if store:
            self.environment["QUIZ_STORE"] = store
        self.process = None

    @property
    def database(self):
        return self.folder / "var/quiz.db"

    @property
    def counts(self):
        """What the recorder has seen since the folder was made."""
        return dict(zip(["writes", "failed_writes", "syncs", "failed_syncs"], struct.unpack("4Q", self._counts[:32])))

    def start(self, patience=30):
        """Starts until it serves. A start may fail while a fault lasts: then once more, within `patience` seconds."""
        until = time.monotonic() + patience
        self._spawn()
        while time.monotonic() < until:
            if self.process.poll() is not None:
                time.sleep(0.1)
                self._spawn()
            try:
                wire = Wire([self.port], timeout=2)
                wire.connect()
                wire.close()
                return
            except Cut:
                time.sleep(0.01)
        self.kill()
        raise AssertionError((self.folder / "server.log").read_text()[-4000:])

    def _spawn(self):
        # By way of env: libfaketime adds to the environment of the first program it is loaded into, and a Swift program
        # whose environment has been moved does not find its arguments.
        command = ["/usr/bin/env", self.binary, "--data", "var", "--demo", "--address", f"127.0.0.1:{self.port}"]
        with open(self.folder / "server.log", "ab") as log:
            self.process = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log, env=self.environment)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def signal(self, which):
        self.process.send_signal(which)

    def stop(self):
        self.process.send_signal(signal.SIGCONT)
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        for name in f"faketime_shm_{self.process.pid}", f"sem.faketime_sem_{self.process.pid}":
            pathlib.Path("/dev/shm", name).unlink(missing_ok=True)
