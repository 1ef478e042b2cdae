"""Pagefind, a program of its own, asked as a service.

Refuses to lay anything on a disk, and to know what is asked: the search does.
"""

from __future__ import annotations

import base64
import json
import subprocess
from subprocess import PIPE
from typing import Any, Self


class SearchError(Exception):
    """Pagefind is not there, or did not do its work; the text says what it said."""


class Pagefind:
    """Pagefind at work, within a `with`, asked as its own packages for Node.js and Python ask it.

    A question and an answer are JSON in Base64 with a comma behind.
    Source: https://github.com/Pagefind/pagefind/tree/main/pagefind/src/service
    """

    END = b","
    # How many bytes of an answer are taken at once.
    MUCH = 1 << 20

    def __enter__(self) -> Self:
        """Starts it; SearchError where it is not there."""
        try:
            from pagefind_bin import get_executable

            command = [str(get_executable()), "--service"]
            self._running = subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE)
        except (ImportError, OSError) as error:
            raise SearchError(str(error)) from error
        return self

    def __exit__(self, *_error: object) -> None:
        """Ends it, whatever it is at: nobody will ask any more."""
        self._running.kill()
        self._running.communicate()

    def ask(self, what: str, **more: object) -> dict[str, Any]:
        """Its answer to a question; SearchError where it has none."""
        said = json.dumps({"message_id": 0, "payload": {"type": what, **more}}).encode()
        answer = self._answer(base64.b64encode(said) + self.END)
        if not answer.endswith(self.END):
            raise SearchError(self._last_words(answer))
        found: dict[str, Any] = json.loads(base64.b64decode(answer))["payload"]
        if found["type"] == "Error":
            raise SearchError(found["message"])
        return found

    def _answer(self, question: bytes) -> bytes:
        """What it says to a question, not to its end where it ends before."""
        asking, saying = self._running.stdin, self._running.stdout
        assert asking is not None
        assert saying is not None
        parts = [b""]
        try:
            asking.write(question)
            asking.flush()
        except BrokenPipeError:
            return b""
        while not parts[-1].endswith(self.END):
            if not (part := saying.read1(self.MUCH)):  # type: ignore[attr-defined] # it is buffered
                break
            parts.append(part)
        return b"".join(parts)

    def _last_words(self, said: bytes) -> str:
        """All that a program said that has ended, or how it ended."""
        more = self._running.communicate()
        every = b" ".join((said, *more)).decode(errors="replace")
        return " ".join(every.split()) or f"pagefind: {self._running.returncode}"
