"""Whatever kind an entry is of, its pictures and documents stand on its page."""

from __future__ import annotations

import shutil
from pathlib import Path

from district.kinds import KINDS
from tests.content import SITES, lay
from tests.site.built import build, request

AURORA = SITES / "full" / "members" / "calzaturificio-aurora"
BROUGHT = """
pictures:
  - file: reparto.jpg
    alt: {it: Un reparto., en: A workshop.}
    credit: Prova
documents:
  - file: listino.pdf
    title: {it: Una scheda, en: A sheet}
"""


def test_every_kind_shows_the_pictures_and_documents_of_its_entries(tmp_path: Path, cache: Path) -> None:
    content = lay(tmp_path, "full")
    brought: list[str] = []
    for kind in sorted(set(KINDS) - {"sections", "members"}):
        for folder in sorted((content / kind).iterdir()):
            facts = (folder / "facts.yaml").read_text(encoding="utf-8")
            plain = not any(word in facts for word in ("pictures:", "documents:", "draft:", "publish_on:"))
            if plain and (folder / "text.it.md").is_file():
                shutil.copy(AURORA / "reparto.jpg", folder)
                shutil.copy(AURORA / "listino.pdf", folder)
                (folder / "facts.yaml").write_text(facts + BROUGHT, encoding="utf-8")
                brought.append(f"{kind}/{folder.name}")
                break
    site = build(request(content, tmp_path / "output", cache))
    assert {key.split("/")[0] for key in brought} == set(KINDS) - {"sections", "members"}
    for key in brought:
        for language in site.plan.languages:
            page = site.plan.page(key, language)
            assert page is not None, key
            html = (site.folder / page.path).read_text(encoding="utf-8")
            assert "assets/pictures/reparto-" in html, page.path
            assert f"documents/{key}/listino.pdf" in html, page.path
