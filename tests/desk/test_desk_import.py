"""What members send is tried, shown and taken in: what they did not speak of stays as it stood, to the byte."""

from __future__ import annotations

import difflib
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from district.desk.importing import CHANGED, NEW, REFUSED, SAME, Result, take, tried
from district.desk.known import known_of
from district.desk.skeleton import skeleton
from district.desk.tables import columns, rows, template
from district.desk.updates import columns_of, read_updates
from district.desk.updating import changed
from district.kinds import KINDS
from district.kinds.values import Reference
from district.reading import Content, read
from district.reading.nodes import parse
from district.reading.source import Source
from tests.content import CLOCK, SITES, codes, lay, surveyed

ROOT = Path(__file__).parents[2]
AURORA = "members/calzaturificio-aurora"
FACTS = (
    "# Di Aurora.\nname: Aurora  # da sempre\n\nemail: posta@aurora.example\n"
    "# Dove sta.\naddress:\n  street: 'via Vecchia 1'\n"
    '  postcode: 05512\naims:\n  - uno   # primo\n  - due\nphone: "+39 0583 000001"\nfounded: 1968\n'
)


def content_of(tmp_path: Path, files: dict[str, str] | None = None) -> Content:
    return read(lay(tmp_path, "full", files), CLOCK)[0]


def results(content: Content, file: Path, text: str | bytes) -> list[Result]:
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return tried(content, read_updates(file, CLOCK), CLOCK, "it")


def lines_that_differ(before: str, after: str) -> list[str]:
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


def test_only_what_differs_is_written_and_all_else_stays() -> None:
    after = changed(FACTS, {"email": "posta@aurora.example", "address": {"street": "via Nuova 2"}}, (), ())
    assert lines_that_differ(FACTS, after) == ["-   street: 'via Vecchia 1'", "+   street: 'via Nuova 2'"]
    assert changed(FACTS, {"founded": "1968", "aims": ["uno", "due"]}, ("website",), ()) == FACTS


def test_a_new_field_stands_where_the_model_has_it_and_a_removed_one_is_gone() -> None:
    order = ("name", "email", "phone", "website", "founded")
    after = changed(FACTS, {"website": "https://aurora.example", "brands": ["A", "B: due"]}, ("email",), order)
    assert lines_that_differ(FACTS, after) == [
        *("- email: posta@aurora.example", "+ website: https://aurora.example", "+ brands: [A, 'B: due']")
    ]
    assert after.index("phone:") < after.index("website:") < after.index("founded:") < after.index("brands:")


def test_line_ends_and_byte_order_mark_stay() -> None:
    before = "\ufeff" + FACTS.replace("\n", "\r\n")
    after = changed(before, {"founded": "1969"}, (), ())
    assert after == before.replace("1968", "1969")


def test_comments_around_a_field_that_is_replaced_or_removed_stay() -> None:
    after = changed(FACTS, {"aims": ["tre"]}, ("address",), ())
    gone = [
        "- address:",
        "-   street: 'via Vecchia 1'",
        "-   postcode: 05512",
        "- aims:",
        "-   - uno   # primo",
        "-   - due",
    ]
    assert sorted(lines_that_differ(FACTS, after)) == sorted([*gone, "+ aims: [tre]"])


def test_a_field_stands_below_the_comment_that_showed_it(tmp_path: Path) -> None:
    content = content_of(tmp_path)
    before = skeleton(KINDS["members"], {"name": "Aurora"}, known_of(content, "it"), "it")
    values = {"website": "https://aurora.example", "address": {"street": "via Nuova 2"}}
    after = changed(before, values, (), ())
    assert lines_that_differ(before, after) == [
        *("+ address:", "+   street: via Nuova 2", "+ website: https://aurora.example")
    ]
    assert "\n# website: https://www.example.it\nwebsite: https://aurora.example\n\n" in after


def test_in_any_facts_file_a_field_can_be_added_changed_and_removed_alone() -> None:
    for path in sorted([*(ROOT / "content").glob("*/*/facts.yaml"), *(SITES / "full").glob("*/*/facts.yaml")]):
        before = path.read_text(encoding="utf-8")
        with_it = changed(before, {"zz": "new"}, (), ())
        assert lines_that_differ(before, with_it) == ["+ zz: new"], path
        assert changed(with_it, {"zz": "old"}, (), ()) == with_it.replace("zz: new", "zz: old")
        assert changed(with_it, {}, ("zz",), ()) == before


@given(st.text(min_size=1).filter(lambda text: text.isprintable() and bool(text.strip())))
def test_whatever_is_said_is_read_again_as_it_was_said(said: str) -> None:
    value = said.strip()
    source = Source(
        "", changed("name: x\nlist: [a]\n", {"name": value, "list": [value], "new": {"one": value}}, (), ())
    )
    node, problems = parse(source)
    assert node is not None
    assert problems == []
    assert node.plain() == {"name": value, "list": [value], "new": {"one": value}}


def test_a_map_in_braces_gets_a_line_for_each_field() -> None:
    assert changed("# Di Aurora.\n{name: Aurora, address: {street: via 1}}\n", {"name": "Alba"}, (), ()) == (
        "# Di Aurora.\nname: Alba\naddress: {street: via 1}\n"
    )
    assert changed("", {"name": "Alba"}, (), ()) == "name: Alba\n"


def test_an_update_changes_facts_and_texts_and_confirms_the_profile(tmp_path: Path) -> None:
    content = content_of(tmp_path)
    text = (
        f"member: {AURORA}\nwebsite: https://www.aurora.example/nuovo\nmeasures: {{capacity: {{value: 400}}}}\n"
        "remove: [whatsapp]\nverified_by: Rosa Bianchi\nsummary: {it: Zoccoli e altro.}\n"
    )
    (result,) = results(content, tmp_path / "aurora.yaml", text)
    assert (result.state, result.problems) == (CHANGED, ())
    for line in ("-website: https://www.aurora.example/", "+website: https://www.aurora.example/nuovo"):
        assert f"\n{line}\n" in result.difference
    before = (content.root / AURORA / "facts.yaml").read_text(encoding="utf-8")
    assert "aurora.example/nuovo" not in before
    take([result])
    after = (content.root / AURORA / "facts.yaml").read_text(encoding="utf-8")
    assert lines_that_differ(before, after) == [
        *(
            "- verified_on: 2026-10-12",
            "+ verified_on: 2026-11-23",
            "- updated_on: 2026-10-12",
            "+ updated_on: 2026-11-23",
        ),
        *(
            '- whatsapp: "+39 330 000002"',
            "- website: https://www.aurora.example/",
            "+ website: https://www.aurora.example/nuovo",
        ),
        *("-   capacity: {value: 350, as_of: 2026-09}", "+   capacity: {value: 400, as_of: 2026-11-23}"),
    ]
    entry = read(content.root, CLOCK)[0].entries[Reference("members", "calzaturificio-aurora")]
    assert entry.texts["text", "it"].head.summary == "Zoccoli e altro."
    assert not any(one.is_error for one in surveyed(content.root).problems)


def test_a_confirmation_without_news_changes_the_day_alone(tmp_path: Path) -> None:
    content = content_of(tmp_path)
    (result,) = results(content, tmp_path / "a.yaml", f"member: {AURORA}\nverified_by: Rosa Bianchi\n")
    assert [line for line in result.difference.splitlines() if line[0] in "+-"][2:] == [
        *("-verified_on: 2026-10-12", "+verified_on: 2026-11-23")
    ]
    take([result])
    again = read(content.root, CLOCK)[0]
    assert results(again, tmp_path / "a.yaml", f"member: {AURORA}\nverified_by: Rosa Bianchi\n")[0].state == SAME


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("member: aurora\nmember_until: 2026\n", "I101", 2),
        ("member: calzaturificio-aurora\nsample: true\n", "I101", 2),
        ("member: calzaturificio-aurora\nremove: [name]\n", "I101", 2),
        ("member: calzaturificio-aurora\nwebsit: https://a.example\n", "I102", 2),
        ("member: calzaturificio-auror\nemail: a@b.example\n", "I103", 1),
        ("member: ../../etc\nname: X\n", "I103", 1),
        ("member: calzaturificio-aurora\n\nemail: posta@\n", "F110", 3),
        ("member: calzaturificio-aurora\ntext: {../../x: Ciao}\n", "L101", 1),
        ("member: [\n", "Y102", 2),
    ],
)
def test_what_is_not_right_is_told_where_it_stands_in_what_was_sent(
    tmp_path: Path, text: str, code: str, line: int
) -> None:
    content = content_of(tmp_path)
    (result,) = results(content, tmp_path / "sent.yaml", text)
    assert (result.state, codes(result.problems)) == (REFUSED, [code])
    assert (result.problems[0].place.path, result.problems[0].place.line) == ("sent.yaml", line)
    assert take([result]) == []


def test_what_only_check_can_see_is_refused_too(tmp_path: Path) -> None:
    content = content_of(tmp_path)
    (result,) = results(content, tmp_path / "a.yaml", f"member: {AURORA}\nfacets: {{products: [zoccolo]}}\n")
    assert (result.state, codes(result.problems), result.files) == (REFUSED, ["W101"], {})
    assert "products: [zoccolo]" not in (content.root / AURORA / "facts.yaml").read_text(encoding="utf-8")


TABLE = [
    [
        "slug",
        "name",
        "facets.products",
        "measures.capacity",
        "member_since",
        "founded",
        "address.municipality",
        "text.it",
    ],
    ["calzaturificio-aurora", "Calzaturificio Aurora", "zoccoli; sandali", "350", "", "1968", "", ""],
    ["", "Sandali Nuovi", "sandali", "80", "", "2001", "Formapoli", "Facciamo sandali."],
    ["", "", "", "", "", "", "", ""],
    ["orlatura-borea", "", "", "", "2020", "", "", ""],
    ["", "", "stivali", "", "", "", "", ""],
    ["suolificio-ceneri", "", "", "", "", "boh", "", ""],
    ["tacchi-dalia", "", "", "", "", "1999", "", ""],
]
STATES = [
    (2, CHANGED, []),
    (3, NEW, []),
    (5, REFUSED, ["I101"]),
    (6, REFUSED, ["I103"]),
    (7, REFUSED, ["F106"]),
    (8, CHANGED, []),
]


def as_csv(sign: str) -> str:
    return "\r\n".join(sign.join(f'"{cell}"' if sign in cell else cell for cell in row) for row in TABLE)


def as_xlsx(path: Path) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in TABLE:
        sheet.append([int(cell) if cell.isdecimal() else cell or None for cell in row])
    book.save(path)
    return path.read_bytes()


@pytest.mark.parametrize("form", ["commas", "semicolons", "windows", "xlsx"])
def test_each_row_of_a_sheet_is_reported_and_the_right_ones_are_taken(tmp_path: Path, form: str) -> None:
    content = content_of(tmp_path)
    data: dict[str, str | bytes] = {
        "commas": as_csv(","),
        "semicolons": "\ufeff" + as_csv(";"),
        "windows": as_csv(";").replace("Facciamo sandali.", "Società di sandali.").encode("cp1252"),
    }
    name = "rete.xlsx" if form == "xlsx" else "rete.csv"
    found = results(content, tmp_path / name, as_xlsx(tmp_path / name) if form == "xlsx" else data[form])
    assert [(one.update.place.line, one.state, codes(one.problems)) for one in found] == STATES
    take(found)
    entries = read(content.root, CLOCK)[0].entries
    new = entries[Reference("members", "sandali-nuovi")]
    assert not new.facts.draft
    assert {key for _, key in new.texts} == {"it"}
    assert "Società" in new.texts["text", "it"].body or form != "windows"
    aurora = (content.root / AURORA / "facts.yaml").read_text(encoding="utf-8")
    assert "verified_on: 2026-10-12" in aurora, "a sheet is no word of the member's"
    assert not any(one.is_error for one in surveyed(content.root).problems)


def test_a_new_member_without_a_text_is_a_draft(tmp_path: Path) -> None:
    content = content_of(tmp_path)
    (result,) = results(content, tmp_path / "n.yaml", "name: Calzature dell'Orsa\nemail: orsa@orsa.example\n")
    assert (result.state, result.update.slug) == (NEW, "calzature-dell-orsa")
    assert "+name: Calzature dell'Orsa\n" in result.difference
    facts = result.difference.partition("text.it.md")[0]
    assert "+#" not in facts, "what explains the fields is no news"
    take([result])
    facts = read(content.root, CLOCK)[0].entries[Reference("members", "calzature-dell-orsa")].facts
    assert facts.draft


def test_cells_become_what_a_person_would_have_typed(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["a", "b", "c", "d", "e", None, "f"])
    sheet.append([3.0, 2.5, date(2026, 1, 2), datetime(2026, 1, 2, 9, 30), True, "unnamed", None])  # noqa: DTZ001
    book.save(tmp_path / "a.xlsx")
    assert rows(tmp_path / "a.xlsx") == [
        (2, {"a": "3", "b": "2.5", "c": "2026-01-02", "d": "2026-01-02 09:30", "e": "true"})
    ]


def test_a_sheet_that_is_none_is_told(tmp_path: Path) -> None:
    (result,) = results(content_of(tmp_path), tmp_path / "rete.xlsx", "name;slug")
    assert (result.state, codes(result.problems)) == (REFUSED, ["I104"])


@pytest.mark.parametrize("name", ["rete.csv", "rete.xlsx"])
def test_the_template_has_every_column_that_is_taken(tmp_path: Path, name: str) -> None:
    wanted = columns_of(("it", "en"), ("products",), ("capacity",))
    template(tmp_path / name, wanted)
    assert columns(tmp_path / name) == wanted
    assert {"slug", "name", "address.municipality", "facets.products", "measures.capacity", "text.it"} <= set(wanted)
    (tmp_path / "a.csv").write_text(";".join(wanted) + "\n" + ";".join("x" for _ in wanted), encoding="utf-8")
    (update,) = read_updates(tmp_path / "a.csv", CLOCK)
    assert update.problems == ()
