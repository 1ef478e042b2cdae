"""The desk in the browser is part of a build that asks for it, and of a published site whose settings want it."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from district.admin import PackageError, sveltia
from district.building import Request
from district.hosting import rules
from district.policy import header_policy, page_policy
from district.preview.pages import with_script
from tests.site import built
from tests.site.built import ADDRESS, SITES, Built, codes

STUB = {"sveltia@0/dist/sveltia-cms.js": b"// Sveltia"}
SETTINGS = "desk: {{service: github, repository: forma/sito, published: {published}}}\n"


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The packages without npm: what they hold is asked for in tests/admin."""
    monkeypatch.setattr(sveltia, "files", lambda _: STUB)


@pytest.fixture
def small(tmp_path: Path, cache: Path) -> Request:
    content = built.copied(SITES / "minimal", tmp_path / "content")
    return built.request(content, tmp_path / "site", cache, desk=True)


def test_no_ordinary_site_has_the_desk(site: Built) -> None:
    assert not (site.folder / "admin").exists()
    assert not site.request.desk


@pytest.mark.usefixtures("packages")
def test_a_build_that_asks_for_it_has_the_desk_and_is_else_the_same(small: Request, tmp_path: Path) -> None:
    with_desk = built.build(small)
    plain = built.build(replace(small, desk=False, output=tmp_path / "plain"))
    found, usual = built.contents(with_desk.folder), built.contents(plain.folder)
    assert {path for path in found if path not in usual} == {
        *(f"admin/{name}" for name in ("index.html", "config.json", "reading.json", "desk.js", "format.js")),
        *(f"admin/{path}" for path in STUB),
    }
    differing = {path for path in usual if usual[path] != found[path]}
    assert differing == {".manifest.json", "build.json"}
    assert json.loads(found["admin/config.json"])["backend"]["name"] == "github"


@pytest.mark.usefixtures("packages")
def test_the_page_of_the_desk_has_a_policy_of_its_own_and_is_in_no_index(small: Request) -> None:
    page = built.prepared(small).desk["admin/index.html"].decode()
    policy = html.unescape(re.findall(r'Content-Security-Policy" content="([^"]+)"', page)[0])
    assert policy != page_policy("")
    assert page.index("Content-Security-Policy") < page.index("<script")
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert '<html lang="it"' in page
    assert with_script(page.encode(), "1") == page.encode()  # a preview does not load it again under the editor's hands


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize("published", [True, False])
def test_the_settings_say_whether_a_published_site_has_the_desk(*, published: bool, small: Request) -> None:
    settings = small.content / "site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + SETTINGS.format(published=str(published).lower()))
    wanted = replace(small, desk=False, publish=True, siteurl=ADDRESS)
    assert bool(built.prepared(wanted).desk) == published
    assert not built.prepared(replace(wanted, publish=False)).desk


def test_a_package_that_cannot_be_had_stops_the_build_in_words(small: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: Path) -> dict[str, bytes]:
        raise PackageError("B150", value="@sveltia/cms")

    monkeypatch.setattr(sveltia, "files", missing)
    report, problems = built.attempt(small)
    assert report is None
    assert "B150" in codes(problems)
    assert not small.output.exists()


def test_a_host_leaves_it_to_the_pages_what_they_load_where_the_desk_is_published(full: Built) -> None:
    told = rules(full.plan, "/", https=True, desk=True).headers
    assert told["Content-Security-Policy"] == "frame-ancestors 'none'; upgrade-insecure-requests"
    assert told["Cross-Origin-Opener-Policy"] == "same-origin-allow-popups"
    assert "script-src" in header_policy(search=False, https=True)


def test_no_page_may_stand_where_the_desk_does(small: Request) -> None:
    built.copied(small.content / "pages" / "chi-siamo", small.content / "pages" / "admin")
    assert codes(problem for problem in built.prepared(small).problems if problem.is_error) == ["A101"]
