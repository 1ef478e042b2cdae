"""Cells of a CSV file: what was written comes back, and no spreadsheet reckons with it."""

from __future__ import annotations

import csv
import io
import unicodedata

import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from district.exports.data.csv_form import MARK, PHONE, safe, written
from district.kinds.contacts import SAMPLE_PHONE, Phone
from district.rendering.plain import line

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
HARD = ('è ’ & " < > 😀', "a;b,c", 'say "no"', "x" * 40_000, "=1+1", "", "'", " =1", "﹢1", "@SUM(A1)", "-5")


@pytest.mark.parametrize("decimal", [",", "."])
@given(rows=st.lists(st.lists(TEXTS.map(line), min_size=2, max_size=4), min_size=1, max_size=4))
def test_every_text_comes_back_from_a_file(rows: list[list[str]], decimal: str) -> None:
    rows = [*rows, list(HARD)]
    content = written(rows, decimal)
    text = content.decode("utf-8-sig")
    assert content.startswith(MARK.encode())
    assert list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if decimal == "," else ",")) == rows


@given(text=TEXTS)
def test_no_cell_begins_a_formula_unless_it_is_a_telephone_number(text: str) -> None:
    for begun in (text, *(f"{sign}{text}" for sign in "=+-@\t\r\n＝＋－＠"), f"  ={text}"):
        cell = safe(begun)
        first = unicodedata.normalize("NFKC", cell).lstrip(" \u200b\ufeff")[:1]
        assert first not in set("=+-@\t\r\n") or PHONE.fullmatch(cell)
        # Nothing is lost: an apostrophe more, or the text itself.
        assert cell in {begun, f"'{begun}"}


@given(text=TEXTS)
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assume(text[:1].isalnum() and text[:1].isascii())
    assert safe(text) == text


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_no_countrys_telephone_number_is_spoiled(region: str) -> None:
    for kind in (phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE):
        if number := phonenumbers.example_number_for_type(region, kind):
            phone = Phone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
            assert safe(phone.shown) == phone.shown


def test_a_samples_telephone_number_stays_too() -> None:
    assert safe(Phone(SAMPLE_PHONE).shown) == "+39 000 123456"


@pytest.mark.parametrize("text", ["+1+1", "+39-cmd|' /C calc'!A0", "+3 9=1", "+390583000001", "+39 1)", "+39 12\n=1"])
def test_what_only_looks_like_a_telephone_number_is_defused(text: str) -> None:
    assert safe(text) == f"'{text}"
