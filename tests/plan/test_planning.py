"""Every page has its address, its counterparts, and nobody else's place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.district import build_district
from district.plan import Page, Plan, build_plan
from tests.content import CLOCK, SITES, codes, page, site, surveyed

Folder = Callable[..., Path]
NAMES = ["minimal", "full", "other"]


def plan(name: str = "full", *, publish: bool = False) -> Plan:
    found = site(name, publish=publish).plan
    assert found is not None
    return found


def found(key: str, language: str, name: str = "full") -> Page:
    page = plan(name).page(key, language)
    assert page is not None
    return page


@pytest.mark.parametrize(
    ("key", "it", "en"),
    [
        ("sections/home", "", "en/"),
        ("sections/members", "imprese/", "en/companies/"),
        ("members/calzaturificio-aurora", "imprese/calzaturificio-aurora/", "en/companies/calzaturificio-aurora/"),
        ("facets/phases", "imprese/fasi/", "en/companies/phases/"),
        ("facets/phases/orlatura", "imprese/fasi/orlatura/", "en/companies/phases/closing/"),
        ("facets/languages/fr", "imprese/lingue-parlate/francese/", "en/companies/spoken-languages/french/"),
        ("sections/aims", "la-rete/scopi/", "en/network/aims/"),
        ("aims/formazione", "la-rete/scopi/formazione/", "en/network/aims/formazione/"),
        ("pages/chi-siamo", "chi-siamo/", "en/chi-siamo/"),
        ("404", "404.html", "en/404.html"),
    ],
)
def test_addresses_are_localised_and_entries_keep_their_slug(key: str, it: str, en: str) -> None:
    assert [found(key, "it").address, found(key, "en").address] == [it, en]


def test_the_first_language_stands_at_the_root_whichever_it_is() -> None:
    assert found("sections/members", "de", "other").address == "werkstaetten/"
    assert found("sections/members", "en", "other").address == "en/workshops/"


@pytest.mark.parametrize("name", NAMES)
def test_no_two_things_share_an_address(name: str) -> None:
    made = plan(name)
    paths = [one.path.casefold() for one in made.pages]
    paths += [redirect.path.casefold() for redirect in made.redirects]
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_its_counterpart_in_every_language(name: str) -> None:
    made = plan(name)
    for one in made.pages:
        assert [other.language for other in made.counterparts(one)] == list(made.languages)
        assert {other.template for other in made.counterparts(one)} == {one.template}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("publish", [False, True])
def test_alternates_are_symmetric(name: str, *, publish: bool) -> None:
    made = plan(name, publish=publish)
    for one in made.pages:
        for other in made.alternates(one):
            assert one in made.alternates(other)
            assert other in made.alternates(other)


def test_a_borrowed_page_has_no_alternates_and_leads_to_its_source() -> None:
    made = plan()
    borrowed, source = found("members/zoccoli-fanale", "en"), found("members/zoccoli-fanale", "it")
    assert borrowed.borrowed
    assert made.alternates(borrowed) == []
    assert made.alternates(source) == [source]
    assert made.canonical(borrowed) == source
    assert made.canonical(source) == source
    assert [one.key for one in made.pages if one.borrowed] == ["members/zoccoli-fanale"]


def test_a_page_knows_its_way_to_the_root_and_the_pages_above_it() -> None:
    word = found("facets/phases/orlatura", "en")
    assert word.root == "../../../../"
    assert [one.key for one in plan().trail(word)] == ["sections/home", "sections/members", "facets/phases"]
    assert found("sections/home", "it").root == ""
    assert plan().trail(found("sections/home", "it")) == []
    assert [one.key for one in plan().trail(found("aims/formazione", "it"))] == [
        "sections/home",
        "sections/network",
        "sections/aims",
    ]


def test_people_and_partners_have_a_page_when_they_have_something_to_say() -> None:
    keys = {one.key for one in plan().pages}
    assert {"people/rosa-bianchi", "partners/comune"} <= keys
    assert not keys & {"people/ugo-neri", "partners/scuola-pelle"}


def test_old_addresses_lead_on_in_the_language_they_begin_with() -> None:
    assert {one.address: (one.page.key, one.page.language, one.path) for one in plan().redirects} == {
        "/vecchio/chi-siamo/": ("pages/chi-siamo", "it", "vecchio/chi-siamo/index.html"),
        "/en/old/about.html": ("pages/chi-siamo", "en", "en/old/about.html"),
        "/aziende/aurora/": ("members/calzaturificio-aurora", "it", "aziende/aurora/index.html"),
    }


def test_what_publishing_leaves_out_has_no_page() -> None:
    keys = {one.key for one in plan(publish=True).pages}
    assert not keys & {"pages/bozza", "news/annuncio-di-natale", "news/esempio-di-notizia"}
    assert "members/calzaturificio-aurora" in keys


def test_a_site_without_a_section_has_none_of_its_pages() -> None:
    kinds = {one.key.partition("/")[0] for one in plan("other").pages}
    assert kinds == {"sections", "members", "events", "pages", "facets", "404"}


def entry(kind: str, slug: str, facts: str) -> dict[str, str]:
    return {
        f"{kind}/{slug}/facts.yaml": facts,
        f"{kind}/{slug}/text.it.md": page(),
        f"{kind}/{slug}/text.en.md": page(),
    }


def test_a_page_may_not_stand_where_the_sites_own_files_do(site_folder: Folder) -> None:
    folder = site_folder(files=entry("pages", "assets", "order: 1\n") | entry("pages", "en", "order: 2\n"))
    found = surveyed(folder)
    assert [(p.code, p.place.path, p.details["other"]) for p in found.problems] == [
        ("A101", "content/pages/assets/facts.yaml", "assets"),
        ("A101", "content/pages/en/facts.yaml", "en"),
    ]
    assert found.plan is not None
    assert found.plan.page("sections/home", "en")


def test_a_facet_in_the_way_of_a_member_is_told_at_the_member(site_folder: Folder) -> None:
    member = "name: Prodotti\nverified_on: 2026-10-01\n"
    files = entry("members", "prodotti", member) | entry(
        "sections", "members", "address: {it: imprese, en: companies}\n"
    )
    files["vocabularies/products.yaml"] = "label: {it: Prodotti, en: Products}\nwords: {}\n"
    folder = site_folder(files=files)
    text = (folder / "site.yaml").read_text(encoding="utf-8")
    (folder / "site.yaml").write_text(text + "facets: [{vocabulary: products}]\n", encoding="utf-8")
    assert [(p.code, p.place.path, p.details["other"]) for p in surveyed(folder).problems] == [
        ("A101", "content/members/prodotti/facts.yaml", "facets/products")
    ]


def test_sections_that_stand_under_each_other_are_told_and_end(site_folder: Folder) -> None:
    folder = site_folder(
        files=entry("sections", "news", "address: {it: a, en: a}\nunder: events\n")
        | entry("sections", "events", "address: {it: b, en: b}\nunder: calls\n")
        | entry("sections", "calls", "address: {it: c, en: c}\nunder: news\n")
        | entry("sections", "aims", "address: {it: d, en: d}\nunder: news\n")
    )
    assert [(p.code, p.place.path) for p in surveyed(folder).problems if p.code != "A101"] == [
        (("A106", f"content/sections/{slug}/facts.yaml")) for slug in ("calls", "events", "news")
    ]


def test_two_old_addresses_that_differ_by_case_are_one(site_folder: Folder) -> None:
    folder = site_folder(files={"pages/chi-siamo/facts.yaml": "aliases: [/Blog/, /blog, /404.html]\n"})
    assert codes(surveyed(folder).problems) == ["A102", "A102"]


SUBSETS = st.sets(
    st.sampled_from(sorted(path.relative_to(SITES / "full").as_posix() for path in (SITES / "full").rglob("*.en.md")))
)


@given(gone=SUBSETS)
def test_alternates_stay_symmetric_whatever_is_translated(gone: set[str]) -> None:
    from dataclasses import replace

    content = site("full").content
    entries = {
        reference: replace(
            one,
            texts={
                (name, code): text
                for (name, code), text in one.texts.items()
                if code != "en" or f"{one.key}/{name}.en.md" not in gone
            },
        )
        for reference, one in content.entries.items()
    }
    district = build_district(replace(content, entries=entries), CLOCK, publish=False)
    assert district is not None
    made, problems = build_plan(district)
    assert problems == []
    for one in made.pages:
        for other in made.alternates(one):
            assert one in made.alternates(other)
        assert not made.canonical(one).borrowed
