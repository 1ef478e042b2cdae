"""The commands for editors: what they write, what they say, with which status they end."""

from __future__ import annotations

import builtins
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from invoke.program import Program

from tests.content import NOW, lay
from tests.tasks.test_tasks_commands import load_tasks

Run = Callable[..., int]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a task in Italian on a copy of the full site, at the tests' moment; return its exit status."""
    monkeypatch.setenv("DISTRICT_LANG", "it")
    content = lay(tmp_path, "full")

    def call(task: str, *arguments: str, now: bool = True) -> int:
        when = ["--now", NOW] if now else []
        try:
            Program(namespace=load_tasks().namespace).run(
                ["invoke", task, *arguments, "--content", str(content), *when]
            )
        except SystemExit as left:
            return int(left.code or 0)
        return 0

    return call


def test_new_by_options_asks_nothing(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--set", "name=Sandali Nuovi", "--set", "address.hamlet=pianello", "--set", "summary.it=Fa: sandali."]
    assert run("new", "impresa", *given) == 0
    folder = tmp_path / "content/members/sandali-nuovi"
    assert "summary: 'Fa: sandali.'" in (folder / "text.it.md").read_text(encoding="utf-8")
    assert "\n  hamlet: pianello" in (folder / "facts.yaml").read_text(encoding="utf-8")
    assert "È una bozza" in capsys.readouterr().out
    assert run("new", "impresa", *given) == 2
    assert "content/members/sandali-nuovi c'è già" in capsys.readouterr().err


def test_new_tells_what_is_wrong_and_keeps_nothing(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("new", "project", "--set", "title.it=Prova", "--set", "status=forse", "--texts", "results") == 1
    said = capsys.readouterr().out
    assert "F105" in said
    assert "non è stato scritto niente" in said
    assert not (tmp_path / "content/projects/prova").exists()
    assert run("new", "project", "--set", "title.it=Prova", "--set", "status=running", "--texts", "results") == 0
    assert (tmp_path / "content/projects/prova/results.en.md").is_file()
    assert run("new", "azienda", "--slug", "x") == 2
    assert run("new", "news", "--set", "soltanto") == 2
    assert "scrivete per esempio --set name=Aurora" in capsys.readouterr().err


def test_new_asks_where_nothing_is_given(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["Una pagina", "", "", "", ""])
    monkeypatch.setattr(builtins, "input", lambda _prompt: next(answers))
    assert run("new", "pagina") == 0
    assert (tmp_path / "content/pages/una-pagina/text.en.md").is_file()

    def nobody(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr(builtins, "input", nobody)
    assert run("new", "pagina") == 2
    assert "Lasciato perdere" in capsys.readouterr().err


def test_an_events_report_is_prepared_once(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "content/events/assemblea-2026/report.en.md").unlink()
    assert run("event-report", "assemblea-2026") == 0
    assert "report.en.md" in capsys.readouterr().out
    assert run("event-report", "assemblea-2026") == 0
    assert "C'era già tutto" in capsys.readouterr().out
    assert run("event-report", "asemblea-2026") == 2
    assert "Forse «assemblea-2026»?" in capsys.readouterr().err


def test_schemas_are_written_where_they_differ(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schemas", "--output", str(tmp_path / "schemas"), now=False) == 0
    assert "members.json" in capsys.readouterr().out
    assert run("schemas", "--output", str(tmp_path / "schemas"), now=False) == 0
    assert capsys.readouterr().out == "Gli schemi erano già aggiornati.\n"


def test_todo_lists_what_is_left_and_writes_the_e_mails_that_ask(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("todo", "--mails", "--output", str(tmp_path / "mails")) == 0
    said = capsys.readouterr().out
    assert "N208 (4)\n" in said
    assert "Cose da fare: 11.\n" in said
    assert sorted(path.name for path in (tmp_path / "mails").iterdir()) == [
        *("calzaturificio-aurora.eml", "orlatura-borea.eml", "suolificio-ceneri.eml", "tacchi-dalia.eml"),
        "zoccoli-fanale.eml",
    ]
    assert run("todo", "--format", "json", "--lang", "en") == 0
    assert {one["code"] for one in json.loads(capsys.readouterr().out)} == {"N203", "N204", "N205", "N207", "N208"}


def test_todo_without_a_site_says_to_check_first(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "content/site.yaml").unlink()
    assert run("todo") == 2
    assert "usate prima check" in capsys.readouterr().err


def test_import_shows_what_would_change_and_takes_it_when_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = tmp_path / "content/members/orlatura-borea/facts.yaml"
    sent = tmp_path / "borea.yaml"
    sent.write_text("member: orlatura-borea\nfounded: 1990\n", encoding="utf-8")
    answers = iter(["n", "s"])
    monkeypatch.setattr(builtins, "input", lambda _prompt: next(answers))
    assert run("import", str(sent)) == 0
    said = capsys.readouterr().out
    assert "borea.yaml:1: orlatura-borea, da aggiornare" in said
    assert "+founded: 1990" in said
    assert "Non è stato scritto niente." in said
    assert "1990" not in facts.read_text(encoding="utf-8")
    assert run("import", str(sent)) == 0
    assert "founded: 1990" in facts.read_text(encoding="utf-8")
    sent.write_text("member: orlatura-borea\nfounded: boh\n", encoding="utf-8")
    assert run("import", str(sent), "--yes") == 1
    assert "respinte 1" in capsys.readouterr().out
    assert run("import", str(tmp_path / "niente.yaml"), "--yes") == 1
    assert "Y112" in capsys.readouterr().out
    assert run("import", str(tmp_path / "niente.csv"), "--yes") == 2


def test_import_writes_a_template_once(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = tmp_path / "rete.csv"
    assert run("import", str(sheet), "--template") == 0
    assert sheet.read_text(encoding="utf-8-sig").startswith("slug;name;")
    assert run("import", str(sheet), "--template") == 2
    assert "c'è già" in capsys.readouterr().err


def test_forms_are_written_for_all_companies_or_for_one(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("forms", "--output", str(tmp_path / "all")) == 0
    assert len(list((tmp_path / "all").iterdir())) == 5
    given = ["--member", "orlatura-borea", "--language", "en", "--output", str(tmp_path / "one")]
    assert run("forms", *given) == 0
    (path,) = (tmp_path / "one").iterdir()
    assert '<html lang="en">' in path.read_text(encoding="utf-8")
    assert run("forms", "--member", "borea") == 2
    assert "Non c'è un'impresa «borea»" in capsys.readouterr().err
