"""Answers a browser on this machine with the built site, plus what the preview needs under /_preview/.

It refuses files outside the output, to let a browser keep anything, and whoever comes by another name than this
machine's: a page elsewhere could let its own name lead here (DNS rebinding) and read what it likes. Besides GET and
HEAD it takes one POST, which opens a source in the editor's program, and only from a page that it served itself.
"""

import json
import os
import secrets
import socket
import socketserver
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from district.preview import files, opening, pages
from district.preview.news import News, State, event, summary
from district.preview.preview import Preview
from district.preview.texts import text
from district.preview.watching import Mark, mark

ADDRESS = "127.0.0.1"
USUAL_PORT = 8000
LAST_PORT = 8099
# A page that has gone away is noticed at the second beat.
HEARTBEAT_SECONDS = 3
# This machine, as a browser on it may call it; a port that is passed on from a container may have another number.
NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
OWN = "/_preview/"
OPEN = f"{OWN}open"
TOKEN_HEADER = "X-Preview-Token"  # noqa: S105 - its name, not the token
BROWSER = Path(__file__).with_name("browser")
MOST_ASKED = 4096
# Each page asks for it, and it is another after each build: it says when the build was.
TOLD_AFTERWARDS = "build.json"
HTML = "text/html; charset=utf-8"


class PortError(Exception):
    """No port to serve on; its text is the whole message to the user."""


class Server(ThreadingHTTPServer):
    """Serves a preview's output and news to the pages of this machine, one thread per request.

    `token` is known only to pages that this run of the server has served.
    """

    daemon_threads = True
    # On Windows the option would let two programs take the same port at once.
    allow_reuse_address = os.name == "posix"

    def __init__(self, port: int, preview: Preview, news: News) -> None:
        """Take the port (0: any free one); OSError where it is in use, OverflowError where it is none."""
        self.preview = preview
        self.output = preview.output
        self.news = news
        self.token = secrets.token_hex(16)
        # What was handed out from the folder while a build showed some pages already, by address: as it was then.
        self.handed_out: dict[str, Mark] = {}
        super().__init__((ADDRESS, port), Handler)

    def mark_of(self, target: str) -> Mark:
        """What tells the file that a request names from its next version."""
        found = files.find(self.output, target).path
        return mark(found) if found else mark(self.output / files.name_of(target))

    def has_changed_since(self) -> bool:
        """Whether anything is another now than when it was handed out; then all is forgotten."""
        given, self.handed_out = self.handed_out, {}
        return any(self.mark_of(target) != before for target, before in given.items())

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
        own = files.within(BROWSER, address.removeprefix(OWN)) if address.startswith(OWN) else None
        if not self._is_for_us():
            self._refuse_host()
        elif address == f"{OWN}events":
            self._send_events()
        elif own and own.is_file():
            self._send(HTTPStatus.OK, own.read_bytes(), files.content_type(own))
        else:
            self._send_page()

    def do_POST(self) -> None:
        """Open a file in the editor's program for a page of this server; answer, as JSON, what there is to tell."""
        language = self.server.news.language
        if not self._is_for_us():
            self._refuse_host()
        elif self.path != OPEN:
            self._send(HTTPStatus.METHOD_NOT_ALLOWED, b"", HTML)
        elif not self._is_from_own_page():
            self._tell(HTTPStatus.FORBIDDEN, text("open_refused", language))
        elif not (asked := self._asked()):
            self._tell(HTTPStatus.BAD_REQUEST, "")
        else:
            try:
                opening.open_file(self.server.preview, *asked)
            except opening.OpenError as error:
                self._tell(HTTPStatus.CONFLICT, str(error))
            else:
                self._tell(HTTPStatus.OK, text("opened", language, file=asked[0]))

    def do_HEAD(self) -> None:
        """Answer as for GET, without the body."""
        self.do_GET()

    def log_message(self, *_arguments: object) -> None:
        """Leave the terminal to what the editor has to know."""

    def _is_for_us(self) -> bool:
        """Whether the browser came by a name of this machine."""
        try:
            return urlsplit(f"//{self.headers.get('Host', '')}").hostname in NAMES
        except ValueError:
            return False

    def _is_from_own_page(self) -> bool:
        """Whether a request comes from a page that this server has served: only these know the token.

        Browsers also say it themselves: https://www.w3.org/TR/fetch-metadata/
        """
        token = self.headers.get(TOKEN_HEADER, "")
        is_same = self.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        return is_same and secrets.compare_digest(token.encode(), self.server.token.encode())

    def _asked(self) -> tuple[str, int] | None:
        """The file and the line of a request to open one; None where it says neither."""
        try:
            size = int(self.headers.get("Content-Length", "0"))
            asked = json.loads(self.rfile.read(size)) if 0 < size <= MOST_ASKED else {}
            return str(asked["file"]), max(1, int(asked["line"]))
        except (ValueError, OverflowError, TypeError, LookupError):
            return None

    def _tell(self, status: HTTPStatus, told: str) -> None:
        self._send(status, json.dumps({"told": told}).encode(), "application/json")

    def _refuse_host(self) -> None:
        told = text("wrong_host", self.server.news.language, address=self.server.address)
        self._send(HTTPStatus.MISDIRECTED_REQUEST, told.encode(), "text/plain; charset=utf-8")

    @cached_property
    def _query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.path).query)

    def _send_page(self) -> None:
        news = self.server.news
        state = news.state  # once: the page and its stamp must be of the same version
        found = files.find(self.server.output, self.path)
        first = files.name_of(self.path)
        if state.first and first not in {*state.first, TOLD_AFTERWARDS} and files.content_type(Path(first)) != HTML:
            # A page that was shown first may be asking for it.
            self.server.handed_out[self.path] = self.server.mark_of(self.path)
        if not state.ready:
            page = pages.waiting(state, news.language, self.server.token)
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, page, HTML)
        elif first in state.first:
            self._send_of(HTTPStatus.OK, first, state.first[first], state, state.first_stamp)
        elif found.moved_to:
            self._send(HTTPStatus.FOUND, b"", HTML, location=found.moved_to)
        elif found.path:
            self._send_file(state, HTTPStatus.OK, found.path)
        else:
            self._send_missing(state)

    def _send_missing(self, state: State) -> None:
        own = files.find(self.server.output, "/404.html").path
        if own:
            self._send_file(state, HTTPStatus.NOT_FOUND, own)
            return
        page = pages.missing(unquote(self.path), state, self.server.news.language, self.server.token)
        self._send(HTTPStatus.NOT_FOUND, page, HTML)

    def _send_file(self, state: State, status: HTTPStatus, path: Path) -> None:
        try:
            body = path.read_bytes()
        except OSError:  # a build took it away just now; the next event loads the page again
            status, body = HTTPStatus.NOT_FOUND, b""
        self._send_of(status, path.relative_to(self.server.output.resolve()).as_posix(), body, state, state.stamp)

    def _send_of(self, status: HTTPStatus, path: str, body: bytes, state: State, stamp: str) -> None:
        """Send a file of the site, a page with what the preview adds."""
        kind = files.content_type(Path(path))
        if kind == HTML:
            added = pages.Added(stamp, self.server.token, state.bars.get(path, {}))
            body = pages.with_script(body, added)
        self._send(status, body, kind)

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
        asked = {name: values[0] for name, values in self._query.items()}
        page = files.name_of(asked.get("page", "/"))
        with self.server.news.looking(page):
            self._follow(page, asked.get("stamp", ""))

    def _follow(self, page: str, shown: str) -> None:
        news = self.server.news
        self.wfile.write(b"retry: 1000\n\n")
        seen: State | None = None
        while not news.closed:
            state = news.wait(seen, HEARTBEAT_SECONDS)
            if state is seen:
                self.wfile.write(b": still here\n\n")
            else:
                seen = state
                self.wfile.write(event("problems", summary(state, news.language)))
                if state.stamp_of(page) != shown:
                    self.wfile.write(event("reload", state.stamp_of(page)))
            self.wfile.flush()


def listen(port: str, preview: Preview, news: News) -> tuple[Server, str]:
    """Return a server on the port asked for, else on the usual one or the next free; and what to tell of it.

    Raises PortError where there is none, with the mend.
    """
    language = news.language
    if port:
        try:
            return Server(int(port), preview, news), ""
        except (ValueError, OverflowError, PermissionError) as error:
            raise PortError(text("port_refused", language, port=port)) from error
        except OSError as error:
            raise PortError(text("port_in_use", language, port=port)) from error
    for number in range(USUAL_PORT, LAST_PORT + 1):
        try:
            server = Server(number, preview, news)
        except OSError:
            continue
        note = text("moved", language, taken=USUAL_PORT, port=number)
        return server, note if number != USUAL_PORT else ""
    raise PortError(text("no_port", language, first=USUAL_PORT, last=LAST_PORT))
