"""The district: who is shown, who names whom, what comes next."""

from __future__ import annotations

from datetime import datetime

import pytest

from district.clock import read_clock
from district.district import District
from district.kinds.values import Reference, Word
from tests.content import SITES, site, surveyed


def district(name: str = "full", *, publish: bool = False, now: str = "") -> District:
    found = surveyed(SITES / name, publish=publish, clock=read_clock(now)) if now else site(name, publish=publish)
    assert found.district is not None
    return found.district


def slugs(entries: object) -> list[str]:
    return [entry.slug for entry in entries]  # type: ignore[attr-defined]


def test_a_preview_shows_everything() -> None:
    assert district().left_out == {}
    assert {"bozza", "annuncio-di-natale", "esempio-di-notizia"} <= {
        entry.slug for entry in district().entries.values()
    }
    assert len(district().grants) == 3


def test_publishing_leaves_out_samples_drafts_and_what_waits_and_says_which() -> None:
    published = district(publish=True)
    assert {why: slugs(entries) for why, entries in published.left_out.items()} == {
        "sample": ["esempio-di-notizia"],
        "draft": ["bozza"],
        "waiting": ["annuncio-di-natale"],
    }
    assert published.entry(Reference("news", "annuncio-di-natale")) is None
    assert len(published.grants) == 2


def test_what_waited_is_shown_on_its_day() -> None:
    assert district(publish=True, now="2026-12-24").entry(Reference("news", "annuncio-di-natale"))


def test_members_are_those_of_now_by_name() -> None:
    now = ["calzaturificio-aurora", "orlatura-borea", "suolificio-ceneri", "tacchi-dalia", "zoccoli-fanale"]
    assert slugs(district().members) == now
    assert slugs(district(now="2024-06-30T12:00").members) == sorted([*now, "forme-estro"])


def test_who_names_whom_is_known_from_both_ends() -> None:
    borea = district().entry(Reference("members", "orlatura-borea"))
    assert borea is not None
    assert slugs(district().citing(borea)) == ["orlatura", "fiera-di-monaco", "due-apprendiste"]
    assert slugs(district().citing(borea, "events")) == ["fiera-di-monaco"]
    comune = district().entry(Reference("partners", "comune"))
    assert comune is not None
    assert "macchine-nuove" in slugs(district().citing(comune, "calls"))


def test_upcoming_events_are_next_first_and_past_ones_latest_first() -> None:
    assert slugs(district().upcoming) == [
        "incontro-rinviato",
        "incontro-annullato",
        "fiera-di-monaco",
        "fiera-autunno-2027",
    ]
    assert slugs(district().past) == ["assemblea-2026"]
    assert slugs(district(now="2027-02-17").past) == [
        "fiera-di-monaco",
        "incontro-annullato",
        "incontro-rinviato",
        "assemblea-2026",
    ]


@pytest.mark.parametrize(
    ("now", "change"),
    [
        ("2026-11-23T10:00", "2026-12-10T18:00+01:00"),
        ("2026-12-10T18:00", "2026-12-15T12:00+01:00"),
        ("2026-12-15T12:00", "2026-12-18T12:00+01:00"),
        ("2026-12-23T12:00", "2026-12-24T00:00+01:00"),
        ("2026-12-24T00:00", "2027-01-01T00:00+01:00"),
        ("2027-01-16T00:00", "2027-02-01T00:00+01:00"),
        ("2027-06-30T12:00", "2027-07-01T00:00+02:00"),
        ("2030-01-01", None),
    ],
)
def test_the_next_change_is_known(now: str, change: str | None) -> None:
    found = district(publish=True, now=now).next_change()
    assert found == (datetime.fromisoformat(change) if change else None)


def test_a_missing_text_is_borrowed_from_the_first_language_that_has_it() -> None:
    fanale = district().entry(Reference("members", "zoccoli-fanale"))
    assert fanale is not None
    text = district().text(fanale, "en")
    assert text is not None
    assert text.language == "it"
    assert district().text(fanale, "en", "report") is None


def test_words_of_vocabularies_are_found() -> None:
    term = district().term(Word("hamlets", "pianello"))
    assert term is not None
    assert term.label["it"] == "Pianello"
    assert district().term(Word("hamlets", "altrove")) is None
    assert district().term(Word("altro", "pianello")) is None


def test_another_district_speaks_other_languages_in_its_own_zone() -> None:
    other = district("other")
    assert other.languages == ("de", "en")
    assert str(other.clock.zone) == "Europe/Berlin"
    assert [facet.name for facet in other.facets] == ["instruments", "woods", "languages"]


def test_nothing_is_made_of_a_folder_without_site(tmp_path: object) -> None:
    from pathlib import Path

    assert surveyed(Path(str(tmp_path))).district is None
