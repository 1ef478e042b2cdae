"""The preview of a real site in a browser: what is saved is seen, what is broken told, every page names its files."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

from district.preview.bars import bars_of
from tests.preview.desk import Desk
from tests.preview.project import wait_until
from tests.site import built

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, ViewportSize

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 360, "height": 740}
WIDE: ViewportSize = {"width": 1280, "height": 900}
BACH = "content/members/cellobau-bach"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One preview for all of these claims: each leaves it whole."""
    one = Desk(tmp_path_factory.mktemp("desk"))
    yield one
    one.stop()


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page that is led away at the end: closing one that is just being loaded again, Chromium may wait for ever."""
    yield page
    while page.url != "about:blank":
        with suppress(Error):  # the page was just being loaded again
            page.goto("about:blank")


def errors(page: Page) -> Locator:
    return page.get_by_role("alertdialog")


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Questa pagina nell'anteprima")


def test_a_saved_text_is_seen_where_one_stood(desk: Desk, page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{desk.address}/werkstaetten/cellobau-bach/")
    page.evaluate("scrollTo(0, 150)")
    with desk.without(f"{BACH}/text.de.md") as text:
        text.write_text("---\n---\nNeu geschrieben.\n", encoding="utf-8")
        page.get_by_text("Neu geschrieben.").wait_for()
        wait_until(lambda: page.evaluate("scrollY") == 150)


@pytest.mark.parametrize(
    ("name", "broken", "place", "told"),
    [
        (f"{BACH}/facts.yaml", b"name: [Bach\n", f"{BACH}/facts.yaml:1:7", "Y102"),
        (f"{BACH}/text.en.md", b"---\n---\nHalf a sign: \xc3", f"{BACH}/text.en.md:3:14", "Y101"),
        ("content/site.yaml", None, "content/site.yaml", "Y107"),
        ("content/sections", None, "content/sections/home", "A107"),
        ("content", None, "content", "B106"),
        ("theme/templates/base.html", b"{% if", "theme/templates/base.html:1", "B101"),
    ],
    ids=[
        "half a list",
        "half a sign",
        "no site.yaml",
        "a folder less",
        "no content",
        "half a template",
    ],
)
def test_what_is_broken_is_told_over_the_page_until_it_is_mended(
    name: str, broken: bytes | None, place: str, told: str, desk: Desk, page: Page
) -> None:
    page.goto(f"{desk.address}/werkstaetten/cellobau-bach/")
    with desk.without(name) as path:
        if broken is not None:
            path.write_bytes(broken)
        errors(page).wait_for()
        # What is half written or half removed may be told in several steps.
        errors(page).filter(has_text=told).wait_for()
        said = errors(page).inner_text()
        for words in (place, "Perché: ", "Rimedio: "):
            assert words in said
        assert page.get_by_text("Nur Celli", exact=False).count() == 1
    errors(page).wait_for(state="detached")


def test_a_file_that_comes_back_mends_what_its_absence_broke(desk: Desk, page: Page) -> None:
    page.goto(f"{desk.address}/")
    for _ in range(2):
        with desk.without("content/vocabularies/woods.yaml"):
            errors(page).filter(has_text="W104").wait_for()
        errors(page).wait_for(state="detached")


def test_errors_are_folded_away_by_keyboard_and_stay_so_until_there_are_others(desk: Desk, page: Page) -> None:
    page.goto(f"{desk.address}/")
    link = page.get_by_role("link", name="Impressum").first
    link.focus()
    with desk.without(f"{BACH}/facts.yaml") as facts:
        facts.write_text("name: [Bach\n", encoding="utf-8")
        errors(page).wait_for()
        assert page.evaluate("document.querySelector('district-preview').shadowRoot.activeElement.id") == "title"
        assert "Y102" in str(
            errors(page).evaluate("e => e.querySelector(`#${e.getAttribute('aria-describedby')}`).textContent")
        )
        page.evaluate(Axe().axe_script)
        assert violations(page) == []
        page.keyboard.press("Escape")
        errors(page).wait_for(state="detached")
        assert link.evaluate("element => element === document.activeElement")
        page.goto(f"{desk.address}/impressum/")
        reopen = bar(page).get_by_role("button", name=re.compile("errore"))
        reopen.wait_for()
        assert errors(page).count() == 0
        reopen.press("Enter")
        errors(page).get_by_role("button", name="Chiudi").click()
        errors(page).wait_for(state="detached")
        facts.write_text("naem: Bach\n", encoding="utf-8")
        errors(page).filter(has_text="F102").wait_for()


def test_notices_come_only_when_asked_for_those_of_the_page_first(desk: Desk, page: Page) -> None:
    page.set_viewport_size(WIDE)
    page.goto(f"{desk.address}/werkstaetten/neu/")
    button = bar(page).get_by_role("button", name=re.compile("avvisi"))
    button.wait_for()
    assert page.get_by_role("dialog").count() == 0
    button.click()
    first = page.get_by_role("dialog").get_by_role("listitem").first.inner_text()
    assert "content/members/neu/" in first
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/werkstaetten/beispiel/", {"sample": "Esempio inventato"}),
        (
            "/entwurf/",
            {
                "draft": "Bozza",
                "waiting": "In attesa, pubblicazione: 8 marzo 2027",
                "missing": "Testo in inglese: manca",
            },
        ),
        (
            "/en/entwurf/",
            {
                "draft": "Bozza",
                "waiting": "In attesa, pubblicazione: 8 marzo 2027",
                "borrowed": "Testo in inglese: manca, si legge quello in tedesco",
            },
        ),
        (
            "/en/workshops/alt/",
            {
                "stale": "Traduzione in inglese: l'originale è cambiato",
                "due": "Da riconfermare, ultima conferma: 2 marzo 2024",
            },
        ),
        (
            "/werkstaetten/neu/",
            {"missing": "Testo in inglese: manca", "unverified": "Mai confermata dall'impresa"},
        ),
        ("/werkstaetten/cellobau-bach/", {}),
        ("/werkstaetten/", {}),
    ],
)
def test_the_bar_says_how_a_page_stands(address: str, said: dict[str, str], desk: Desk) -> None:
    assert desk.states(address) == said


@pytest.mark.parametrize(
    ("address", "files"),
    [
        (
            "/werkstaetten/cellobau-bach/",
            [
                ("Dati", f"{BACH}/facts.yaml", 1),
                ("Testo", f"{BACH}/text.de.md", 1),
                ("Modello", "theme/templates/members/entry.html", 1),
            ],
        ),
        (
            "/en/workshops/alt/",
            [
                ("Dati", "content/members/alt/facts.yaml", 1),
                ("Originale", "content/members/alt/text.de.md", 1),
                ("Testo", "content/members/alt/text.en.md", 1),
                ("Modello", "theme/templates/members/entry.html", 1),
            ],
        ),
        (
            "/en/workshops/neu/",
            [
                ("Dati", "content/members/neu/facts.yaml", 1),
                ("Testo in prestito", "content/members/neu/text.de.md", 1),
                ("Modello", "theme/templates/members/entry.html", 1),
            ],
        ),
        (
            "/werkstaetten/",
            [
                ("Dati", "content/sections/members/facts.yaml", 1),
                ("Testo", "content/sections/members/text.de.md", 1),
                ("Sito", "content/site.yaml", 1),
                ("Modello", "theme/templates/members/index.html", 1),
            ],
        ),
        ("/404.html", [("Modello", "theme/templates/404.html", 1)]),
    ],
)
def test_the_bar_names_the_files_that_a_page_is_made_from(
    address: str, files: list[tuple[str, str, int]], desk: Desk
) -> None:
    assert desk.sources(address) == files


def test_the_bar_of_a_word_leads_to_its_line(desk: Desk) -> None:
    facet, word = "/werkstaetten/instrumente/", "/werkstaetten/instrumente/cello/"
    for address, before in ((facet, "words:"), (word, "cello:")):
        label, file, line = desk.sources(address)[0]
        assert (label, file) == ("Vocabolario", "content/vocabularies/instruments.yaml")
        lines = (desk.preview.root / file).read_text(encoding="utf-8").splitlines()
        assert line == 1 or before in lines[line - 1]
        label, file, line = desk.sources(address)[1]
        assert (label, file) == ("Sito", "content/site.yaml")
        assert "instruments" in (desk.preview.root / file).read_text(encoding="utf-8").splitlines()[line - 1]
    assert desk.sources(word)[0][2] > 1


def test_every_page_has_a_bar_and_no_file_of_the_site_has_anything_of_it(desk: Desk) -> None:
    files = [path for path in desk.preview.output.rglob("*") if path.is_file()]
    pages = {path.relative_to(desk.preview.output).as_posix() for path in files if path.suffix == ".html"}
    assert set(desk.session.news.state.bars) == pages
    for path in files:
        assert b"_preview" not in path.read_bytes(), path


def test_where_there_is_a_desk_the_bar_leads_to_the_page_s_entry_in_it(desk: Desk, page: Page) -> None:
    wanted = built.request(
        desk.preview.content, desk.preview.output, desk.preview.root / ".cache", theme=desk.preview.theme
    )
    ready = replace(built.prepared(wanted), desk={"admin/index.html": b""})
    bars = bars_of(ready, "theme", "it", {"werkstaetten/beispiel/index.html", "index.html"})
    of_entry, of_home = bars["werkstaetten/beispiel/index.html"]["desk"], bars["index.html"]["desk"]
    assert of_entry == {
        "words": "Apri nella redazione",
        "address": "/admin/#/collections/members/entries/beispiel/facts",
    }
    assert of_home["address"] == "/admin/#/collections/sections/entries/home/facts"
    assert "desk" not in desk.bar("/")
    news = desk.session.news
    before = news.state
    try:
        news._state = replace(news.state, bars=bars)
        page.set_viewport_size(WIDE)
        page.goto(f"{desk.address}/werkstaetten/beispiel/")
        page.get_by_role("link", name="Apri nella redazione").click()
        page.wait_for_url(f"{desk.address}{of_entry['address']}")
    finally:
        news._state = replace(news.state, bars=before.bars)


def test_a_file_opens_at_its_line_in_the_program_that_the_setting_names(
    desk: Desk, page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, program = tmp_path / "said", tmp_path / "program.py"
    program.write_text(f"import sys; open({str(said)!r}, 'a').write(sys.argv[1] + '\\n')", encoding="utf-8")
    monkeypatch.setenv("DISTRICT_EDITOR", f'"{sys.executable}" "{program}" {{file}}:{{line}}')
    page.set_viewport_size(WIDE)
    page.goto(f"{desk.address}/werkstaetten/instrumente/cello/")
    bar(page).get_by_role("button", name="Vocabolario instruments.yaml").press("Enter")
    bar(page).get_by_role("status").filter(has_text="si apre nell'editor").wait_for()
    line = desk.sources("/werkstaetten/instrumente/cello/")[0][2]
    vocabulary = desk.preview.content.resolve() / "vocabularies" / "instruments.yaml"
    assert said.read_text(encoding="utf-8") == f"{vocabulary}:{line}\n"
    with desk.without(f"{BACH}/facts.yaml") as facts:
        facts.write_text("name: Bach\nnaem: Bach\n", encoding="utf-8")
        errors(page).get_by_role("button", name=f"Apri: {BACH}/facts.yaml:2").first.click()
        errors(page).get_by_role("status").filter(has_text="si apre nell'editor").wait_for()
        assert said.read_text(encoding="utf-8").splitlines()[1:] == [f"{facts.resolve()}:2"]


def test_a_program_that_fails_is_told_on_the_page(desk: Desk, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISTRICT_EDITOR", f'"{sys.executable}" -c "raise SystemExit(3)"')
    page.set_viewport_size(WIDE)
    page.goto(f"{desk.address}/")
    bar(page).get_by_role("button", name="Dati facts.yaml").click()
    bar(page).get_by_role("status").filter(has_text="DISTRICT_EDITOR").wait_for()


def test_the_bar_folds_remembers_it_and_leaves_the_page_as_it_is(desk: Desk, page: Page) -> None:
    page.set_viewport_size(WIDE)
    page.goto(f"{desk.address}/werkstaetten/")
    toggle = bar(page).get_by_role("button", name="Anteprima")
    files = bar(page).get_by_role("list", name="Apri:")
    files.wait_for()
    place = page.evaluate("JSON.stringify(document.body.getBoundingClientRect())")
    assert toggle.get_attribute("aria-expanded") == "true"
    toggle.press("Enter")
    files.wait_for(state="hidden")
    assert page.evaluate("JSON.stringify(document.body.getBoundingClientRect())") == place
    box = bar(page).bounding_box()
    assert box
    assert box["width"] < 200
    page.goto(f"{desk.address}/")
    bar(page).wait_for()
    assert toggle.get_attribute("aria-expanded") == "false"
    page.emulate_media(media="print")
    assert not bar(page).is_visible()


def test_on_a_phone_the_bar_is_folded_until_it_is_asked_for(desk: Desk, page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{desk.address}/werkstaetten/beispiel/")
    bar(page).get_by_role("button", name="Anteprima").click()
    bar(page).get_by_text("Esempio inventato").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "desk"])
def test_the_bar_covers_nothing_that_the_site_keeps_at_the_foot(size: ViewportSize, desk: Desk, page: Page) -> None:
    page.set_viewport_size(size)
    page.goto(f"{desk.address}/werkstaetten/cellobau-bach/")
    bar(page).wait_for()
    page.locator(".shortlist-toggle").first.click()
    way = page.locator(".shortlist-way")
    way.wait_for()
    if size is PHONE:
        bar(page).get_by_role("button", name="Anteprima").click()

    def is_clear() -> bool:
        mine, theirs = bar(page).bounding_box(), way.bounding_box()
        assert mine
        assert theirs
        page.wait_for_timeout(20)
        return mine["y"] + mine["height"] <= theirs["y"] + 1 and mine["y"] >= 0

    wait_until(is_clear, 5)


def test_what_gets_the_focus_comes_clear_of_the_bar(desk: Desk, page: Page) -> None:
    page.set_viewport_size(WIDE)
    page.goto(f"{desk.address}/werkstaetten/cellobau-bach/")
    bar(page).get_by_role("list", name="Apri:").wait_for()
    top = bar(page).bounding_box()
    assert top
    for link in page.locator("a:visible").all():
        link.focus()
        box = link.bounding_box()
        assert box
        assert box["y"] + box["height"] <= top["y"] + 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "desk"])
def test_bar_and_overlay_keep_to_wcag_and_to_contrast_of_seven_to_one(
    size: ViewportSize, scheme: str, desk: Desk, page: Page
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.set_viewport_size(size)
    page.goto(f"{desk.address}/en/workshops/alt/")
    bar(page).wait_for()
    if size is PHONE:
        bar(page).get_by_role("button", name="Anteprima").click()
    page.evaluate(Axe().axe_script)
    found = violations(page)
    bar(page).get_by_role("button", name=re.compile("avvisi")).click()
    page.get_by_role("dialog").wait_for()
    assert found + violations(page) == []


def violations(page: Page) -> list[str]:
    """The rules that the preview's own elements break."""
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice", "wcag2aaa"]
    options = {"runOnly": {"type": "tag", "values": tags}, "rules": {"color-contrast-enhanced": {"enabled": True}}}
    found = page.evaluate("options => axe.run('district-preview', options)", options)
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found["violations"]]
