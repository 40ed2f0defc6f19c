"""A mail server and a web server on loopback, each of which does what a test tells it to."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer


@dataclass
class Inbox:
    """What came in. `answer` to DATA of a letter; None hangs up instead, once the letter is there."""

    port: int = 0
    answer: str | None = "250 kept"
    refuses: bool = False
    letters: list[str] = field(default_factory=list)


@contextmanager
def mail_server() -> Iterator[Inbox]:
    """Serve SMTP until the block ends."""
    inbox = Inbox()

    class Session(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 here")
            while line := self.rfile.readline().decode().strip():
                word = line.split()[0].upper()
                if word == "DATA":
                    self.say("354 go on")
                    lines = iter(lambda: self.rfile.readline().decode(), ".\r\n")
                    inbox.letters.append("".join(lines))
                    if inbox.answer is None:
                        return
                    self.say(inbox.answer)
                elif word == "RCPT" and inbox.refuses:
                    self.say("550 nobody of that name")
                elif word == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 ok")

    with socketserver.TCPServer(("127.0.0.1", 0), Session) as server:
        inbox.port = server.server_address[1]
        with _running(server):
            yield inbox


@dataclass
class Hook:
    """What was called: (path, headers, body). `status` 0 hangs up instead of answering; `to` redirects."""

    port: int = 0
    status: int = 204
    to: str = ""
    calls: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def hook_server() -> Iterator[Hook]:
    """Serve HTTP until the block ends."""
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.calls.append((self.path, dict(self.headers), body))
            if hook.status:
                self.send_response(hook.status)
                if hook.to:
                    self.send_header("Location", hook.to)
                self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the library
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        hook.port = server.server_address[1]
        with _running(server):
            yield hook


@contextmanager
def _running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
