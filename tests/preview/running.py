"""A running preview for the tests, and what a browser would ask of it."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator, Mapping
from typing import Any

from district.preview.news import State
from district.preview.preview import Preview
from district.preview.run import Session
from tests.preview import project
from tests.preview.project import wait_until


class Running:
    """A session on a free port with its server in a thread, and what a browser would do with it."""

    def __init__(self, preview: Preview) -> None:
        """Start serving and building."""
        self.preview = preview
        self.said: list[str] = []
        self.session = Session(preview, "0", self.said.append)
        self.thread = threading.Thread(target=self.session.run)
        self.thread.start()
        self.connections: list[http.client.HTTPConnection] = []

    def get(
        self, target: str, method: str = "GET", body: str = "", headers: Mapping[str, str] | None = None
    ) -> http.client.HTTPResponse:
        port = self.session.server.server_port
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.connections.append(connection)
        connection.request(method, target, body or None, dict(headers or {}))
        return connection.getresponse()

    def text(self, target: str) -> str:
        return self.get(target).read().decode()

    def built(self, number: int) -> State:
        """Wait for at least so many finished builds and return the state."""
        wait_until(lambda: self.session.news.state.number >= number)
        return self.session.news.state

    def write(self, text: str) -> None:
        project.write(self.preview.content / "page.txt", text)

    def stop(self) -> None:
        self.session.server.shutdown()
        self.thread.join()
        self.session.close()
        for connection in self.connections:
            connection.close()


def events(response: http.client.HTTPResponse) -> Iterator[tuple[str, Any]]:
    """Yield events as they come."""
    name = ""
    for line in response:
        field, _, value = line.decode().rstrip("\n").partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            yield name, json.loads(value)


def stamp(page: str) -> str:
    return page.partition('data-stamp="')[2].partition('"')[0]
