"""One TLS connection that speaks HTTP/1.1: bare sockets, because a run of a million requests is paid for in Python."""

import itertools
import json
import socket
import ssl

_context = ssl._create_unverified_context()


class Cut(Exception):
    """The connection ended, or was ended, before the whole reply was here: nobody knows what the server did."""


class Reply:
    __slots__ = "status", "retry_after", "body"

    def __init__(self, status, retry_after, body):
        self.status, self.retry_after, self.body = status, retry_after, body


class Wire:
    """`ports`: of servers that stand for each other; each connection goes to the next one."""

    def __init__(self, ports, timeout=10):
        self.ports, self.timeout = itertools.cycle(ports), timeout
        self.socket = None
        self.token = None

    @property
    def local_port(self):
        return self.socket.getsockname()[1]

    def connect(self):
        self.close()
        try:
            bare = socket.create_connection(("127.0.0.1", next(self.ports)), timeout=self.timeout)
            bare.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.socket = _context.wrap_socket(bare)
        except OSError as error:
            raise Cut(str(error)) from error

    def close(self):
        if self.socket:
            self.socket.close()
        self.socket = None

    def request(self, method, path, body=None, cut=None):
        """`cut`: `"request"` hangs up in the middle of sending, `"reply"` after sending, without waiting."""
        data = b"" if body is None else json.dumps(body).encode()
        authorization = f"authorization: Bearer {self.token}\r\n" if self.token else ""
        head = (
            f"{method} /api/v1/{path} HTTP/1.1\r\nhost: localhost\r\n{authorization}"
            f"content-type: application/json\r\ncontent-length: {len(data)}\r\n\r\n")
        message = head.encode() + data
        try:
            if not self.socket:
                self.connect()
            if cut == "request":
                self.socket.sendall(message[: len(message) // 2])
                raise OSError("cut in the middle of the request")
            self.socket.sendall(message)
            if cut == "reply":
                raise OSError("cut before the reply")
            return self._reply()
        except OSError as error:
            self.close()
            raise Cut(str(error)) from error

    def _reply(self):
        received = b""
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        head = received[:end].decode("latin-1").lower()
        fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:])
        length = int(fields.get("content-length", 0))
        body = received[end + 4 :]
        while len(body) < length:
            body += self._more()
        return Reply(int(head[9:12]), fields.get("retry-after"), json.loads(body) if length else None)

    def _more(self):
        part = self.socket.recv(65536)
        if not part:
            raise OSError("closed by the server")
        return part
