"""GitHub as Sveltia asks it, without the network: one repository of files, with one branch.

It refuses to be a GitHub: it answers the questions that Sveltia asks, and notes those that it does not know.
https://docs.github.com/en/graphql/reference/mutations#createcommitonbranch
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Route

API = "https://api.github.com"
LOGIN, BRANCH = "rosa", "main"
PERSON = {"name": "Rosa Bianchi", "email": "rosa@example.it", "user": {"id": 1, "login": LOGIN}}
# At a third host, which the desk must not ask.
AVATAR = "https://avatars.githubusercontent.com/u/1"
MOMENT = "2026-11-23T09:00:00Z"
EVERY_SITE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Allow-Methods": "*",
}


def name_of(content: bytes) -> str:
    """The name that git gives a file's content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


@dataclass
class GitHub:
    """A repository's files by their paths, the commits that were made, and the questions that were not understood."""

    files: dict[str, bytes]
    messages: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)

    def answer(self, route: Route) -> None:
        """Answer a request of the page."""
        request = route.request
        if request.method == "OPTIONS":
            route.fulfill(status=204, headers=EVERY_SITE)
            return
        self.tokens.add(request.headers.get("authorization", ""))
        status, body = self._answered(urlsplit(request.url).path, request.post_data or "")
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
        route.fulfill(status=status, headers={**EVERY_SITE, "Content-Type": kind}, body=raw)

    def _answered(self, path: str, asked: str) -> tuple[int, Any]:
        if path == "/user":
            return 200, {"id": 1, "login": LOGIN, "name": PERSON["name"], "avatar_url": AVATAR}
        if path == "/graphql":
            said = json.loads(asked)
            return 200, {"data": self._asked(said["query"], said.get("variables", {}))}
        if path.endswith(f"/collaborators/{LOGIN}"):
            return 204, b""
        if "/git/trees/" in path:
            blobs = [
                {"type": "blob", "path": path, "sha": name_of(content), "size": len(content)}
                for path, content in sorted(self.files.items())
            ]
            return 200, {"tree": blobs, "truncated": False}
        if "/git/blobs/" in path:
            return 200, self._blob(path.rpartition("/")[2])
        self.unknown.append(path)
        return 404, {}

    def _asked(self, query: str, variables: dict[str, Any]) -> dict[str, Any]:
        if "createCommitOnBranch" in query:
            return {"createCommitOnBranch": {"commit": self._commit(query, variables["input"])}}
        if "defaultBranchRef" in query:
            return {"repository": {"defaultBranchRef": {"name": BRANCH}}}
        node = {"oid": self._head(), "message": "", "author": PERSON, "committedDate": MOMENT}
        ref = {"target": {"oid": self._head(), "history": {"nodes": [node]}}}
        found: dict[str, Any] = {"ref": ref}
        for alias, name in re.findall(r'(\w+): object\(oid: "(\w+)"\)', query):
            found[alias] = {"text": self._blob(name).decode("utf-8", "replace"), "isTruncated": False}
        for alias in re.findall(r"(\w+):\s+ref\(", query):
            found[alias] = ref
        return {"repository": found}

    def _commit(self, query: str, given: dict[str, Any]) -> dict[str, Any]:
        assert given["branch"]["branchName"] == BRANCH
        assert given["expectedHeadOid"] == self._head(), "two commits from one state"
        for one in given["fileChanges"]["deletions"]:
            del self.files[one["path"]]
        for one in given["fileChanges"]["additions"]:
            self.files[one["path"]] = base64.b64decode(one["contents"])
        self.messages.append(given["message"]["headline"])
        named = re.findall(r'(\w+): file\(path: ("[^"]*")\)', query)
        files = {alias: {"oid": name_of(self.files[json.loads(path)])} for alias, path in named}
        return {"oid": self._head(), "committedDate": MOMENT, **files}

    def _head(self) -> str:
        return f"{len(self.messages):040x}"

    def _blob(self, name: str) -> bytes:
        return next(content for content in self.files.values() if name_of(content) == name)
