"""HAProxy before several servers: it passes TCP through, round robin, and asks /readyz who may have visitors."""

import pathlib
import shutil
import signal
import socket
import subprocess
import time

from wire import Cut, Wire

PROGRAM = shutil.which("haproxy") or next(map(str, pathlib.Path("/usr/sbin").glob("haproxy")), None)


class Balancer:
    """Runs in `folder` until `stop`. `servers` are named by their place: `s0`, `s1`, …"""

    def __init__(self, folder, servers):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.control = folder / "haproxy.socket"
        lines = [f"server s{place} 127.0.0.1:{server.port} check check-ssl verify none" for place, server in enumerate(servers)]
        (folder / "haproxy.cfg").write_text(f"""
            global
                stats socket {self.control}
            defaults
                mode tcp
                timeout connect 2s
                timeout client 2m
                timeout server 2m
            frontend visitors
                bind 127.0.0.1:{self.port}
                default_backend servers
            backend servers
                balance roundrobin
                option httpchk GET /readyz
                default-server inter 200ms fall 1 rise 1 on-marked-down shutdown-sessions
                {chr(10).join(lines)}
            \n""")
        with open(folder / "haproxy.log", "ab") as log:
            self.process = subprocess.Popen([PROGRAM, "-db", "-f", folder / "haproxy.cfg"], stdout=log, stderr=log)

    def states(self):
        """`UP` or `DOWN` of each server."""
        with socket.socket(socket.AF_UNIX) as wire:
            wire.connect(str(self.control))
            wire.sendall(b"show stat\n")
            text = b"".join(iter(lambda: wire.recv(65536), b"")).decode()
        rows = [line.split(",") for line in text.splitlines() if line.startswith("servers,s")]
        return {row[1]: row[17] for row in rows}

    def wait_until(self, states, patience=30):
        until = time.monotonic() + patience
        while True:
            try:
                if self.states() == states:
                    return
            except OSError:
                pass
            assert time.monotonic() < until, self.states()
            time.sleep(0.02)

    def ask(self, method, path, body=None, token=None):
        """On a connection of its own, so that each request may meet another server. Asks again where one was cut."""
        for _ in range(20):
            wire = Wire([self.port])
            wire.token = token
            try:
                return wire.request(method, path, body)
            except Cut:
                time.sleep(0.1)
            finally:
                wire.close()
        raise AssertionError("nobody answers behind the balancer")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
