"""A throw-away PostgreSQL cluster and its ends: killed, shut down at once, a backend of it killed or told to go.

It listens on a Unix socket in a folder of its own; `Proxy` stands before it where connections are to be cut.
"""

import contextlib
import json
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile
import time

PROGRAMS = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), default=None)

# A server that forgets and says that it does not: the store reads its settings by these two functions.
LIES = """
    CREATE FUNCTION public.current_setting(text) RETURNS text LANGUAGE sql AS
        $$ SELECT CASE $1 WHEN 'synchronous_commit' THEN 'on' ELSE pg_catalog.current_setting($1) END $$;
    CREATE FUNCTION public.set_config(text, text, boolean) RETURNS text LANGUAGE sql AS
        $$ SELECT CASE $1 WHEN 'synchronous_commit' THEN 'on' ELSE pg_catalog.set_config($1, $2, $3) END $$;
    ALTER ROLE quiz SET search_path = public, pg_catalog;
"""
FORGETFUL = {"synchronous_commit": "off", "wal_writer_delay": "10s", "wal_writer_flush_after": "1GB"}


def why_not():
    """`None` where a cluster can be made."""
    if PROGRAMS is None:
        return "PostgreSQL is not installed (postgresql)"
    if os.geteuid() == 0 and "postgres" not in {user.pw_name for user in pwd.getpwall()}:
        return "there is no user postgres, and PostgreSQL does not run as root"
    return None


@contextlib.contextmanager
def folder_for_clusters(above=None):
    """Belongs to who runs PostgreSQL; everything in it ends with it."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="quiz-postgres-", dir=above))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    clusters = []
    try:
        yield folder, clusters
    finally:
        for cluster in clusters:
            cluster.kill()
        shutil.rmtree(folder)


class Cluster:
    """Made by initdb, or as a standby of `primary`. Trusts everybody who reaches the socket; nobody else does."""

    def __init__(self, folder, clusters, name="cluster", settings=(), primary=None):
        self.folder, self.name = folder / name, name
        self.data, self.settings = self.folder / "data", dict(settings)
        self.process = None
        # PostgreSQL refuses to run as root.
        self.owner = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        self._run("/bin/mkdir", self.folder)
        if primary:
            self._run("pg_basebackup", "-D", self.data, "-h", primary.folder, "-U", "quiz", "--checkpoint=fast", "--no-sync")
            (self.data / "standby.signal").touch()
            self.settings |= {"primary_conninfo": f"host={primary.folder} user=quiz application_name={name}"}
        else:
            self._run(
                "initdb", "-D", self.data, "--username=quiz", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
                "--locale-provider=icu", "--icu-locale=vi", "--no-sync")
        clusters.append(self)
        self.start()

    def _run(self, program, *arguments):
        done = subprocess.run([PROGRAMS / program, *arguments], cwd="/", capture_output=True, text=True, **self.owner)
        if done.returncode:
            raise AssertionError(f"{program}: {done.stderr[-2000:]}")
        return done.stdout

    def start(self):
        """Starts until it answers."""
        settings = {
            "listen_addresses": "", "unix_socket_directories": self.folder, "shared_buffers": "32MB",
            # Not file by file, before each recovery.
            "recovery_init_sync_method": "syncfs", **self.settings}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with open(self.folder / "server.log", "ab") as log:
            self.process = subprocess.Popen(
                [PROGRAMS / "postgres", "-D", self.data, *options], cwd="/", stdout=log, stderr=log, **self.owner)
        self.wait()

    def wait(self, patience=60):
        until = time.monotonic() + patience
        while subprocess.run([PROGRAMS / "pg_isready", "-q", "-h", self.folder], **self.owner).returncode:
            if self.process.poll() is not None or time.monotonic() > until:
                raise AssertionError((self.folder / "server.log").read_text()[-4000:])
            time.sleep(0.02)

    def ask(self, sql):
        """The rows as dictionaries."""
        answer = self._run("psql", "-h", self.folder, "-U", "quiz", "-XAtqc", f"SELECT row_to_json(r) FROM ({sql}) r", "postgres")
        return [json.loads(line) for line in answer.splitlines()]

    def tell(self, *commands):
        for command in commands:
            self._run("psql", "-h", self.folder, "-U", "quiz", "-Xqc", command, "postgres")

    def check(self):
        """Looks through tables and indexes with PostgreSQL's own check."""
        self._run("pg_amcheck", "-h", self.folder, "-U", "quiz", "--install-missing", "--heapallindexed", "postgres")

    def follow_with(self, standby):
        """From now on a commit waits for `standby`, too. Returns when it has everything that was committed before."""
        self.tell(f"ALTER SYSTEM SET synchronous_standby_names = '{standby.name}'", "SELECT pg_reload_conf()")
        state = f"SELECT flush_lsn, sync_state FROM pg_stat_replication WHERE application_name = '{standby.name}'"
        self._until(lambda: [row["sync_state"] for row in self.ask(state)] == ["sync"])
        here = self.ask("SELECT pg_current_wal_lsn() AS lsn")[0]["lsn"]
        self._until(lambda: self.ask(f"SELECT flush_lsn >= '{here}' AS has_all FROM ({state}) s")[0]["has_all"])

    def promote(self):
        """Waits until it takes writes."""
        self.tell("SELECT pg_promote()")

    @staticmethod
    def _until(is_true, patience=60):
        until = time.monotonic() + patience
        while not is_true():
            assert time.monotonic() < until, "PostgreSQL did not get there"
            time.sleep(0.05)

    # Its ends

    def kill(self):
        """All of its processes, at the same moment."""
        if self.process.poll() is not None:
            return
        # Or it would start others meanwhile.
        self.process.send_signal(signal.SIGSTOP)
        children = self._children()
        self.process.kill()
        for child in children:
            self._signal(child, signal.SIGKILL)
        self.process.wait()
        while any(self._runs(child) for child in children):
            time.sleep(0.005)

    def shut_down(self, how):
        """As `pg_ctl stop` does: SIGQUIT without a checkpoint, SIGINT with one; both end the backends."""
        self.process.send_signal(how)
        self.process.wait(60)

    def kill_backend(self, choices):
        """One backend dies, PostgreSQL ends all others and recovers by itself."""
        if backends := self._backends():
            self._signal(choices.choice(backends), signal.SIGKILL)
            # It answers until it has noticed.
            time.sleep(0.05)
            self.wait()

    def end_backends(self, choices, number):
        """What pg_terminate_backend does, half of them in the middle of a COMMIT. Returns how many were told."""
        told = 0
        for _ in range(number):
            backends = self._backends()
            until = time.monotonic() + (0.05 if choices.random() < 0.5 else 0)
            while time.monotonic() < until and not (backends := self._backends("COMMIT")):
                pass
            for backend in [choices.choice(backends)] if backends else []:
                self._signal(backend, signal.SIGTERM)
                told += 1
            time.sleep(choices.uniform(0, 0.05))
        return told

    @staticmethod
    def _signal(process, which):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, which)

    @staticmethod
    def _runs(process):
        """Or has ended; whoever inherited it may be slow to take note."""
        try:
            return pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] not in "ZX"
        except OSError:
            return False

    def _children(self):
        return [int(child) for child in pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()]

    def _backends(self, doing=""):
        """Processes that serve a quiz-server, by the title that PostgreSQL gives them."""
        found = []
        for child in self._children():
            with contextlib.suppress(OSError):
                title = pathlib.Path(f"/proc/{child}/cmdline").read_bytes().strip(b"\0 ").decode()
                if title.startswith("postgres: quiz ") and "psql" not in title and title.endswith(doing):
                    found.append(child)
        return found
