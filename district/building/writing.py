"""A prepared site to a written folder.

Refuses to change the folder before everything is rendered and every link leads somewhere.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from district.building.offline import LIST, offline
from district.building.pages import put_pages
from district.building.request import Prepared, Report, Request
from district.building.trouble import unwritten
from district.cache import prune
from district.checks.files import is_document, used_files
from district.checks.output import Links
from district.exports import contents
from district.kinds.values import FileName
from district.output import BusyError, ForeignFolderError, Output, writing
from district.pictures.documents import inspect
from district.pictures.vector import UnfitError
from district.press import PrintError
from district.problems import Place, Problem, in_order
from district.progress import each
from district.search import FOLDER as SEARCH
from district.search import SearchError, Words
from district.site import Site
from district.stages import counted, stage

# How many bytes each cache may hold: what has not been asked for the longest goes.
MB = 1024 * 1024
CACHES = {
    "pictures": 4096 * MB,
    "social": 512 * MB,
    "print": 512 * MB,
    "compressed": 256 * MB,
    "search": 64 * MB,
    "fonts": 16 * MB,
    "guide": 4 * MB,
    "bundles": 16 * MB,
    "signs": 32 * MB,
    "strings": 16 * MB,
    "npm": 64 * MB,
    "templates": 64 * MB,
    "nodes": 256 * MB,
    "texts": 512 * MB,
    "exports": 256 * MB,
    "looks": 512 * MB,
}


def build_site(request: Request, prepared: Prepared) -> tuple[Report | None, tuple[Problem, ...]]:
    """Renders and writes what was prepared; no report, and an untouched folder, when that fails."""
    place = Place(request.output.name)
    try:
        with writing(request.output, request.cache):
            output = Output(request.output)
            try:
                return _build(request, prepared, output)
            finally:
                output.drop()
    except ForeignFolderError:
        return None, (Problem("B108", place, {"value": str(request.output)}),)
    except BusyError:
        return None, (Problem("B141", place, {"value": str(request.output)}),)
    except PrintError as error:
        return None, (_print_problem(request, error),)
    except OSError as error:
        return None, (unwritten(request, error),)


def _build(request: Request, prepared: Prepared, output: Output) -> tuple[Report | None, tuple[Problem, ...]]:
    site = prepared.site
    assert site is not None
    links, words = Links(site.path), Words()
    readers = (links, words) if _is_searched(request, site, output) else (links,)
    problems = _derive_pictures(site) or [
        *_draw_cards(site),
        *put_pages(request, prepared, output, readers, lambda: _put_files(site, output)),
        *_put_documents(site, output),
    ]
    if not problems:
        for path, content in prepared.desk.items():
            output.put(path, content)
        problems = [*_put_search(request, words, output), *_broken(links, output)]
        output.put(LIST, offline(site, output.hashes, output.sizes))
        if request.publish:
            _put_hosting(request, site, output, desk=bool(prepared.desk))
        output.put("build.json", _build_json(request, site, output))
    if problems:
        return None, tuple(in_order(problems))
    with stage("writing"):
        counted("written", len(output.changed))
        counted("unchanged", len(output.hashes) - len(output.changed))
        gone = output.finish()
        _prune(request.cache)
    plan = site.plan
    return Report(len(plan.pages), len(plan.languages), len(output.changed), len(gone), _left_out(site)), ()


def _prune(cache: Path) -> None:
    """Keeps the caches small: those that something was laid into since this was last done."""
    stamp = cache / "pruned"
    since = stamp.stat().st_mtime_ns if stamp.is_file() else 0
    for name, most in CACHES.items():
        folder = cache / name
        if folder.is_dir() and folder.stat().st_mtime_ns >= since:
            prune(folder, most)
    stamp.touch()


def _put_hosting(request: Request, site: Site, output: Output, *, desk: bool) -> None:
    """What hosts need besides the site: their rules, and the compressed twins of text files."""
    from district.hosting import rule_files, rules, twins

    https = site.base.startswith("https://")
    for path, content in rule_files(rules(site.plan, site.path, https=https, desk=desk)):
        output.put(path, content)
    with stage("compressing"):
        for path, content in twins(output, request.cache / "compressed"):
            output.put(path, content)


def _draw_cards(site: Site) -> list[Problem]:
    with stage("cards"):
        return site.social.draw()


def _put_files(site: Site, output: Output) -> None:
    with stage("exports"):
        number = 0
        for number, (path, content) in enumerate(_files(site), 1):  # noqa: B007 - counted below
            output.put(path, content)
        counted("exports", number)
        site.kept.save()


def _broken(links: Links, output: Output) -> list[Problem]:
    with stage("checking"):
        return list(links.broken(output.hashes))


def _print_problem(request: Request, error: PrintError) -> Problem:
    """Which print template the press could not set."""
    place = Place(f"{request.theme.name}/print/{error.template}.typ")
    return Problem("B110", place, {"value": f"{error}"})


def _is_searched(request: Request, site: Site, output: Output) -> bool:
    """Whether the index of the search is to be made: not without its page, nor in a quick build that has one."""
    return bool(site.district.section("search")) and not (request.quick and output.keep(f"{SEARCH}/"))


def _put_search(request: Request, words: Words, output: Output) -> Iterator[Problem]:
    """Puts the index of the search page; B140 where Pagefind does not make it."""
    try:
        with stage("search"):
            (index,) = each("search", (words.index(cache) for cache in [request.cache / "search"]), 1)
        for path, content in index.items():
            output.put(path, content)
    except SearchError as error:
        yield Problem("B140", Place(SEARCH), {"value": str(error)})


def _derive_pictures(site: Site) -> list[Problem]:
    """Derives every picture that a page may show; a problem for each that its decoder cannot read to the end."""
    places = {
        entry.files[value]: entry.document.place(path)
        for entry in site.district.entries.values()
        for path, value in entry.document.leaves
        if isinstance(value, FileName) and not is_document(value)
    }
    with stage("pictures"):
        unfit = site.pictures.derive(places)
    return [Problem(error.code, places[path], {"value": path.name, **error.details}) for path, error in unfit.items()]


def _put_documents(site: Site, output: Output) -> Iterator[Problem]:
    """Puts the documents, looked through once more: a file may have changed since the checks read it."""
    for entry in site.district.entries.values():
        for name in sorted(filter(is_document, used_files(entry))):
            content = entry.files[name].read_bytes()
            try:
                inspect(content)
            except UnfitError as error:
                folder = entry.document.source.path.rpartition("/")[0]
                yield Problem(error.code, Place(f"{folder}/{name}"), {"value": name, **error.details})
            else:
                output.put(site.document_address(entry, name), content)


def _files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Everything that is no page and no document: style, scripts, pictures, the guide's too, social cards, exports."""
    yield from site.assets.contents.items()
    for address, path in sorted({**site.pictures.files(), **site.guide.pictures}.items()):
        yield address, path.read_bytes()
    yield from site.social.files()
    yield from contents(site)


def _left_out(site: Site) -> Mapping[str, int]:
    return {why: len(entries) for why, entries in sorted(site.district.left_out.items())}


def _build_json(request: Request, site: Site, output: Output) -> bytes:
    """When, from what and for which address the site was built, how large it is, when it next changes by itself.

    Files and bytes are all but this file's own.
    """
    change = site.district.next_change()
    record = {
        "built": site.district.now.isoformat(timespec="seconds"),
        "commit": _commit(request.content),
        "address": None if site.preview else site.base,
        "pages": len(site.plan.pages),
        "files": len(output.hashes),
        "bytes": sum(output.sizes.values()),
        "languages": list(site.plan.languages),
        "left_out": _left_out(site),
        "next_change": change.isoformat(timespec="seconds") if change else None,
    }
    return (json.dumps(record, indent=2) + "\n").encode()


def _commit(folder: Path) -> str | None:
    """The commit that the content's working tree stands at, or None outside of git."""
    command = ["git", "-C", str(folder), "rev-parse", "HEAD"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return said.stdout.strip() or None
