"""What the rules see beyond the one folder that each problem has in tests/sites/problems."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from district.checks.run import main
from tests.content import NOW, codes, lines, page, surveyed

Folder = Callable[..., Path]
AIMS = {
    "sections/aims/facts.yaml": "address: {it: scopi, en: aims}\n",
    "sections/aims/text.it.md": page("Scopi"),
    "sections/aims/text.en.md": page("Aims"),
}
FACTS, IT, EN = "pages/chi-siamo/facts.yaml", "pages/chi-siamo/text.it.md", "pages/chi-siamo/text.en.md"


def aim(facts: str) -> dict[str, str]:
    return {
        **AIMS,
        "aims/qualita/facts.yaml": facts,
        "aims/qualita/text.it.md": page(),
        "aims/qualita/text.en.md": page(),
    }


def details(folder: Path, code: str, name: str) -> list[str]:
    return [problem.details[name] for problem in surveyed(folder).problems if problem.code == code]


@pytest.mark.parametrize(
    ("by", "named", "expected"),
    [
        ("", "", []),
        ("", "sample: true", ["R102"]),
        ("", "draft: true", ["R103"]),
        ("", "publish_on: 2027-01-01", ["R104"]),
        ("", "publish_on: 2026-11-23", []),
        ("sample: true", "sample: true", []),
        ("sample: true", "draft: true", []),
        ("draft: true", "draft: true", []),
        ("draft: true", "sample: true", ["R102"]),
        ("publish_on: 2027-01-01", "publish_on: 2027-01-01", []),
    ],
)
def test_who_is_public_names_only_who_is_public(site_folder: Folder, by: str, named: str, expected: list[str]) -> None:
    folder = site_folder(files={**aim(named), FACTS: f"{by}\naims: [qualita]\n"})
    assert codes(surveyed(folder).problems) == expected


def test_links_in_texts_are_held_to_the_same_rule(site_folder: Folder) -> None:
    folder = site_folder(files={**aim("sample: true"), IT: page(body="Si veda [qui]({filename}/aims/qualita).")})
    assert lines(surveyed(folder).problems) == [("R102", f"content/{IT}", 4, 15)]


def test_the_same_broken_link_is_told_each_time_it_stands(site_folder: Folder) -> None:
    body = "{filename}/aims/no e [a]({filename}/aims/no),\n[b]({filename}/aims/no-no) e\n[c]({filename}/aims/no)"
    folder = site_folder(files={**AIMS, IT: page(body=body)})
    assert lines(surveyed(folder).problems) == [
        ("R101", f"content/{IT}", 4, 26),
        ("R101", f"content/{IT}", 5, 5),
        ("R101", f"content/{IT}", 6, 5),
    ]


def test_links_of_raw_html_and_of_lists_of_links_have_places_too(site_folder: Folder) -> None:
    folder = site_folder(files={IT: page(body='<a href="dove/mai">x</a>\n\n[y][1]\n\n[1]: quando/mai "Titolo"\n')})
    assert lines(surveyed(folder).problems) == [("T104", f"content/{IT}", 4, 10), ("T104", f"content/{IT}", 8, 6)]


def test_a_bare_party_is_a_reference_like_any_other(site_folder: Folder) -> None:
    files = {
        "sections/events/facts.yaml": "address: {it: eventi, en: events}\n",
        "sections/events/text.it.md": page(),
        "sections/events/text.en.md": page(),
        "vocabularies/event-types.yaml": "label: {it: T, en: T}\nwords: {fiera: {label: {it: F, en: F}}}\n",
        "events/fiera/facts.yaml": "type: fiera\nstart: 2027\norganisers: [members/nessuno, network]\n",
        "events/fiera/text.it.md": page(),
        "events/fiera/text.en.md": page(),
    }
    assert lines(surveyed(site_folder(files=files)).problems) == [("R101", "content/events/fiera/facts.yaml", 3, 14)]


def test_a_slip_in_the_kind_is_told_with_the_kind_that_was_meant(site_folder: Folder) -> None:
    files = {
        "sections/news/facts.yaml": "address: {it: notizie, en: news}\n",
        "sections/news/text.it.md": page(),
        "sections/news/text.en.md": page(),
        "news/una/facts.yaml": "date: 2026\nabout: [page/chi-siamo]\n",
        "news/una/text.it.md": page(),
        "news/una/text.en.md": page(),
    }
    folder = site_folder(files=files)
    assert details(folder, "R101", "nearest") == ["pages/chi-siamo"]
    assert details(folder, "R101", "kind") == ["pages"]


def test_a_sample_grant_may_go_to_a_sample(site_folder: Folder) -> None:
    member = "name: Aurora\nsample: true\nverified_on: 2026-10-01\n"
    grant = (
        "grantor: A\n    recipient: members/aurora\n    amount: 1\n    date: 2026-01-01\n    reason: {it: X, en: X}\n"
    )
    files = {
        "sections/members/facts.yaml": "address: {it: imprese, en: companies}\n",
        "sections/members/text.it.md": page(),
        "sections/members/text.en.md": page(),
        "members/aurora/facts.yaml": member,
        "members/aurora/text.it.md": page(),
        "members/aurora/text.en.md": page(),
        "grants.yaml": f"grants:\n  - {grant}",
    }
    folder = site_folder(files=files)
    assert codes(surveyed(folder).problems) == ["R102"]
    (folder / "grants.yaml").write_text(f"grants:\n  - sample: true\n    {grant}", encoding="utf-8")
    assert codes(surveyed(folder).problems) == []


def test_anchors_are_those_of_the_page_in_the_links_own_language(site_folder: Folder) -> None:
    link = "[gli anni]({filename}/pages/chi-siamo#the-first-years)"
    folder = site_folder(
        files={"sections/home/text.it.md": page(body=link), "sections/home/text.en.md": page(body=link)}
    )
    assert lines(surveyed(folder).problems) == [("T108", "content/sections/home/text.it.md", 4, 12)]


def test_a_picture_in_a_text_needs_its_alternative_text_in_the_facts(site_folder: Folder) -> None:
    folder = site_folder(files={IT: page(body="![Una foto](foto.jpg)"), "pages/chi-siamo/foto.jpg": b"x"})
    assert codes(surveyed(folder).problems) == ["T107"]


def test_words_of_a_broken_vocabulary_are_not_called_unknown(site_folder: Folder) -> None:
    vocabulary = "label: {it: Località, en: Places}\nwords:\n  pianello: {labell: {it: Pianello, en: Pianello}}\n"
    folder = site_folder(files={"vocabularies/hamlets.yaml": vocabulary})
    text = (folder / "site.yaml").read_text(encoding="utf-8")
    (folder / "site.yaml").write_text(text + "seat: {hamlet: pianello}\n", encoding="utf-8")
    assert codes(surveyed(folder).problems) == ["F102", "F101"]


def test_no_text_at_all_is_an_error_and_a_missing_translation_a_notice(site_folder: Folder) -> None:
    folder = site_folder()
    (folder / EN).unlink()
    found = surveyed(folder)
    assert (codes(found.problems), found.is_sound) == (["N101"], True)
    (folder / IT).unlink()
    found = surveyed(folder)
    assert (codes(found.problems), found.is_sound) == (["T106"], False)


def test_publishing_checks_all_content_and_shows_less(site_folder: Folder) -> None:
    folder = site_folder(files={FACTS: "draft: true\norder: uno\n"})
    assert codes(surveyed(folder, publish=True).problems) == ["F103"]


@pytest.mark.parametrize(
    ("files", "status"), [({}, 0), ({FACTS: "order: uno\n"}, 1), ({"pages/chi-siamo/a.jpg": b"x"}, 0)]
)
def test_the_exit_status_tells_errors_from_notices(
    site_folder: Folder, capsys: pytest.CaptureFixture[str], files: dict[str, str | bytes], status: int
) -> None:
    folder = site_folder(files=files)
    assert main(folder, NOW, "text", "en") == status
    assert capsys.readouterr().out


def test_each_form_of_the_output_says_the_same(site_folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder = site_folder(files={FACTS: "order: uno\nordre: 2\n", "sections/home/a.jpg": b"x"})
    said = {}
    for form in ("text", "json", "github"):
        main(folder, NOW, form, "it")
        said[form] = capsys.readouterr().out
    assert [one["code"] for one in json.loads(said["json"])] == ["F103", "F102", "N103"]
    assert said["text"].endswith("2 errori e 1 avviso\n")
    assert said["github"].splitlines()[2].startswith("::warning file=content/sections/home/a.jpg,title=N103::")
    assert "::error file=content/pages/chi-siamo/facts.yaml,line=1,col=8,title=F103::" in said["github"]
