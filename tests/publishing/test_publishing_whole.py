"""From the command to the site online: checked first, only what changed, read again, nothing when nothing is due."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from district.hosting import is_fingerprinted
from district.output import MANIFEST
from district.publishing import Wish, publish
from district.publishing.manifest import STATE
from district.publishing.rclone import RemoteHost
from tests.publishing.made import held
from tests.publishing.served import SECRETS, served
from tests.site import built
from tests.site.built import NOW, SITES, THEME, contents, times
from tests.site.serving import served as over_http

MEMBERS = 54


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Iterator[Path]:
    """A folder to stand in, with the pictures and fonts that other tests have made already."""
    folder = tmp_path_factory.mktemp("publishing")
    if cache.is_dir():
        shutil.copytree(cache, folder / ".cache", dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(RemoteHost, "settles", 0.0)
        for name, value in SECRETS.items():
            patch.setenv(name, value)
        yield folder


def district_of_54(folder: Path) -> Path:
    """The full site with so many real companies that they are 54."""
    content = built.copied(SITES / "full", folder)
    model = content / "members" / "orlatura-borea"
    there = sum("sample: true" not in path.read_text(encoding="utf-8") for path in content.glob("members/*/facts.yaml"))
    for number in range(MEMBERS - there):
        copy = shutil.copytree(model, content / "members" / f"orlatura-{number:02}")
        built.replaced(copy / "facts.yaml", "name: Orlatura Borea", f"name: Orlatura {number:02}")
    return content


@pytest.mark.long
def test_one_events_report_sends_its_pages_its_lists_and_feeds_and_no_more(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = district_of_54(place / "content-54")
    event = content / "events" / "assemblea-2026"
    reports = {path.name: path.read_bytes() for path in event.glob("report.*.md")}
    for name in reports:
        (event / name).unlink()
    with served("ftp", place / "ftp") as host:
        wish = Wish(
            to=host.address,
            content=content,
            theme=THEME,
            cache=place / ".cache",
            now=NOW,
            siteurl="https://127.0.0.1:9/nowhere",
            language="en",
        )
        said: list[str] = []
        assert publish(wish, said.append) == 0, said
        before = held(host.root)
        for name, report in reports.items():
            (event / name).write_bytes(report)
        said.clear()
        begun = time.monotonic()
        assert publish(wish, said.append) == 0, said
        seconds = time.monotonic() - begun
        told = next(line for line in said if line.startswith("Published"))
        folder = next((place / ".cache" / "publishing").glob("*/site"))
        online = held(host.root)
        site = contents(folder)
    # What carries a fingerprint stays for pages that are still open.
    former = {path: online.pop(path) for path in set(online) - set(site)}
    assert all(is_fingerprinted(path) and before[path] == content for path, content in former.items()), set(former)
    assert online == site
    found = re.search(r"(\d+) files sent \(([^)]+)\), (\d+) deleted", told)
    assert found
    with capsys.disabled():
        print(f"\none event's report, 54 members, FTP: {told} all in all {seconds:.1f} s")
    changed = {path for path in online if online[path] != before.get(path)}
    assert len(before) > 500
    assert 0 < int(found[1]) < 50
    assert len(changed - {MANIFEST}) == int(found[1])
    assert not [path for path in changed if re.match(r"(en/companies|imprese)/orlatura-\d", path)]
    assert "eventi/assemblea-2026/index.html" in changed


@pytest.fixture(scope="module")
def wish(place: Path) -> Wish:
    """A small site that is published into a folder."""
    content = built.copied(SITES / "minimal", place / "content")
    return Wish(
        to=f"folder:{place / 'www'}", content=content, theme=THEME, cache=place / ".cache", now=NOW, language="en"
    )


def test_a_publishing_is_read_again_at_the_sites_address(wish: Wish, place: Path) -> None:
    (place / "www").mkdir(exist_ok=True)
    with over_http(place / "www") as address:
        said: list[str] = []
        assert publish(replace(wish, siteurl=address), said.append) == 0, said
        assert any("all the same as were sent" in line for line in said), said
    other = built.written(place / "other" / "404.html", "another site").parent
    built.written(other / "index.html", "another site")
    with over_http(other) as address:
        said.clear()
        assert publish(replace(wish, siteurl=address), said.append) == 1
        assert any("not what was sent" in line for line in said)


def test_nothing_is_done_until_something_changes(wish: Wish, place: Path) -> None:
    wish = replace(wish, to=f"folder:{place / 'due'}", if_changed=True)
    said: list[str] = []
    assert publish(wish, said.append) == 0
    assert any(line.startswith("Published") for line in said)
    before = times(place / "due")
    said.clear()
    assert publish(wish, said.append) == 0
    assert said[0].startswith("Nothing to publish")
    assert len(said) == 1
    assert times(place / "due") == before
    text = wish.content / "pages" / "chi-siamo" / "text.it.md"
    text.write_text(text.read_text(encoding="utf-8") + "\nLa rete.\n", encoding="utf-8")
    said.clear()
    assert publish(wish, said.append) == 0
    assert any(line.startswith("Published") for line in said)


def test_a_build_with_errors_leaves_the_host_as_it_is(wish: Wish, place: Path) -> None:
    wish = replace(wish, to=f"folder:{place / 'errors'}")
    content = built.copied(wish.content, place / "wrong")
    (content / "site.yaml").write_text("colour: red\n" + (content / "site.yaml").read_text(encoding="utf-8"))
    said: list[str] = []
    assert publish(replace(wish, content=content), said.append) == 1
    assert "Nothing was published" in said[-1]
    assert not (place / "errors").exists()


def test_a_dry_run_lists_what_would_go_and_touches_nothing(wish: Wish, place: Path) -> None:
    said: list[str] = []
    assert publish(replace(wish, to=f"folder:{place / 'dry'}", dry_run=True), said.append) == 0
    listed = [line for line in said if line.startswith("+ ")]
    assert any(re.match(r"\+ index\.html  [\d.]+ kB", line) for line in listed)
    assert re.search(rf"{len(listed)} files would be sent", said[-1])
    assert not (place / "dry").exists()


def test_the_record_tells_what_was_published_when_and_how_large_it_is(wish: Wish, place: Path) -> None:
    root = place / "record"
    assert publish(replace(wish, to=f"folder:{root}"), [].append) == 0
    told = json.loads((root / "build.json").read_text(encoding="utf-8"))
    hashes = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
    sizes = [(root / path).stat().st_size for path in hashes if path != "build.json"]
    assert (told["files"], told["bytes"]) == (len(sizes), sum(sizes))
    assert told["address"] == "https://distretto.example"
    assert json.loads((root / STATE).read_text(encoding="utf-8"))["last"]["commit"] == told["commit"]


def test_what_cannot_be_understood_ends_with_2_and_one_line(wish: Wish) -> None:
    for to in ("nobody", "ftp://u:p@example.org/", ""):
        said: list[str] = []
        assert publish(replace(wish, to=to, root=wish.content), said.append) == 2
        assert len(said) == 1
