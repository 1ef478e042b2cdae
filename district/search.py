"""The index that the search page asks: Pagefind's, made from the words of all pages, one for each language.

Refuses what stands outside of a page's `data-pagefind-body`: menu and footer are no finds. A page is indexed in the
language that it is shown in, a borrowed one too: its readers look for names and for words of their own language, and
the text's own page stands in the other language's index. Source: https://pagefind.app/docs/
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import os
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePath

from selectolax.lexbor import LexborHTMLParser

from district.cache import Cache, by, key_of
from district.pagefind import Pagefind, SearchError

__all__ = ["FOLDER", "SearchError", "Words"]

# Where the index stands in the site. Not below the assets: its first files keep their names when they change.
FOLDER = "pagefind"
BODY = "main[data-pagefind-body]"
# Pagefind finds what follows an elision (dell'arte) only behind a plain one; the page's script sets them in type.
APOSTROPHES = ("’", "'")
# What the page's own script needs of all that Pagefind writes, besides what goes by a hash.
ENTRY, SCRIPT = "pagefind-entry.json", "pagefind.js"
# Part of every cache key.
RECIPE = "3"
# A find: JSON behind a mark, compressed.
FRAGMENT, MARK = ".pf_fragment", b"pagefind_dcd"


class Words:
    """What all pages of a build say, gathered page by page."""

    def __init__(self) -> None:
        # Of each language, what its pages say by their paths.
        self.pages: dict[str, dict[str, str]] = {}

    def look(self, tree: LexborHTMLParser) -> tuple[str, str]:
        """The language of a page and what it says, as a page of its own; nothing where it is not to be found."""
        body = tree.css_first(BODY)
        root = tree.root
        if body is None or root is None:
            return "", ""
        language = root.attributes.get("lang") or ""
        said = str(body.html).replace(*APOSTROPHES)
        return language, f'<!doctype html><html lang="{language}"><title></title><body>{said}</body></html>'

    def gather(self, path: str, looked: tuple[str, str]) -> None:
        """Takes in what a page says that was rendered for a path."""
        language, said = looked
        if said:
            self.pages.setdefault(language, {})[path] = said

    def anew(self) -> Words:
        """The same for other pages."""
        return Words()

    def take(self, others: Words) -> None:
        """Takes in what was gathered of other pages."""
        for language, pages in others.pages.items():
            self.pages.setdefault(language, {}).update(pages)

    def index(self, cache: Path) -> dict[str, bytes]:
        """The index's files by their paths in the site, as made before where the words are the same; SearchError.

        Each language is indexed by itself, several at a time: a change in one leaves the others as they are.
        """
        if not self.pages:
            return {}
        kept = Cache(cache, f"{RECIPE} {by('pagefind_bin')}")

        def pack(pages: Mapping[str, str]) -> bytes:
            key = key_of(*(part for page in sorted(pages.items()) for part in page))
            return kept.made(key, lambda: _packed(_made(pages)))

        with ThreadPoolExecutor(max_workers=min(len(self.pages), os.cpu_count() or 1)) as pool:
            found = [_unpacked(raw) for raw in pool.map(pack, (self.pages[code] for code in sorted(self.pages)))]
        files = {name: content for one in found for name, content in one.items()}
        entries = [json.loads(one[ENTRY]) for one in found]
        languages = {code: told for one in entries for code, told in one["languages"].items()}
        # Pagefind lists the languages in no order.
        files[ENTRY] = json.dumps({**entries[0], "languages": languages}, sort_keys=True).encode()
        return {f"{FOLDER}/{name}": files[name] for name in sorted(files)}


def _made(pages: Mapping[str, str]) -> dict[str, bytes]:
    """The files that Pagefind makes from pages of one language, those that the search page asks for."""
    with Pagefind() as pagefind:
        index = pagefind.ask("NewIndex", config={})["index_id"]
        # Numbered as they come: the folder of a disk would give them in an order of its own.
        for path, html in sorted(pages.items()):
            pagefind.ask("AddFile", index_id=index, file_path=path, url=None, file_contents=html)
        made = pagefind.ask("GetFiles", index_id=index)["files"]
    files = {file["path"]: base64.b64decode(file["content"]) for file in made}
    entry = json.loads(files[ENTRY])
    wanted = {ENTRY, SCRIPT, *(f"wasm.{one['wasm'] or 'unknown'}.pagefind" for one in entry["languages"].values())}
    kept = {name: files[name] for name in sorted(files) if name in wanted or "/" in name or name.endswith(".pf_meta")}
    return {**kept, **_kinds(kept)}


def _kinds(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Of each language, the finds of each kind by their ids: what Pagefind's filters would give in no order."""
    languages: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name, content in files.items():
        path = PurePath(name)
        if path.suffix == FRAGMENT:
            find = json.loads(gzip.decompress(content).removeprefix(MARK))
            languages[path.stem.partition("_")[0]][find["meta"].get("kind", "")].append(path.stem)
    return {f"kinds.{code}.json": json.dumps(kinds, sort_keys=True).encode() for code, kinds in languages.items()}


def _packed(files: Mapping[str, bytes]) -> bytes:
    """The files of an index as one."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as pack:
        for name, content in files.items():
            pack.writestr(name, content)
    return whole.getvalue()


def _unpacked(raw: bytes) -> dict[str, bytes]:
    """The files of what `_packed` made."""
    with zipfile.ZipFile(io.BytesIO(raw)) as files:
        return {name: files.read(name) for name in files.namelist()}
