"""A server on this machine that answers as a test says, also badly."""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit, urlunsplit

from routes.gazetteers.transport import LimitedAdapter

Answer = Callable[[socket.socket], None]

_VERY_LONG_S = 60.0


def http(body: bytes | str = b"", status: int = 200, **headers: str) -> Answer:
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} Reason", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]

    def answer(connection: socket.socket) -> None:
        connection.sendall("\r\n".join([*lines, "", ""]).encode() + data)

    return answer


def places(*raw: dict[str, object]) -> Answer:
    return http(json.dumps(raw), Content_Type="application/json")


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


class Service:
    """Answers each request with the next of ``answers``, the last one again and again."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.requests: list[str] = []
        self.closing = threading.Event()
        self.pause: Callable[[float], bool] = self.closing.wait
        """Lets so many seconds pass; whether nobody waits any more. A played clock has its own."""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        workers = []
        while True:
            connection, _ = self._socket.accept()
            if self.closing.is_set():
                connection.close()
                break
            worker = threading.Thread(target=self._handle, args=(connection,))
            worker.start()
            workers.append(worker)
        for worker in workers:
            worker.join()

    def _handle(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            self.requests.append(connection.recv(65536).decode())
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            answer(connection)

    def hang(self, _connection: socket.socket) -> None:
        self.pause(_VERY_LONG_S)

    def drip(self, data: bytes, pause_s: float = 0.2) -> Answer:
        def answer(connection: socket.socket) -> None:
            for byte in data:
                connection.sendall(bytes([byte]))
                if self.pause(pause_s):
                    return

        return answer

    def close(self) -> None:
        self.closing.set()
        with socket.create_connection(("127.0.0.1", self.port)):
            pass
        self._thread.join()
        self._socket.close()


class Loopback(LimitedAdapter):
    """The adapter of the package, but every service is the one at ``port`` here.

    Many of geopy's classes have their host fixed in the code.
    """

    port = 0

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        asked = urlsplit(url)._replace(scheme="http", netloc=f"127.0.0.1:{self.port}")
        return super().get_text(urlunsplit(asked), timeout=timeout, headers=headers)


@contextmanager
def running() -> Iterator[Service]:
    started = Service()
    try:
        yield started
    finally:
        started.close()
