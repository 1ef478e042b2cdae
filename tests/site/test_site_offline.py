"""What a reader may keep: the list says what is there, and each kept page finds what it needs in it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from tests.site.built import Built, contents


def listed(site: Built) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site.folder / "offline.json").read_text(encoding="utf-8"))
    return found


def file_of(address: str) -> str:
    return f"{address}index.html" if address.endswith("/") or not address else address


def test_the_list_tells_content_and_size_of_what_is_there(site: Built) -> None:
    files = contents(site.folder)
    for address, (short, size) in listed(site)["files"].items():
        content = files[file_of(address)]
        assert (hashlib.sha256(content).hexdigest()[:12], len(content)) == (short, size), address


def test_home_directory_and_every_company_are_kept_in_each_language(site: Built) -> None:
    pages = listed(site)["pages"]
    assert list(pages) == list(site.plan.languages)
    for code in site.plan.languages:
        members = [site.plan.page(entry.key, code) for entry in site.district.of("members")]
        sections = [site.plan.page(f"sections/{key}", code) for key in ("home", "members", "shortlist")]
        said = site.plan.file("shortlist/companies", code)
        assert set(pages[code]) == {one.address for one in (*sections, *members, said) if one}


def test_every_page_with_the_button_is_on_the_list_and_every_kept_page_finds_its_style_and_scripts(site: Built) -> None:
    record = listed(site)
    offering = {page.path for page in site.plan.pages if page.listed and site.sheets[page.path].all("#offline")}
    assert offering <= {file_of(address) for address in record["files"]}
    assert {path for path in offering if path.startswith(("eventi/", "imprese/"))} or not site.district.members
    for path in (file_of(address) for address in record["files"] if address.endswith("/") or not address):
        sheet = site.sheets[path]
        needed = [link.value for link in sheet.links if link.element in {"link", "script", "use", "img"}]
        assets = {site.sheets.path(way, path) for way in needed if "assets/" in way and "assets/pictures/" not in way}
        assert assets <= set(record["shared"]), path


def test_the_worker_stands_at_the_root_under_its_own_name(site: Built) -> None:
    assert "sw.js" in site.sheets.files
    for path, sheet in site.sheets.pages.items():
        for way in sheet.values("[data-worker]", "data-worker"):
            assert site.sheets.path(way, path) == "sw.js"
