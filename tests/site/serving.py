"""A host for a built site, at its root or under a path, as any static host would serve it; it knows GET alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


class Handler(SimpleHTTPRequestHandler):
    """Answers with the files of one site, and with its own page where there is none."""

    def __init__(self, *arguments: Any, folder: Path, prefix: str) -> None:
        self.prefix = prefix
        super().__init__(*arguments, directory=str(folder))

    def do_GET(self) -> None:
        """Leave out the path that the site stands under; what stands beside it is not there."""
        path = urlsplit(self.path).path
        if path == "/favicon.ico":  # which browsers ask for by themselves, where no page names an icon
            self.send_response(204)
            self.end_headers()
            return
        missing = not path.startswith(f"{self.prefix}/")
        self.path = "/404.html/" if missing else path.removeprefix(self.prefix)
        super().do_GET()

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


@contextmanager
def served(folder: Path, prefix: str = "") -> Iterator[str]:
    """The address of a folder's site on a free port of this machine, until the block ends."""

    def handler(*arguments: Any) -> Handler:
        return Handler(*arguments, folder=folder, prefix=prefix)

    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()
