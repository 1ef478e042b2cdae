"""A new entry has a folder with every text, explains its fields, passes `check`, and is written over nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from district.desk.asking import Asker
from district.desk.known import known_of
from district.desk.making import RefusedError, Wish, kind_of, make
from district.desk.reporting import event_report
from district.desk.skeleton import skeleton
from district.kinds import KINDS
from district.kinds.explained import explanation
from district.kinds.shape import shapes
from district.kinds.values import Reference
from district.plugin.settings import STRICT_WHEN_PUBLISHING
from district.reading import Content, read
from district.reading.nodes import parse
from district.reading.source import Source
from district.reading.typing import typed
from tests.content import CLOCK, SITES, codes, lay, surveyed, write

FULL = read(SITES / "full", CLOCK)[0]
# What each kind wants, and no more.
LEAST = {
    "members": {"name": "Sandali Nuovi"},
    "events": {"type": "fiera", "start": "2027-01"},
    "news": {"date": "2026-11-20"},
    "projects": {"status": "running"},
    "courses": {"audience": "staff", "start": "2027-02"},
    "calls": {"funder": "network", "deadline": "2027-03-31"},
    "partners": {"name": "Ente Nuovo", "role": "ente"},
    "people": {"name": "Anna Neri"},
    "aims": {},
    "pages": {},
    "sections": {"address.it": "prova", "address.en": "trial"},
}


def uncommented(text: str) -> str:
    """What remains when the # before each field, and before the lines indented below it, is taken away."""
    lines, inside = [], False
    for line in text.splitlines():
        field = re.match(r"# [a-z_]+:( |$)", line)
        # An explanation may begin with a word and a colon, but no field's name is written so.
        inside = bool(field) or (inside and line.startswith("#  "))
        lines.append(line[2:] if inside else line)
    return "\n".join(lines)


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_field_stands_there_explained_and_can_be_uncommented_as_it_is(kind: str, language: str) -> None:
    model = KINDS[kind]
    text = skeleton(model, {}, known_of(FULL, language), language)
    source = Source("", uncommented(text))
    node, problems = parse(source)
    assert node is not None
    assert problems == []
    facts, problems = typed(model, node, source, CLOCK)
    assert problems == []
    assert facts is not None
    assert set(node.plain()) == {one.name for one in shapes(model)}
    folded = " ".join(text.replace("#", " ").split())
    for one in shapes(model):
        assert explanation(model, one.name, language) in folded


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_made_of_the_least_passes_check_in_every_text_and_language(kind: str, tmp_path: Path) -> None:
    content = read(lay(tmp_path, "full"), CLOCK)[0]
    slug = "network" if kind == "sections" else "nuova-voce"
    if kind == "sections":
        for path in (content.root / kind / slug).iterdir():
            path.unlink()
        (content.root / kind / slug).rmdir()
    titles = {} if KINDS[kind].named else {"it": "Prova: una"}
    made = make(content, Wish(kind, slug, LEAST[kind], titles, {}, KINDS[kind].texts[1:]), CLOCK, "it")
    assert made.problems == ()
    names = {path.name for path in (content.root / kind / slug).iterdir()}
    assert names == {"facts.yaml", *(f"{text}.{code}.md" for text in KINDS[kind].texts for code in ("it", "en"))}
    entry = read(content.root, CLOCK)[0].entries[Reference(kind, slug)]
    assert entry.facts.draft
    if titles:
        assert {text.head.title for text in entry.texts.values()} == {"Prova: una"}


def test_nothing_is_written_over_and_nothing_wrong_is_kept(tmp_path: Path) -> None:
    content = read(lay(tmp_path), CLOCK)[0]
    with pytest.raises(RefusedError) as refused:
        make(content, Wish("pages", "chi-siamo", {}, {"it": "Chi"}), CLOCK, "it")
    assert refused.value.code == "entry_exists"
    wrong = make(content, Wish("news", "prova", {"date": "domani"}, {"it": "Prova"}), CLOCK, "it")
    assert codes(wrong.problems) == ["F106"]
    assert not (content.root / "news").exists()
    with pytest.raises(RefusedError) as refused:
        make(content, Wish("news", "../prova", {}, {"it": "Prova"}), CLOCK, "it")
    assert refused.value.code == "no_slug"
    with pytest.raises(RefusedError) as refused:
        make(content, Wish("news", "prova", {"dte": "2026"}, {"it": "Prova"}), CLOCK, "it")
    assert (refused.value.code, refused.value.values["given"]) == ("no_field", "dte")


@pytest.mark.parametrize(
    ("given", "kind"), [("impresa", "members"), ("member", "members"), ("Evento", "events"), ("news", "news")]
)
def test_a_kind_is_known_by_its_name_in_either_language(given: str, kind: str) -> None:
    assert kind_of(given) == kind


def test_a_kind_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(RefusedError) as refused:
        kind_of("azienda")
    assert "members" in refused.value.values["choices"]


def answering(content: Content, answers: list[str], language: str = "it") -> tuple[Asker, list[str]]:
    """An asker whose questions are answered by a list, and what it says."""
    heard: list[str] = []
    waiting: Iterator[str] = iter(answers)

    def ask(prompt: str) -> str:
        heard.append(prompt)
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    return Asker(content, known_of(content, language), CLOCK, language, ask=ask, say=heard.append), heard


def test_questions_offer_the_words_and_take_none_but_right_answers() -> None:
    answers = ["", "Calzature dell'Orsa", "Formapoli", "pianelo", "Serrafonda", "posta@", "posta@orsa.example"]
    answers += ["0583 123456", "", "1, Sandali", "taglio", "Fa zoccoli.", "", "Due Parole", "orsa"]
    asker, heard = answering(FULL, answers)
    wish = asker.wish("members")
    assert wish.slug == "orsa"
    assert wish.values == {
        "name": "Calzature dell'Orsa",
        "address.municipality": "Formapoli",
        "address.hamlet": "serrafonda",
        "email": "posta@orsa.example",
        "phone": "0583 123456",
        "facets.products": "zoccoli, sandali",
        "facets.phases": "taglio",
    }
    assert wish.summaries == {"it": "Fa zoccoli."}
    said = "\n".join(heard)
    assert "Questo serve." in said
    assert "«pianelo» non è tra le parole offerte; forse «pianello»?" in said
    assert "1 zoccoli,  2 sandali" in said
    assert "«posta@» non è un indirizzo e-mail" in said
    assert "members/ [calzature-dell-orsa]" in said
    assert "Vanno bene solo minuscole" in said


def test_questions_are_put_in_english_too_and_ask_a_title_in_every_language() -> None:
    asker, heard = answering(FULL, ["2026-13-01", "2026-11-20", "Una notizia", "", "A piece of news", "", ""], "en")
    wish = asker.wish("news")
    assert (wish.slug, wish.titles) == ("una-notizia", {"it": "Una notizia", "en": "A piece of news"})
    said = "\n".join(heard)
    assert "Of when the news is." in said
    assert "2026-13-01" in said


def test_who_stops_answering_has_written_nothing() -> None:
    asker, _ = answering(FULL, ["Calzature"])
    with pytest.raises(EOFError):
        asker.wish("members")


def test_a_slug_that_is_taken_is_asked_for_again() -> None:
    asker, heard = answering(FULL, ["Zoccoli Fanale", *[""] * 9, "", "zoccoli-nuovi"])
    assert asker.wish("members").slug == "zoccoli-nuovi"
    assert "«zoccoli-fanale» c'è già: sceglietene un altro." in heard


def test_an_event_that_is_over_gets_its_report_and_the_fields_of_afterwards(tmp_path: Path) -> None:
    content = read(
        lay(tmp_path, "full", {"events/assemblea-2026/facts.yaml": "type: assemblea\r\nstart: 2026-05-15"}), CLOCK
    )[0]
    for path in (content.root / "events/assemblea-2026").glob("report.*"):
        path.unlink()
    (content.root / "events/assemblea-2026/sala.jpg").unlink()
    made = event_report(content, "assemblea-2026", CLOCK, "it")
    assert [path.name for path in made.paths] == ["report.it.md", "report.en.md", "facts.yaml"]
    facts = (content.root / "events/assemblea-2026/facts.yaml").read_bytes().decode()
    assert facts.startswith("type: assemblea\r\nstart: 2026-05-15\r\n\r\n# Ora che l'evento è passato")
    assert [name for name in ("figures", "press", "pictures", "documents") if f"\r\n# {name}:\r\n" in facts] == [
        *("figures", "press", "pictures", "documents")
    ]
    problems = surveyed(content.root).problems
    assert codes(problems).count("N114") == 2
    assert not any(problem.is_error for problem in problems)
    assert event_report(read(content.root, CLOCK)[0], "events/assemblea-2026", CLOCK, "it").paths == ()


def test_an_event_to_come_or_unknown_gets_no_report() -> None:
    for slug, code in (("fiera-autunno-2027", "event_not_over"), ("assemblea-2062", "no_event")):
        with pytest.raises(RefusedError) as refused:
            event_report(FULL, slug, CLOCK, "it")
        assert refused.value.code == code
    assert refused.value.values["near"] == "assemblea-2026"


def test_what_is_still_to_be_written_is_told_but_not_of_a_draft(site_folder: Callable[..., Path]) -> None:
    folder = site_folder("minimal")
    text = "---\ntitle: Prova\n---\n[… Da scrivere. …]\n"
    write(folder, {"pages/chi-siamo/text.it.md": text})
    assert "N114" in codes(surveyed(folder).problems)
    write(folder, {"pages/chi-siamo/facts.yaml": "draft: true\n"})
    assert "N114" not in codes(surveyed(folder).problems)


def test_what_is_still_to_be_written_stops_a_publishing() -> None:
    assert "N114" in STRICT_WHEN_PUBLISHING


def test_who_has_no_entry_goes_by_name_and_an_end_comes_after_its_beginning(tmp_path: Path) -> None:
    content = read(lay(tmp_path, "full"), CLOCK)[0]
    answers = [
        "partners/nessuno",
        "Regione di Prova",
        "2026-13",
        "2027-01-31",
        "2027-02-15",
        "",
        "",
        "Un bando",
        "",
        "",
        "",
        "",
    ]
    asker, heard = answering(content, answers)
    wish = asker.wish("calls")
    assert wish.values == {"funder.name": "Regione di Prova", "deadline": "2027-01-31"}
    said = "\n".join(heard)
    assert "1 network,  2 partners/" in said
    assert "«partners/nessuno» non è tra le parole offerte" in said
    assert "2027-02-15" not in str(wish)
    assert make(content, wish, CLOCK, "it").problems == ()


def test_a_new_section_is_one_that_the_plan_knows(tmp_path: Path) -> None:
    content = read(lay(tmp_path, "minimal"), CLOCK)[0]
    asker, heard = answering(content, ["Corsi", "corsi", "courses", "Corsi", "", "Courses", "", "courses"])
    wish = asker.wish("sections")
    assert wish.values == {"address.it": "corsi", "address.en": "courses"}
    said = "\n".join(heard)
    assert "«Corsi» non può stare in un indirizzo" in said
    assert "courses, calls" in said
    assert "home," not in said
    assert make(content, wish, CLOCK, "it").problems == ()
