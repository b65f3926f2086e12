"""A certificate is renewed while the server runs, seen over real TLS connections."""

import http.client
import ssl
import subprocess
import time

from conftest import Server


def make(chain, key, days):
    """A self-signed pair, the key first as tools that renew do it."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", str(days),
         "-subj", "/CN=localhost", "-keyout", key, "-out", chain], check=True, capture_output=True)


def served(server):
    return ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(("localhost", server.port)))


def held(chain):
    return ssl.PEM_cert_to_DER_cert(chain.read_text())


def eventually(is_so):
    for _ in range(200):
        if is_so():
            return
        time.sleep(0.05)
    assert is_so()


def test_a_renewed_certificate_is_served_without_a_restart_and_open_connections_go_on(tmp_path):
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    make(chain, key, 90)
    server = Server(tmp_path / "run", 900, options=["--certificate", chain, "--private-key", key])
    log = tmp_path / "run/server.log"
    try:
        first = held(chain)
        assert served(server) == first
        connection = http.client.HTTPSConnection("localhost", server.port, context=ssl._create_unverified_context())
        connection.request("GET", "/healthz")
        assert connection.getresponse().read() == b"ok\n"
        socket = connection.sock

        chain.write_text("not a certificate\n")
        eventually(lambda: "certificate not usable" in log.read_text())
        assert served(server) == first

        make(chain, key, 90)
        second = held(chain)
        eventually(lambda: served(server) == second)
        assert second != first
        connection.request("GET", "/healthz")
        assert connection.getresponse().read() == b"ok\n"
        assert connection.sock is socket
        eventually(lambda: "certificate renewed" in log.read_text())
        assert "PRIVATE KEY" not in log.read_text()
    finally:
        server.stop()


def test_a_self_signed_certificate_near_its_end_is_made_anew(tmp_path):
    server = Server(tmp_path / "run", 900)
    chain, key = tmp_path / "run/var/tls/certificate.pem", tmp_path / "run/var/tls/private-key.pem"
    try:
        first = held(chain)
        assert served(server) == first

        make(chain, key, 3)
        expiring = held(chain)
        eventually(lambda: held(chain) not in (first, expiring) and served(server) == held(chain))

        year = ["openssl", "x509", "-in", chain, "-noout", "-checkend", str(300 * 86400)]
        assert subprocess.run(year, capture_output=True).returncode == 0
        assert key.stat().st_mode & 0o777 == 0o600
    finally:
        server.stop()
