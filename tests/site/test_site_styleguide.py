"""The page that shows every component, in previews only."""

from __future__ import annotations

import re

import pytest

from tests.site.built import THEME, Built

TEMPLATES = THEME / "templates"
COMPONENTS = sorted(path.relative_to(TEMPLATES).as_posix() for path in (TEMPLATES / "components").rglob("*.html"))

# What the renderer puts into texts.
IN_TEXTS = "components/text-picture.html"


def imported(name: str) -> set[str]:
    return set(re.findall(r'from "(components/[^"]+)"', (TEMPLATES / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_component_is_shown(component: str) -> None:
    """By the styleguide itself, by the frame around it, or, a card or what stands in one, by the lists in it."""
    shown = imported("styleguide.html") | imported("base.html")
    within = {other for one in COMPONENTS if one in shown or "/cards/" in one for other in imported(one)}
    assert component in shown | within | {IN_TEXTS} or "/cards/" in component


def test_each_part_of_it_shows_something_in_each_language(preview: Built) -> None:
    pages = [page for page in preview.plan.pages if page.key == "styleguide"]
    assert [page.language for page in pages] == list(preview.plan.languages)
    for page in pages:
        parts = preview.sheets[page.path].all("main section.band")
        assert len(parts) > 25
        for part in parts:
            body = part.css_first(".band-body")
            assert body is not None
            assert body.text().strip() or body.css("svg, img"), part.html


def test_the_content_has_an_example_of_every_kind_and_of_what_they_show(preview: Built) -> None:
    page = next(page for page in preview.plan.pages if page.key == "styleguide")
    names = {part.text().strip() for part in preview.sheets[page.path].all(".band-title")}
    told = (TEMPLATES / "styleguide.html").read_text(encoding="utf-8")
    assert set(re.findall(r"call band\('([^'~]+)'\)", told)) <= names


def test_it_is_never_published(bare: Built, full: Built) -> None:
    for site in (bare, full):
        assert not [page for page in site.plan.pages if page.key == "styleguide"]
        assert "styleguide" not in {step for path in site.sheets.files for step in path.split("/")}
