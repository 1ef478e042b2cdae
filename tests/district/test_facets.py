"""Facets: vocabularies and typed fields, with who answers to each word."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from district.district import Facet
from district.district.facets import step
from district.kinds.values import Reference
from tests.content import lines, site, surveyed


def facet(name: str, of: str = "full") -> Facet:
    district = site(of).district
    assert district is not None
    found = district.facet(name)
    assert found is not None
    return found


def who(of: Facet) -> dict[str, list[str]]:
    return {word.key: [entry.slug for entry in word.members] for word in of.words}


def test_a_vocabularys_words_know_their_members() -> None:
    assert who(facet("products")) == {
        "zoccoli": ["calzaturificio-aurora", "zoccoli-fanale"],
        "sandali": ["calzaturificio-aurora"],
        "stivali": ["suolificio-ceneri"],
    }


def test_former_members_answer_to_no_word() -> None:
    assert "forme-estro" not in who(facet("phases"))["taglio"]


def test_typed_fields_are_facets_too() -> None:
    assert who(facet("certifications"))["iso-9001"] == ["calzaturificio-aurora"]
    assert who(facet("hamlet"))["serrafonda"] == ["orlatura-borea", "suolificio-ceneri"]
    assert who(facet("languages")) == {
        "fr": ["calzaturificio-aurora"],
        "en": ["calzaturificio-aurora"],
        "it": ["calzaturificio-aurora", "orlatura-borea"],
    }


def test_codes_are_only_those_in_use_by_their_name() -> None:
    countries = facet("exports_to")
    assert [word.label["it"] for word in countries.words] == ["Francia", "Germania", "Giappone"]
    assert [word.slugs["en"] for word in countries.words] == ["france", "germany", "japan"]


def test_words_in_an_order_are_numbered() -> None:
    assert [word.position for word in facet("phases").words] == [1, 2, 3]
    assert [word.position for word in facet("products").words] == [0, 0, 0]


def test_a_member_has_its_words_in_the_facets_order() -> None:
    district = site("full").district
    assert district is not None
    aurora = district.entry(Reference("members", "calzaturificio-aurora"))
    assert aurora is not None
    assert [word.key for word in facet("phases").of(aurora)] == ["taglio", "orlatura", "montaggio"]


def test_words_nobody_has_are_not_offered() -> None:
    assert [word.key for word in facet("instruments", "other").used] == ["geige", "bratsche", "cello"]
    assert [word.key for word in facet("certifications").used] == ["iso-9001", "iso-14001"]


def test_addresses_are_made_of_labels_in_each_language() -> None:
    assert facet("woods", "other").slugs == {"de": "holzer", "en": "woods"}
    assert step("Pelle d’agnello", "x") == "pelle-d-agnello"
    assert step("日本", "x") != ""
    assert step("!!", "x") == "x"
    assert step("Con", "x") == "x"


@given(st.text(max_size=120))
def test_a_label_always_makes_the_same_safe_step(label: str) -> None:
    made = step(label, "parola")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= 80
    assert step(label, "parola") == made
    assert step(made, "parola") == made


def test_words_that_name_a_place_know_where_it_is() -> None:
    hamlets = facet("hamlet")
    assert hamlets.placed == hamlets.words
    assert hamlets.words[0].at == (Decimal("43.9"), Decimal("10.6"))
    assert facet("products").placed == ()


def test_half_a_place_is_refused_where_the_other_half_is_missing(site_folder: Callable[..., Path]) -> None:
    half = "label: {it: L, en: L}\nwords:\n  qui: {label: {it: Qui, en: Here}, latitude: 43.9}\n"
    folder = site_folder("full", {"vocabularies/hamlets.yaml": half})
    found = [one for one in lines(surveyed(folder).problems) if one[0] == "F114"]
    assert found == [("F114", "content/vocabularies/hamlets.yaml", 3, 47)]
