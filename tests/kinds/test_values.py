"""The small typed values: what they take, what they refuse, and that `no` is not false."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.kinds.base import OldAddress
from district.kinds.shared import Focus
from district.kinds.values import (
    Amount,
    Count,
    DocumentName,
    Flag,
    Line,
    LogoName,
    Percent,
    PictureName,
    Reference,
    RefersTo,
    Slug,
    Words,
    is_slug,
    leaves,
)
from tests.content import site
from tests.values import parsed, refused


@pytest.mark.parametrize("written", ["true", "Yes", "sì", "si", "ON"])
def test_yes_is_said_in_both_languages(written: str) -> None:
    assert parsed(Flag, written) is True


@pytest.mark.parametrize("written", ["false", "No", "off"])
def test_no_is_said_in_both_languages(written: str) -> None:
    assert parsed(Flag, written) is False


def test_neither_yes_nor_no_is_refused() -> None:
    assert refused(Flag, "forse") == "F103"


def test_numbers_are_as_exact_as_they_are_written() -> None:
    assert parsed(Count, "05") == 5
    assert parsed(Amount, "12345.60") == Decimal("12345.60")
    assert str(parsed(Amount, "0.10")) == "0.10"


@pytest.mark.parametrize("written", ["1.000,50", "1,5", "1e3", "1 000", "٣", "+5", "0x10", "nan", "1.", "-"])
def test_numbers_have_no_signs_but_a_point(written: str) -> None:
    assert refused(Amount, written) == "F103"


@pytest.mark.parametrize(
    ("kind", "written"), [(Count, "-1"), (Percent, "100.01"), (Count, "9" * 9000), (Amount, "9" * 9000)]
)
def test_numbers_out_of_bounds_are_refused(kind: object, written: str) -> None:
    assert refused(kind, written) == "F104"


@pytest.mark.parametrize("written", ["aurora", "b12-calzature", "2026", "a" * 80])
def test_slugs_are_small_letters_digits_and_single_hyphens(written: str) -> None:
    assert parsed(Slug, written) == written


@pytest.mark.parametrize("written", ["Aurora", "caffè", "a--b", "-a", "a-", "a b", "a_b", "a/b", "..", "a" * 81])
def test_nothing_else_may_stand_in_an_address(written: str) -> None:
    assert refused(Slug, written) == "F130"


def test_apostrophes_are_set_in_type() -> None:
    assert parsed(Line, "l'impronta dell'orma") == "l’impronta dell’orma"
    assert parsed(Words, {"it": "un'orma"}) == {"it": "un’orma"}


def test_a_line_is_one_line() -> None:
    assert parsed(Line, "  due\n  righe\t e spazi ") == "due righe e spazi"


@pytest.mark.parametrize("written", ["a\u200bb", "a\u202eb", "a\x07b", "a\u00adb"])
def test_signs_that_cannot_be_seen_are_refused(written: str) -> None:
    assert refused(Line, written) == "F118"
    assert refused(Words, {"it": written}) == "F118"


def test_words_are_a_map_of_languages() -> None:
    assert refused(Words, "Prova") == "F128"
    assert refused(Words, {}) == "F128"
    assert refused(Words, ["it"]) == "F128"
    assert refused(Words, {"it": " "}) == "F117"
    assert refused(Words, {"it": ["Prova"]}) == "F117"


def test_a_reference_may_leave_out_the_only_kind_there_is() -> None:
    assert parsed(Annotated[Reference, RefersTo("members")], "aurora") == Reference("members", "aurora")
    assert parsed(Annotated[Reference, RefersTo("members")], "members/aurora") == Reference("members", "aurora")
    assert refused(Annotated[Reference, RefersTo("partners", "members")], "aurora") == "F129"
    assert refused(Annotated[Reference, RefersTo("members")], "partners/comune") == "F129"


def test_only_some_fields_may_name_the_network() -> None:
    assert str(parsed(Annotated[Reference, RefersTo("members", network=True)], "network")) == "network"
    assert refused(Annotated[Reference, RefersTo("partners", "members")], "network") == "F129"


@pytest.mark.parametrize("written", ["a.jpg", "A.JPEG", "due parole.png", "è.webp", "IMG_0001.HEIC"])
def test_pictures_are_named_by_their_bare_name(written: str) -> None:
    assert parsed(PictureName, written) == written


@pytest.mark.parametrize(
    "written", ["../a.jpg", "b/a.jpg", r"b\a.jpg", ".a.jpg", "a.svg", "a.jpg.exe", "jpg", "C:a.jpg", "a\x00.jpg"]
)
def test_no_picture_is_named_outside_its_folder_or_by_another_ending(written: str) -> None:
    assert refused(PictureName, written) == "F119"


def test_a_logo_may_be_a_drawing() -> None:
    assert parsed(LogoName, "logo.svg") == "logo.svg"
    assert parsed(LogoName, "LOGO.PNG") == "LOGO.PNG"


def test_a_focus_is_two_percents_within_the_picture() -> None:
    assert parsed(Focus, {"x": "0", "y": "33.3"}) == Focus(x=Decimal(0), y=Decimal("33.3"))
    assert refused(Focus, {"x": "101", "y": "5"}) == "F104"
    assert refused(Focus, {"x": "left", "y": "5"}) == "F103"


def test_documents_are_pdf() -> None:
    assert parsed(DocumentName, "statuto.PDF") == "statuto.PDF"
    assert refused(DocumentName, "statuto.docx") == "F119"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/blog/2021/06/24/x/", "/blog/2021/06/24/x/"),
        ("/blog", "/blog/"),
        ("/a/b.html", "/a/b.html"),
        ("/però/", "/però/"),
    ],
)
def test_old_addresses_are_paths_from_the_root(written: str, address: str) -> None:
    assert parsed(OldAddress, written) == address


@pytest.mark.parametrize(
    "written",
    [
        "blog/",
        "/../x",
        "/a//b",
        "/",
        "https://x.example/",
        "/a?b",
        "/.htaccess",
        "/a/.git/",
        "/build.json",
        "/con/",
        "/a/Nul.html",
        "/a./",
    ],
)
def test_no_old_address_leads_out_or_hides(written: str) -> None:
    assert refused(OldAddress, written) == "F133"


@pytest.mark.parametrize("name", ["minimal", "full", "other"])
def test_each_value_of_clean_facts_has_a_place(name: str) -> None:
    for entry in site(name).content.entries.values():
        written = {path for path, _ in leaves(entry.facts) if entry.document.stands(path)}
        set_by_default = {path for path, _ in leaves(entry.facts)} - written
        for path in written:
            place = entry.document.place(path)
            assert place.line > 0
            assert place.snippet
        defaults = type(entry.facts).model_fields
        for path in set_by_default:
            inside_a_group = len(path) > 1
            assert inside_a_group or defaults[str(path[0])].default is not None


@given(st.text())
def test_what_counts_as_a_slug_is_safe_in_an_address(text: str) -> None:
    if is_slug(text):
        assert text.isascii()
        assert not set(text) & set("./\\%?#: ")
