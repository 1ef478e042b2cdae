"""Dates, ranges, numbers and names as each language writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from district.kinds.moments import Moment, When
from district.languages import Formats
from tests.values import parsed

FORMS = {code: Formats(locale) for code, locale in (("it", "it_IT"), ("en", "en_GB"), ("de", "de_DE"), ("fr", "fr_FR"))}


def plain(text: str) -> str:
    """The text with CLDR's thin and unbroken spaces as common ones: which it uses differs by version."""
    return " ".join(text.split())


def when(written: str) -> Moment:
    moment = parsed(When, written)
    assert isinstance(moment, Moment)
    return moment


@pytest.mark.parametrize(
    ("written", "it", "en", "de", "fr"),
    [
        ("2021", "2021", "2021", "2021", "2021"),
        ("2021-06", "giugno 2021", "June 2021", "Juni 2021", "juin 2021"),
        ("2021-06-22", "22 giugno 2021", "22 June 2021", "22. Juni 2021", "22 juin 2021"),
        ("2021-06-01", "1 giugno 2021", "1 June 2021", "1. Juni 2021", "1 juin 2021"),
    ],
)
def test_a_date_is_shown_as_exactly_as_it_is_known(written: str, it: str, en: str, de: str, fr: str) -> None:
    shown = {code: plain(form.date(when(written))) for code, form in FORMS.items()}
    assert shown == {"it": it, "en": en, "de": de, "fr": fr}


@pytest.mark.parametrize(
    ("start", "end", "it", "en", "de", "fr"),
    [
        (
            "2022-09-14",
            "2022-09-16",
            "14–16 settembre 2022",
            "14–16 September 2022",
            "14.–16. September 2022",
            "14–16 septembre 2022",
        ),
        (
            "2022-09-29",
            "2022-10-02",
            "29 settembre – 2 ottobre 2022",
            "29 September – 2 October 2022",
            "29. September – 2. Oktober 2022",
            "29 septembre – 2 octobre 2022",
        ),
        (
            "2022-12-30",
            "2023-01-02",
            "30 dicembre 2022 – 2 gennaio 2023",
            "30 December 2022 – 2 January 2023",
            "30. Dezember 2022 – 2. Januar 2023",
            "30 décembre 2022 – 2 janvier 2023",
        ),
        (
            "2022-09",
            "2022-11",
            "settembre–novembre 2022",
            "September–November 2022",
            "September–November 2022",
            "septembre–novembre 2022",
        ),
        ("2022", "2024", "2022–2024", "2022–2024", "2022–2024", "2022–2024"),
    ],
)
def test_a_range_repeats_nothing(start: str, end: str, it: str, en: str, de: str, fr: str) -> None:
    shown = {code: form.span(when(start), when(end)) for code, form in FORMS.items()}
    bare = {code: plain(text).replace(" – ", "–").replace(" –", "–") for code, text in shown.items()}
    assert bare == {code: text.replace(" – ", "–") for code, text in (("it", it), ("en", en), ("de", de), ("fr", fr))}


def test_a_range_within_a_day_says_the_day_once() -> None:
    start, end = when("2026-05-15 17:30"), when("2026-05-15 19:00")
    for code, month in (("it", "maggio"), ("en", "May"), ("de", "Mai"), ("fr", "mai")):
        shown = FORMS[code].span(start, end)
        assert shown.count(month) == 1
        assert "17:30–19:00" in plain(shown)


def test_a_range_of_unlike_exactness_says_both_ends() -> None:
    assert plain(FORMS["it"].span(when("2026-05-15"), when("2026-06"))).replace(" ", "") == "15maggio2026–giugno2026"


def test_a_range_that_ends_where_it_begins_is_a_date() -> None:
    assert FORMS["it"].span(when("2026-05-15"), when("2026-05-15")) == "15 maggio 2026"
    assert FORMS["it"].span(when("2026-05-15")) == "15 maggio 2026"


def test_a_time_is_the_districts_own() -> None:
    assert FORMS["it"].time(when("2026-05-15 17:30")) == "17:30"
    assert "15 maggio 2026" in FORMS["it"].date(when("2026-05-15 17:30"))


def test_numbers_and_money_have_the_languages_signs() -> None:
    assert [plain(form.number(Decimal("12345.67"))) for form in FORMS.values()] == [
        "12.345,67",
        "12,345.67",
        "12.345,67",
        "12 345,67",
    ]
    assert plain(FORMS["it"].money(100000, "EUR")) == "100.000 €"
    assert plain(FORMS["it"].money(Decimal("0.5"), "EUR")) == "0,50 €"
    assert plain(FORMS["en"].money(Decimal("12345.67"), "EUR")) == "€12,345.67"
    assert plain(FORMS["de"].percent(Decimal("40.5"))) == "40,5 %"
    assert plain(FORMS["it"].percent(50)) == "50%"


def test_lists_are_joined_as_in_a_sentence() -> None:
    assert [form.listed(["a", "b", "c"]) for form in FORMS.values()] == [
        "a, b e c",
        "a, b and c",
        "a, b und c",
        "a, b et c",
    ]
    assert FORMS["it"].listed(["a"]) == "a"
    assert FORMS["it"].listed([]) == ""


def test_countries_and_languages_have_names() -> None:
    assert [form.country("DE") for form in FORMS.values()] == ["Germania", "Germany", "Deutschland", "Allemagne"]
    assert [form.language("fr") for form in FORMS.values()] == ["francese", "French", "Französisch", "français"]
    assert FORMS["it"].country("XX") == "XX"


def test_the_direction_of_writing_is_known() -> None:
    assert FORMS["it"].direction == "ltr"
    assert Formats("ar").direction == "rtl"


def test_distances_are_in_metres_then_in_kilometres() -> None:
    assert [plain(FORMS["it"].distance(metres)) for metres in (500, 1000, 2000)] == ["500 m", "1 km", "2 km"]
    assert plain(FORMS["en"].distance(2500)) == "2.5 km"
