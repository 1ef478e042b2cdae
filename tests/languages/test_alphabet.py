"""Titles from A to Z."""

from __future__ import annotations

import pytest

from district.languages.alphabet import folded, initial


@pytest.mark.parametrize(
    ("text", "expected"),
    [("L’Ètere 2", "letere 2"), ("  A   b ", "a b"), ("Über-Schuh", "uberschuh"), ("ŁÓDŹ", "łodz"), ("…", "")],
)
def test_titles_are_compared_without_case_accents_and_signs(text: str, expected: str) -> None:
    assert folded(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("élan", "E"), ("«Brenta»", "B"), ("3D", "#"), ("…", "#"), ("ßa", "S"), ("жук", "Ж")]
)
def test_a_title_stands_under_its_first_letter(text: str, expected: str) -> None:
    assert initial(text) == expected
