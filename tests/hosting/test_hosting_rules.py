"""One source of rules, in the words of every server; twins that hold the same; nothing to be run inline."""

from __future__ import annotations

import gzip
import html
import re
from pathlib import Path

import brotli
import html5lib
import pytest

from district.hosting import is_fingerprinted, twins
from district.output import Output
from district.policy import header_policy, page_policy
from tests.site.built import Built

# Data, which no browser runs.
DATA = ("application/ld+json", "application/json")
RULES = (".htaccess", ".hosting/nginx.conf", ".hosting/Caddyfile", "_headers", "_redirects")


@pytest.mark.parametrize("name", RULES)
def test_every_sort_of_host_is_told_in_what_is_published_and_no_preview(name: str, full: Built, preview: Built) -> None:
    assert name in full.sheets.files
    assert name not in preview.sheets.files


@pytest.mark.parametrize("name", [".htaccess", ".hosting/nginx.conf", ".hosting/Caddyfile", "_redirects"])
def test_every_old_address_stands_in_the_rules(name: str, full: Built) -> None:
    said = (full.folder / name).read_text(encoding="utf-8").replace("\\", "")
    assert full.plan.redirects
    for one in full.plan.redirects:
        assert one.address.lstrip("/") in said
        assert f"/sub/path/{one.page.address}" in said


@pytest.mark.parametrize("name", [".htaccess", ".hosting/nginx.conf", ".hosting/Caddyfile", "_headers"])
def test_the_policy_is_strict_everywhere_and_the_same(name: str, full: Built) -> None:
    said = (full.folder / name).read_text(encoding="utf-8")
    assert header_policy(search=True, https=True) in said
    assert "'unsafe-" not in said
    assert "immutable" in said


def test_everything_in_the_folder_of_assets_carries_its_fingerprint(full: Built, bare: Built) -> None:
    for site in (full, bare):
        assets = [path for path in site.sheets.files if path.startswith("assets/")]
        assert assets
        assert [path for path in assets if not is_fingerprinted(path)] == [], "_headers keeps them for a year"
        others = [path for path in site.sheets.files if not path.startswith("assets/")]
        assert {path.split("/")[0] for path in others if is_fingerprinted(path)} <= {"pagefind"}


@pytest.mark.parametrize(
    ("path", "is_so"),
    [
        ("assets/site.5dc74974e9a4.css", True),
        ("assets/site.5dc74974e9a4.css.br", True),
        ("assets/pictures/sala-b38afe920ac95983-480.jpg", True),
        ("pagefind/fragment/it_1a2b3c4.pf_fragment", True),
        ("assets/site.css", False),
        ("documents/scheda-202611231000.pdf", False),
        ("pagefind/pagefind.js", False),
    ],
)
def test_a_fingerprint_is_told_by_the_name(path: str, is_so: bool) -> None:
    assert is_fingerprinted(path) == is_so


def test_twins_hold_what_they_are_twins_of(full: Built) -> None:
    packed = [path for path in full.sheets.files if path.endswith((".br", ".gz"))]
    assert len(packed) > 100
    for path in packed:
        whole = (full.folder / path[:-3]).read_bytes()
        content = (full.folder / path).read_bytes()
        assert (brotli.decompress(content) if path.endswith(".br") else gzip.decompress(content)) == whole
        assert len(content) < len(whole)


def test_twins_are_the_same_bytes_each_time_and_small_files_have_none(full: Built, tmp_path: Path) -> None:
    page = (full.folder / "index.html").read_bytes()
    files = {"index.html": page, "small.txt": b"a" * 900, "build.json": b" " * 5000, "photo.jpg": b" " * 5000}
    output = Output(tmp_path / "site")
    for path, content in files.items():
        output.put(path, content)
    first, second = (dict(twins(output, tmp_path / cache)) for cache in ("one", "other"))
    assert first == second == dict(twins(output, tmp_path / "one"))
    assert sorted(first) == ["index.html.br", "index.html.gz"]


def test_the_published_pages_hold_nothing_that_the_policy_would_not_let_run(full: Built, bare: Built) -> None:
    for site in (full, bare):
        for path in (path for path in site.sheets.files if path.endswith(".html")):
            document = html5lib.parse((site.folder / path).read_text(encoding="utf-8"), namespaceHTMLElements=False)
            for node in document.iter():
                assert not [name for name in node.attrib if name == "style" or name.startswith("on")], path
                assert node.tag != "style", path
                assert node.tag != "script" or "src" in node.attrib or node.get("type") in DATA, path


def test_each_page_carries_its_policy_and_only_the_search_may_compile_webassembly(full: Built) -> None:
    for page in full.plan.pages:
        head = (full.folder / page.path).read_text(encoding="utf-8").partition("</head>")[0]
        policy = html.unescape(re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', head)[0])
        assert policy == page_policy(page.template)
        assert ("'wasm-unsafe-eval'" in policy) == (page.template == "search")
        assert re.findall(r"'unsafe-\w+'", policy) == []
        assert head.index("Content-Security-Policy") < head.index("<link")


def test_an_insecure_address_is_never_asked_for_on_a_secure_host() -> None:
    assert "upgrade-insecure-requests" in header_policy(search=False, https=True)
    assert "upgrade-insecure-requests" not in header_policy(search=False, https=False)
    assert "'wasm-unsafe-eval'" not in header_policy(search=False, https=True)
