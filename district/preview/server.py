"""Answers a browser on this machine with the built site, plus what the preview needs under /_preview/.

It refuses other methods than GET and HEAD, files outside the output, and to let a browser keep anything.
"""

import os
import socket
import socketserver
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from district.preview import files, pages
from district.preview.news import News, event, summary
from district.preview.texts import text

ADDRESS = "127.0.0.1"
USUAL_PORT = 8000
LAST_PORT = 8099
HEARTBEAT_SECONDS = 15
CLIENT = Path(__file__).with_name("client.js")
HTML = "text/html; charset=utf-8"


class PortError(Exception):
    """No port to serve on; its text is the whole message to the user."""


class Server(ThreadingHTTPServer):
    """Serves `output` and the news to the pages of this machine, one thread per request."""

    daemon_threads = True
    # On Windows the option would let two programs take the same port at once.
    allow_reuse_address = os.name == "posix"

    def __init__(self, port: int, output: Path, news: News) -> None:
        """Take the port (0: any free one); OSError where it is in use, OverflowError where it is none."""
        self.output = output
        self.news = news
        super().__init__((ADDRESS, port), Handler)

    @property
    def address(self) -> str:
        """The address of the home page, for the user."""
        return f"http://{ADDRESS}:{self.server_port}/"

    def server_bind(self) -> None:
        """Take the port for this program alone; leave out the base's search for the machine's name (slow)."""
        if os.name == "nt":
            self.socket.setsockopt(socket.SOL_SOCKET, ~socket.SO_REUSEADDR, 1)  # SO_EXCLUSIVEADDRUSE
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = ADDRESS, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a browser goes away in the middle of an answer."""


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    server_version = "preview"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with the headers and the body."""
        address = urlsplit(self.path).path
        if address == "/_preview/events":
            self._send_events()
        elif address == "/_preview/client.js":
            self._send(HTTPStatus.OK, CLIENT.read_bytes(), "text/javascript; charset=utf-8")
        else:
            self._send_page()

    def do_HEAD(self) -> None:
        """Answer as for GET, without the body."""
        self.do_GET()

    def log_message(self, *_arguments: object) -> None:
        """Leave the terminal to what the editor has to know."""

    @cached_property
    def _query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.path).query)

    def _send_page(self) -> None:
        news = self.server.news
        state = news.state  # once: the page and its stamp must be of the same version
        found = files.find(self.server.output, self.path)
        if not state.ready:
            page = pages.waiting(state, news.language)
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, page, HTML)
        elif found.moved_to:
            self._send(HTTPStatus.FOUND, b"", HTML, location=found.moved_to)
        elif found.path:
            self._send_file(HTTPStatus.OK, found.path)
        else:
            self._send_missing()

    def _send_missing(self) -> None:
        own = files.find(self.server.output, "/404.html").path
        if own:
            self._send_file(HTTPStatus.NOT_FOUND, own)
            return
        news = self.server.news
        page = pages.missing(unquote(self.path), news.state, news.language)
        self._send(HTTPStatus.NOT_FOUND, page, HTML)

    def _send_file(self, status: HTTPStatus, path: Path) -> None:
        stamp = self.server.news.state.stamp
        kind = files.content_type(path)
        try:
            body = path.read_bytes()
        except OSError:  # a build took it away just now; the next event loads the page again
            status, body = HTTPStatus.NOT_FOUND, b""
        self._send(status, pages.with_script(body, stamp) if kind == HTML else body, kind)

    def _send(self, status: HTTPStatus, body: bytes, kind: str, *, location: str = "") -> None:
        self._send_headers(status, kind, {"Content-Length": str(len(body)), "Location": location})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _send_headers(self, status: HTTPStatus, kind: str, more: dict[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in more.items():
            if value:
                self.send_header(name, value)
        self.end_headers()

    def _send_events(self) -> None:
        """Send the problems now and after each build, and "reload" once the page is of an older version."""
        self._send_headers(HTTPStatus.OK, "text/event-stream; charset=utf-8", {})
        if self.command == "HEAD":
            return
        news = self.server.news
        shown = self._query.get("stamp", [""])[0]
        self.wfile.write(b"retry: 1000\n\n")
        seen = -1
        while not news.closed:
            state = news.wait(seen, HEARTBEAT_SECONDS)
            if state.number == seen:
                self.wfile.write(b": still here\n\n")
            else:
                seen = state.number
                self.wfile.write(event("problems", summary(state, news.language)))
                if state.stamp != shown:
                    self.wfile.write(event("reload", state.stamp))
            self.wfile.flush()


def listen(port: str, output: Path, news: News) -> tuple[Server, str]:
    """Return a server on the port asked for, else on the usual one or the next free; and what to tell of it.

    Raises PortError where there is none, with the mend.
    """
    language = news.language
    if port:
        try:
            return Server(int(port), output, news), ""
        except (ValueError, OverflowError, PermissionError) as error:
            raise PortError(text("port_refused", language, port=port)) from error
        except OSError as error:
            raise PortError(text("port_in_use", language, port=port)) from error
    for number in range(USUAL_PORT, LAST_PORT + 1):
        try:
            server = Server(number, output, news)
        except OSError:
            continue
        note = text("moved", language, taken=USUAL_PORT, port=number)
        return server, note if number != USUAL_PORT else ""
    raise PortError(text("no_port", language, first=USUAL_PORT, last=LAST_PORT))
