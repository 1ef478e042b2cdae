"""Contacts for address books: each re-read by a strict reader, and the same as the page they stand beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import vobject

from district.kinds.members import Member
from district.plan import File
from tests.site import built
from tests.site.built import SITES, Built
from tests.site.contacts import Card, read_cards

AURORA = "members/calzaturificio-aurora"


def files(site: Built) -> list[File]:
    return [file for file in site.plan.files if file.key.startswith("vcard/")]


def read(site: Built, key: str, language: str = "it") -> list[Card]:
    file = site.plan.file(f"vcard/{key}", language)
    assert file is not None, key
    return read_cards((site.folder / file.address).read_bytes())


def shown(site: Built, key: str, language: str = "it") -> str:
    """The words and links of a page."""
    page = site.plan.page(key, language)
    assert page is not None
    sheet = site.sheets[page.path]
    return re.sub(r"\s+", " ", " ".join([sheet.one("body").text(), *(link.value for link in sheet.links)]))


def said(card: Card) -> Iterator[str]:
    """The words of a card, each as a page would show it."""
    for one in card.properties:
        if one.name in {"FN", "ORG", "CATEGORIES", "NOTE"}:
            yield from (re.sub(r"\s+", " ", part) for part in one.parts)
        if one.name == "X-ABLABEL":
            yield from one.parts[0].split(", ")


def test_every_card_is_sound_for_two_readers(site: Built) -> None:
    for file in files(site):
        content = (site.folder / file.address).read_bytes()
        cards = read_cards(content)
        again = list(vobject.readComponents(content.decode()))
        assert [card.one("FN") for card in cards] == [one.fn.value for one in again]
        assert file.media == "text/vcard"


def test_each_company_has_a_card_in_each_language_beside_its_page(full: Built) -> None:
    for member in full.district.of("members"):
        for language in full.plan.languages:
            page, file = full.plan.page(member.key, language), full.plan.file(f"vcard/{member.key}", language)
            assert page is not None
            assert file is not None
            assert file.address == f"{page.address}{member.slug}.vcf"
            (way,) = [
                link
                for link in full.sheets[page.path].links
                if link.value.endswith(".vcf") and full.sheets.path(link.value, page.path) == file.address
            ]
            assert way.element == "a"


def test_a_card_says_what_the_page_says_and_nothing_else(site: Built) -> None:
    for file in files(site):
        key = file.key.removeprefix("vcard/")
        if not key.startswith("members/"):
            continue
        page = shown(site, key, file.language)
        (card,) = read(site, key, file.language)
        for words in said(card):
            assert words in page, (file.address, words)
        for number in card.all("TEL"):
            assert f"tel:{number}" in page or f"wa.me/{number[1:]}" in page
        for address in card.all("EMAIL"):
            assert f"mailto:{address}" in page
        for url in card.all("URL"):
            assert url in page or site.sheets.path(url) == site.plan.page(key, file.language).path  # type: ignore[union-attr]
        if position := card.one("GEO"):
            assert position.replace(";", "/") in page


def test_a_card_holds_all_ways_to_reach_a_company(full: Built) -> None:
    (card,) = read(full, AURORA)
    assert card.all("TEL") == ["+390583000001", "+39330000002", "+390583000002", "+39330000003"]
    assert card.all("EMAIL") == ["info@aurora.example", "tecnico@aurora.example"]
    assert card.parts("ADR") == ("", "Capannone B", "via Inventata 12", "Pianello, Formapoli", "LU", "55000", "Italia")
    assert card.one("GEO") == "43.9021;10.6099"
    assert card.all("URL") == ["https://www.aurora.example/", f"{full.base}/imprese/calzaturificio-aurora/"]
    assert card.one("REV") == "2026-10-12"
    groups = {one.group: one.parts[0] for one in card.properties if one.name == "X-ABLABEL"}
    assert set(groups) == {"item1", "item2", "item3"}
    assert set(groups.values()) == {"Rosa Bianchi, Ufficio tecnico"}
    assert not any(card.all(name) for name in ("PHOTO", "LOGO", "PRODID"))


def test_cards_speak_the_language_of_their_page_and_are_of_one_contact(full: Built) -> None:
    (first,), (second,) = read(full, AURORA, "it"), read(full, AURORA, "en")
    assert first.one("UID") == second.one("UID")
    assert first.parts("CATEGORIES")[0] == "Zoccoli"
    assert second.parts("CATEGORIES")[0] == "Clogs"
    assert second.parts("ADR")[-1] == "Italy"


def test_ids_outlive_the_site_s_address_and_are_one_for_each_contact(full: Built, tmp_path: Path, cache: Path) -> None:
    moved = built.build(
        built.request(SITES / "full", tmp_path / "moved", cache, publish=True, siteurl="https://new.example")
    )
    before, after = ([card.one("UID") for card in read(site, "members")] for site in (full, moved))
    assert before == after
    assert len(before) == len(set(before)) == len(full.district.members)


def test_the_whole_directory_is_one_file_of_all_members_of_today(site: Built) -> None:
    names = [member.facts.name for member in site.district.members if isinstance(member.facts, Member)]
    for language in site.plan.languages:
        if names:
            assert [card.one("FN") for card in read(site, "members", language)] == names
        else:
            assert site.plan.file("vcard/members", language) is None


def test_the_contacts_of_an_event_say_where_each_company_stands(full: Built) -> None:
    first, second = read(full, "events/fiera-di-monaco", "en")
    assert first.one("NOTE").split("\n")[0] == "Munich fair, 13–16 February 2027: Hall 3, Stand A12"
    assert second.one("NOTE").split("\n")[0] == "Munich fair, 13–16 February 2027: Hall 3"
    assert first.one("UID") == read(full, AURORA)[0].one("UID")


def test_only_who_agreed_to_it_stands_in_a_card_of_their_own(full: Built) -> None:
    people = {file.key for file in files(full) if "/people/" in file.key}
    assert people == {"vcard/people/rosa-bianchi"}
    (card,) = read(full, "people/rosa-bianchi", "it")
    assert (card.one("FN"), card.one("ORG")) == ("Rosa Bianchi", "Calzaturificio Aurora")
    assert card.one("NOTE") == "Presidente, Distretto della Forma"
    assert card.all("TEL") == ["+39330000001"]


@pytest.mark.parametrize("which", ["bare"])
def test_nobody_real_is_given_a_card_without_having_agreed(which: str, request: pytest.FixtureRequest) -> None:
    site: Built = request.getfixturevalue(which)
    assert [file.key for file in files(site) if "people" in file.key] == []
