"""A member's form holds what the site says, and makes of what was changed a file that is taken in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from district.desk.forms import form
from district.desk.importing import take, tried
from district.desk.known import known_of
from district.desk.updates import NETWORKS, read_updates
from district.desk.updating import changed
from district.district import build_district
from district.kinds.members import Member
from district.kinds.shape import shapes
from district.kinds.values import Reference
from district.reading import Content, read
from tests.content import CLOCK, SITES, lay

if TYPE_CHECKING:
    from playwright.sync_api import Page

AURORA = Reference("members", "calzaturificio-aurora")
# Laid out better in words than in fields of a page.
IN_WORDS = {"contacts", "certifications", "notices", "logo"}


def form_of(content: Content, language: str = "it") -> str:
    district = build_district(content, CLOCK, publish=False)
    assert district is not None
    return form(district, content.entries[AURORA], known_of(content, language), language)


@pytest.mark.parametrize("language", ["it", "en"])
def test_each_field_that_is_the_members_is_asked_for_once_and_named(language: str) -> None:
    page = LexborHTMLParser(form_of(read(SITES / "full", CLOCK)[0], language))
    paths = [str(node.attributes["data-path"]) for node in page.css("[data-path]")]
    assert len(paths) == len(set(paths))
    wanted = {one.name for one in shapes(Member)} - NETWORKS - IN_WORDS - {"verified_on", "verified_by"}
    assert {path.split(".")[0] for path in paths} == wanted | {"summary", "text"}
    labelled = {node.attributes["for"] for node in page.css("label[for]")}
    for node in page.css("input:not([type=checkbox]), select, textarea"):
        assert node.attributes["id"] in labelled
    for node in page.css("[aria-describedby]"):
        assert page.css_first(f"#{node.attributes['aria-describedby']}") is not None


def test_what_the_site_says_is_filled_in_and_nothing_is_loaded() -> None:
    html = form_of(read(SITES / "full", CLOCK)[0])
    page = LexborHTMLParser(html)

    def value(path: str) -> str:
        node = page.css_first(f'[data-path="{path}"]')
        assert node is not None
        return node.attributes.get("value") or node.text().strip()

    assert value("email") == "info@aurora.example"
    assert value("brands").split() == ["Aurora", "Alba"]
    assert value("measures.free-capacity.value") == "80.5"
    assert [one.attributes["value"] for one in page.css('[data-path="facets.products"] input[checked]')] == [
        "zoccoli",
        "sandali",
    ]
    assert [one.text() for one in page.css('[data-path="address.hamlet"] option[selected]')] == ["Pianello"]
    assert "default-src 'none'" in html
    assert not page.css("[src], link, [href]")


def test_what_a_member_wrote_breaks_no_form(tmp_path: Path) -> None:
    facts = "name: '<script>alert(1)</script> \"A\"'\nbrands: ['</textarea><b>']\n"
    content = read(lay(tmp_path, "full", {"members/calzaturificio-aurora/facts.yaml": facts}), CLOCK)[0]
    page = LexborHTMLParser(form_of(content))
    assert len(page.css("script")) == 1
    assert page.css_first('[data-path="brands"]').text().strip() == "</textarea><b>"  # type: ignore[union-attr]


def test_a_part_of_a_group_is_removed_alone_and_an_empty_group_with_it() -> None:
    facts = "name: A\naddress:\n  street: via 1\n  # Il CAP.\n  postcode: 05\nmeasures: {capacity: {value: 3}}\n"
    assert changed(facts, {}, ("address.street",), ()) == facts.replace("  street: via 1\n", "")
    after = changed(facts, {"address": {"street": "via 2", "hamlet": "uno"}}, ("address.postcode",), ())
    assert after == facts.replace("via 1", "via 2").replace("postcode: 05", "hamlet: uno")
    assert changed(facts, {}, ("address.street", "address.postcode"), ()).startswith("name: A\nmeasures:")
    assert changed(facts, {}, ("measures.capacity",), ()) == facts.replace("measures: {capacity: {value: 3}}\n", "")
    assert changed(facts, {}, ("address.hamlet", "website", "name.first"), ()) == facts


@pytest.mark.browser
def test_what_was_changed_makes_a_file_that_is_taken_in(page: Page, tmp_path: Path) -> None:
    content = read(lay(tmp_path, "full"), CLOCK)[0]
    path = tmp_path / "form.html"
    path.write_text(form_of(content), encoding="utf-8")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.get_by_label("Sito", exact=True).fill("https://www.aurora.example/nuovo: sì")
    page.get_by_label("WhatsApp", exact=True).fill("")
    page.get_by_label("Marchi con cui vende").fill('Aurora\n\n"Sole", e luna\n')
    page.get_by_label("Stivali").check()
    page.get_by_label("CAP", exact=True).fill("")
    page.get_by_label("Ordine minimo (paia)").fill("20")
    page.get_by_label("Il testo [it]").fill("Prima riga.\n\nSeconda: riga.")
    page.get_by_label("Altro da dirci").fill("Cerchiamo: una trancia\nGrazie")
    page.get_by_role("button", name="Salva il file").click()
    assert page.get_by_role("status").text_content() == "Manca il nome di chi compila."
    assert page.evaluate("document.activeElement.id") == "who"
    page.get_by_label("Chi compila").fill("Rosa Bianchi")
    with page.expect_download() as download:
        page.get_by_role("button", name="Salva il file").click()
    assert download.value.suggested_filename == "calzaturificio-aurora.yaml"
    sent = tmp_path / "sent.yaml"
    download.value.save_as(sent)
    assert sent.read_text(encoding="utf-8").startswith("# Cerchiamo: una trancia\n# Grazie\nmember: ")
    assert asked == [path.as_uri()] or {url.partition(":")[0] for url in asked} == {"file", "blob"}
    (refused,) = tried(content, read_updates(sent, CLOCK), CLOCK, "it")
    assert [problem.code for problem in refused.problems] == ["F113"], "the address has a space in it"
    page.get_by_label("Sito", exact=True).fill("https://www.aurora.example/nuovo")
    sent.write_text(page.locator("#made").text_content() or "", encoding="utf-8")
    (result,) = tried(content, read_updates(sent, CLOCK), CLOCK, "it")
    assert result.problems == ()
    take([result])
    entry = read(content.root, CLOCK)[0].entries[AURORA]
    plain = entry.document.node.plain()
    assert plain["website"] == "https://www.aurora.example/nuovo"
    assert plain["brands"] == ["Aurora", '"Sole", e luna']
    assert plain["facets"]["products"] == ["zoccoli", "sandali", "stivali"]
    assert plain["measures"]["minimum-order"] == {"value": "20", "as_of": "2026-11-23"}
    assert (plain["verified_on"], plain["verified_by"]) == ("2026-11-23", "Rosa Bianchi")
    assert "whatsapp" not in plain
    assert "postcode" not in plain["address"]
    assert plain["address"]["street"] == "via Inventata 12"
    assert entry.texts["text", "it"].body == "Prima riga.\n\nSeconda: riga.\n"
