"""The tasks: which there are, what they call, with which status they end."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from district import commands
from district.commands import option_texts, options, texts
from tests.tasks.calling import ROOT, load_tasks, stub


def test_what_tasks_call_is_imported_only_when_they_run() -> None:
    said = "import sys, district.commands; print(*sorted({'pydantic', 'pelican', 'jinja2'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", said], cwd=ROOT, capture_output=True, check=True).stdout == b"\n"


@dataclass(frozen=True)
class Options:
    """As district.plugin.run has it."""

    content: Path
    theme: Path
    output: Path
    publish: bool = False
    siteurl: str = ""
    now: str = ""
    language: str = ""
    desk: bool = False


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[Options]:
    """What the stubbed build was asked for; it ends with the status that `now` says."""
    asked: list[Options] = []

    def build(wanted: Options) -> object:
        asked.append(wanted)
        return SimpleNamespace(status=int(wanted.now or 0), problems=())

    stub(monkeypatch, "district.plugin.run", Options=Options, build=build, leave_standing=lambda _outcome: None)
    return asked


def test_each_task_is_listed_once_in_both_places_and_described_in_both_languages() -> None:
    listed = load_tasks().TASKS
    assert sorted(listed) == sorted(task.name for task in commands.TASKS)
    assert {frozenset(about) for _, about in listed.values()} == {frozenset({"it", "en"})}
    assert {need for need, _ in listed.values()} == {"site", "test"}


def test_each_option_is_described_in_both_languages() -> None:
    named = {str(argument.name) for task in commands.TASKS for argument in task.get_arguments()}
    assert set(option_texts.OPTIONS) == named
    everything = (*option_texts.OPTIONS.values(), *texts.MESSAGES.values())
    assert {frozenset(wordings) for wordings in everything} == {frozenset({"it", "en"})}


def test_a_build_without_options_is_a_preview_of_the_projects_folders(invoke: Any, built: list[Options]) -> None:
    assert invoke("build") == 0
    assert built == [Options(ROOT / "content", ROOT / "theme", ROOT / "output", language="it")]


@pytest.mark.parametrize(("language", "first", "last"), [("it", "avvio", "in tutto"), ("en", "starting", "all")])
def test_a_build_tells_how_long_its_stages_took_when_asked(
    invoke: Any, built: list[Options], capsys: pytest.CaptureFixture[str], language: str, first: str, last: str
) -> None:
    assert invoke("build", "--lang", language) == 0
    assert capsys.readouterr().out == ""
    assert invoke("build", "--profile", "--lang", language) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[1].strip().startswith(first)
    assert told[-1].strip().startswith(last)
    assert len(built) == len([first, last])


def test_a_build_takes_every_option_and_folders_from_where_the_user_stands(
    invoke: Any, built: list[Options], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    given = ["--publish", "--siteurl", "https://example.org", "--now", "1", "--lang", "en", "--desk"]
    assert invoke("build", *given, "--content", "c", "--theme", "t", "--output", "o") == 1
    here = tmp_path.resolve()
    assert built == [
        Options(
            here / "c",
            here / "t",
            here / "o",
            publish=True,
            siteurl="https://example.org",
            now="1",
            language="en",
            desk=True,
        )
    ]


@pytest.mark.parametrize("status", [0, 1, 2])
def test_check_passes_options_and_status_on(
    invoke: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, status: int
) -> None:
    asked: list[tuple[Any, ...]] = []

    def main(*given: object) -> int:
        asked.append(given)
        return status

    stub(monkeypatch, "district.checks.run", main=main)
    given = ["--content", str(tmp_path), "--now", "2025-06-01", "--format", "json", "--lang", "en"]
    assert invoke("check", *given) == status
    assert invoke("check") == status
    assert asked == [(tmp_path.resolve(), "2025-06-01", "json", "en"), (ROOT / "content", "", "text", "it")]


def test_a_checker_that_breaks_off_ends_with_2(
    invoke: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stub(monkeypatch, "district.checks.run", main=lambda *_: 1 // 0)
    assert invoke("check") == 2
    assert "ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.parametrize("given", [("--lang", "fr"), ("--format", "xml")])
def test_a_choice_that_there_is_not_is_refused(
    invoke: Any, capsys: pytest.CaptureFixture[str], given: tuple[str, str]
) -> None:
    assert invoke("check", *given) == 2
    assert f'{given[0]}: "{given[1]}" non va bene' in capsys.readouterr().err


def test_serve_hands_over_what_it_was_given(invoke: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from district.preview import run

    asked: list[Any] = []

    def serve(preview: run.Preview, port: str) -> int:
        asked.append((preview, port))
        return 2

    monkeypatch.setattr(run, "serve", serve)
    given = ["--port", "8123", "--content", str(tmp_path), "--theme", str(tmp_path), "--now", "2025", "--desk"]
    assert invoke("serve", *given) == 2
    folder = tmp_path.resolve()
    assert asked == [(run.Preview(ROOT, folder, folder, ROOT / "output", "2025", "it", desk=True), "8123")]


def test_folders_of_the_home_are_understood(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("USERPROFILE" if os.name == "nt" else "HOME", str(tmp_path))
    assert options.folder("~/here", "content") == (tmp_path / "here").resolve()


def test_invoke_finds_the_tasks_from_any_folder_below(tmp_path: Path) -> None:
    command = [sys.executable, "-P", "-m", "invoke", "--search-root", str(ROOT), "--list"]
    own = {**os.environ, "DISTRICT_LANG": "en", "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", env=own, check=False)
    assert ended.returncode == 0
    assert "build the site into output/" in ended.stdout


def test_ci_calls_exactly_the_test_task() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands_there = [line for line in lines if line and not line.startswith("#")]
    assert commands_there == ["set -eu", 'cd "$(dirname "$0")/.."', "python3 tasks.py test"]
    assert os.name == "nt" or os.access(ROOT / ".ci" / "run", os.X_OK)


def test_an_audit_lists_what_is_used_and_fails_on_what_is_not_the_pinned_file(
    invoke: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from district import supply

    assert invoke("audit") == 0
    listed = capsys.readouterr().out
    assert "GNU Affero General Public License" in listed
    assert "@sveltia/cms 0." in listed
    good = supply.packages()[0]
    other, loose = replace(good, name="other", installed="0.1"), replace(good, name="loose", hashes=0, licence="")
    monkeypatch.setattr(supply, "packages", lambda: (good, other, loose))
    assert invoke("audit") == 1
    said = capsys.readouterr().out
    assert "licenza non detta" in said
    assert f"other: l'elenco vuole {good.version}, qui c'è 0.1" in said
    assert f"loose {good.version}: nell'elenco manca" in said


def test_a_newsletter_wants_a_day_and_hands_over_what_it_was_given(
    invoke: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from district.newsletter import run
    from district.problems import Place, Problem

    asked: list[Any] = []
    answers = [run.Made((tmp_path / "newsletter.eml",)), run.Made(()), run.Made((), (Problem("B107", Place("x"), {}),))]

    def make(wanted: Any, since: Any) -> run.Made:
        asked.append((wanted, since))
        return answers[len(asked) - 1]

    monkeypatch.setattr(run, "make", make)
    for day in ("", "ieri", "2026-02-30"):
        assert invoke("newsletter", "--since", day) == 2
        assert "--since 2025-06-01" in capsys.readouterr().err
    given = [
        "--since",
        "2026-01-31",
        "--siteurl",
        "https://example.org",
        "--content",
        str(tmp_path),
        "--now",
        "2026-11-23",
    ]
    assert invoke("newsletter", *given, "--output", str(tmp_path)) == 0
    assert f"scritto: {tmp_path / 'newsletter.eml'}" in capsys.readouterr().out
    assert invoke("newsletter", "--since", "2026-01-31") == 0
    assert "niente da raccontare" in capsys.readouterr().out
    assert invoke("newsletter", "--since", "2026-01-31") == 1
    assert "B107" in capsys.readouterr().out
    wanted, since = asked[0]
    assert since.isoformat() == "2026-01-31"
    assert (wanted.content, wanted.output) == (tmp_path.resolve(), tmp_path.resolve())
    assert (wanted.publish, wanted.siteurl) == (True, "https://example.org")
    assert asked[1][0].output == ROOT / "newsletter"


@pytest.mark.parametrize(
    "command",
    [
        *(("check",), ("check", "--eccp"), ("newsletter", "--since", "2026-01-01"), ("catalogue",), ("build",)),
        *(("new", "members"), ("event-report", "x"), ("import", "x.yaml"), ("forms",), ("todo",), ("translations",)),
    ],
)
def test_a_moment_that_is_none_is_refused_in_words(
    invoke: Any, capfd: pytest.CaptureFixture[str], tmp_path: Path, command: tuple[str, ...]
) -> None:
    folders = ("--content", str(ROOT / "tests/sites/minimal"), "--output", str(tmp_path / "out"))
    status = invoke(
        *command, "--now", "ieri", *folders[: 4 if command[0] in {"newsletter", "catalogue", "build"} else 2]
    )
    out, err = capfd.readouterr()
    # A build tells it as a problem, among those that it finds.
    assert status == (1 if command == ("build",) else 2)
    assert "--now" in out + err
    assert "ieri" in out + err
    assert "Traceback" not in out + err
    assert not (tmp_path / "out").exists()


def test_check_tells_what_the_european_platform_asks_for_and_how_to_meet_it(
    invoke: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    full = str(ROOT / "tests" / "sites" / "full")
    assert invoke("check", "--eccp", "--content", full, "--now", "2026-11-23") == 1
    said = capsys.readouterr().out
    assert "[no] almeno 15 imprese aderenti" in said
    assert "content/members/" in said
    assert "Requisiti da soddisfare: 1 su 4." in said
    assert invoke("check", "--eccp", "--content", full, "--now", "2026-11-23", "--lang", "en") == 1
    assert "Criteria still to be met: 1 of 4." in capsys.readouterr().out


def test_check_says_that_content_without_a_site_cannot_be_judged(
    invoke: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert invoke("check", "--eccp", "--content", str(tmp_path)) == 1
    assert "check senza --eccp" in capsys.readouterr().out
