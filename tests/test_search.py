"""The index of the search page: made from what pages say, the same bytes for the same words, kept between builds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from district import search
from district.pagefind import Pagefind
from district.search import FOLDER, SearchError, Words

PAGES = {
    "index.html": ("it", "Distretto", "Una scarpa passa per molte mani."),
    "orlatura/index.html": ("it", "Orlatura", "Si cuciono le tomaie."),
    "en/index.html": ("en", "District", "A shoe goes through many hands."),
}


def words(pages: dict[str, tuple[str, str, str]] | None = None, *, chrome: str = "menu") -> Words:
    """The words of some pages, each with something around its body."""
    found = Words()
    for path, (language, title, text) in (pages or PAGES).items():
        body = (
            f'<main data-pagefind-body data-pagefind-meta="kind:{title.lower()}"><h1>{title}</h1><p>{text}</p></main>'
        )
        html = f'<!doctype html><html lang="{language}"><body><nav>{chrome}</nav>{body}</body></html>'
        found.gather(path, found.look(LexborHTMLParser(html)))
    return found


def test_each_language_has_an_index_of_its_own_and_nothing_that_the_page_does_not_ask_for(tmp_path: Path) -> None:
    files = words().index(tmp_path)
    entry = json.loads(files[f"{FOLDER}/pagefind-entry.json"])
    assert {code: one["page_count"] for code, one in entry["languages"].items()} == {"it": 2, "en": 1}
    plain = {name.removeprefix(f"{FOLDER}/") for name in files if name.count("/") == 1}
    assert {name for name in plain if not name.endswith(".pf_meta")} == {
        "pagefind-entry.json",
        "pagefind.js",
        "kinds.it.json",
        "kinds.en.json",
        "wasm.it.pagefind",
        "wasm.en.pagefind",
    }


def test_the_kind_of_each_find_is_listed_by_its_id(tmp_path: Path) -> None:
    files = words().index(tmp_path)
    kinds = json.loads(files[f"{FOLDER}/kinds.it.json"])
    assert set(kinds) == {"distretto", "orlatura"}
    finds = {name.rpartition("/")[2].partition(".")[0] for name in files if "/fragment/it_" in name}
    assert {find for ids in kinds.values() for find in ids} == finds


def test_the_same_words_make_the_same_bytes_in_any_order_with_any_number_of_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for number, threads in enumerate(("1", "2", "8", "3")):
        monkeypatch.setenv("RAYON_NUM_THREADS", threads)
        pages = dict(reversed(PAGES.items())) if number % 2 else PAGES
        made.append(words(pages).index(tmp_path / str(number)))
    assert all(one == made[0] for one in made)


def test_a_change_in_one_language_leaves_the_others_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = words().index(tmp_path)
    made: list[list[str]] = []
    real = search._made
    monkeypatch.setattr(search, "_made", lambda pages: made.append(list(pages)) or real(pages))
    after = words({**PAGES, "en/index.html": ("en", "District", "A shoe.")}).index(tmp_path)
    assert made == [["en/index.html"]]
    assert {name for name in before if "/it_" in name or "kinds.it" in name} == {
        name for name in after if before.get(name) == after[name] and ("/it_" in name or "kinds.it" in name)
    }


def test_what_stands_around_a_page_makes_no_new_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = words().index(tmp_path)
    monkeypatch.setattr(search, "_made", lambda _pages: pytest.fail("made again"))
    assert words(chrome="another menu").index(tmp_path) == before


def test_a_page_without_a_body_to_be_found_is_left_out(tmp_path: Path) -> None:
    found = Words()
    html = '<html lang="it"><body><main><h1>Non c’è</h1></main></body></html>'
    found.gather("404.html", found.look(LexborHTMLParser(html)))
    assert found.index(tmp_path) == {}
    assert not list(tmp_path.iterdir())


def test_an_index_that_is_not_as_it_was_kept_is_made_again(tmp_path: Path) -> None:
    before = words().index(tmp_path)
    for kept in tmp_path.iterdir():
        kept.write_bytes(kept.read_bytes()[:-40])
    assert words().index(tmp_path) == before


def test_a_question_that_has_no_answer_is_told() -> None:
    with Pagefind() as pagefind, pytest.raises(SearchError, match="does not yet exist"):
        pagefind.ask("GetFiles", index_id=7)


def test_an_answer_of_any_length_is_taken_whole() -> None:
    with Pagefind() as pagefind:
        index = pagefind.ask("NewIndex", config=None)["index_id"]
        html = f"<html lang='it'><body><h1>{'Tomaia ' * 400_000}</h1></body></html>"
        told = pagefind.ask("AddFile", index_id=index, file_path="it/index.html", url=None, file_contents=html)
        assert told["page_word_count"] == 400_000
        assert sum(len(file["content"]) for file in pagefind.ask("GetFiles", index_id=index)["files"]) > 500_000


def test_a_program_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: tmp_path / "pagefind")
    with pytest.raises(SearchError, match="pagefind"):
        words().index(tmp_path / "cache")
    (tmp_path / "pagefind").write_text("#!/bin/sh\necho broken; exit 3\n")
    (tmp_path / "pagefind").chmod(0o755)
    with pytest.raises(SearchError, match="broken"):
        words().index(tmp_path / "cache")
    (tmp_path / "pagefind").write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(SearchError, match="pagefind: 3"):
        words().index(tmp_path / "cache")
