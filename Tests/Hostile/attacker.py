"""What a hostile client sends: bare sockets, HTTP/2 frames by hand."""

import socket
import ssl
import struct

DATA, HEADERS, PRIORITY, RST_STREAM, SETTINGS, PING, WINDOW_UPDATE, CONTINUATION = 0, 1, 2, 3, 4, 6, 8, 9
END_STREAM, END_HEADERS = 1, 4
# GET https / from the static table, and the host as a literal.
GET = b"\x82\x87\x84\x41\x09localhost"


def context(protocol):
    made = ssl.create_default_context()
    made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
    made.set_alpn_protocols([protocol])
    return made


def bare(port, source="127.0.0.1", timeout=10):
    return socket.create_connection(("127.0.0.1", port), timeout, source_address=(source, 0))


def connect(port, protocol="http/1.1", source="127.0.0.1", made={}):
    if protocol not in made:
        made[protocol] = context(protocol)
    return made[protocol].wrap_socket(bare(port, source))


def frame(kind, payload=b"", flags=0, stream=0):
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


def http2(port, settings=b""):
    connection = connect(port, "h2")
    connection.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(SETTINGS, settings))
    return connection


def is_closed(connection, timeout=0.0):
    """Whether the server has ended it; reads away what it still sent."""
    connection.settimeout(timeout or 0.01)
    try:
        while True:
            if not connection.recv(65536):
                return True
    except (TimeoutError, ssl.SSLWantReadError, BlockingIOError):
        return False
    except OSError:
        return True


def flood(connection, parts, limit):
    """Sends until the server hangs up; whether it did within `limit` parts."""
    connection.settimeout(5)
    for _, part in zip(range(limit), parts):
        try:
            connection.sendall(part)
        except OSError:
            return True
    return is_closed(connection, 5)
