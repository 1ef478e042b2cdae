"""A host for a built site, at its root or under a path, as any static host would serve it; it knows GET alone."""

from __future__ import annotations

import gzip
import socket
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


class Handler(SimpleHTTPRequestHandler):
    """Answers with the files of one site, and with its own page where there is none."""

    # Connections are kept: with a new one for each of thousands of files the system takes one up again too early.
    protocol_version = "HTTP/1.1"

    def __init__(
        self, *arguments: Any, folder: Path, prefix: str, compressed: bool, headers: Mapping[str, str]
    ) -> None:
        self.prefix = prefix
        self.more = headers
        self.compressed = compressed
        super().__init__(*arguments, directory=str(folder))

    def end_headers(self) -> None:
        """Add what the host sends with every answer."""
        for name, value in self.more.items():
            self.send_header(name, value)
        super().end_headers()

    def do_GET(self) -> None:
        """Leave out the path that the site stands under; what stands beside it is not there."""
        path = urlsplit(self.path).path
        if path == "/favicon.ico":  # which browsers ask for by themselves, where no page names an icon
            self.send_response(204)
            self.end_headers()
            return
        missing = not path.startswith(f"{self.prefix}/")
        self.path = "/404.html/" if missing else path.removeprefix(self.prefix)
        if self.compressed and self.send_compressed():
            return
        super().do_GET()

    def send_compressed(self) -> bool:
        """Send a text compressed, and everything of the theme's to be kept for a year; False for other files."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            return False
        media = self.guess_type(str(file))
        textual = media.startswith("text/") or media.endswith(("xml", "javascript", "json"))
        body = gzip.compress(file.read_bytes()) if textual else file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", f"{media}; charset=utf-8" if textual else media)
        if textual:
            self.send_header("Content-Encoding", "gzip")
        lasting = "/assets/" in self.path
        self.send_header("Cache-Control", "max-age=31536000, immutable" if lasting else "no-cache")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return True

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the site's own page for what is not there."""
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Leave the tests' output alone."""


class Server(ThreadingHTTPServer):
    """A server before which many may wait: a browser asks for many files at once."""

    request_queue_size = 128

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.connections: set[socket.socket] = set()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Know of each connection, for `hang_up`."""
        self.connections.add(request)
        super().process_request(request, client_address)

    def close_request(self, request: Any) -> None:
        """Forget a connection that has ended by itself."""
        self.connections.discard(request)
        super().close_request(request)

    def hang_up(self) -> None:
        """End what is still open, as when a host goes down."""
        for connection in list(self.connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that has gone on to another page; tell of all else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(
    folder: Path, prefix: str = "", *, compressed: bool = False, headers: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The address of a folder's site on a free port of this machine, until the block ends.

    With `compressed` texts go out compressed and the theme's files to be kept, as well-set hosts do.
    """

    def handler(*arguments: Any) -> Handler:
        return Handler(*arguments, folder=folder, prefix=prefix, compressed=compressed, headers=headers or {})

    with Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            server.hang_up()
            thread.join()
