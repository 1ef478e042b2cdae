"""`python3 tasks.py` on a machine that has only Python: what it says and what it prepares."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from district.bootstrap import environment, texts
from tests.tasks.test_tasks_commands import load_tasks

ROOT = Path(__file__).resolve().parents[2]
BEFORE_THE_VERSION_IS_KNOWN = (
    "tasks.py",
    "district/__init__.py",
    "district/bootstrap/__init__.py",
    "district/bootstrap/texts.py",
)


def run(*arguments: str, language: str = "it") -> subprocess.CompletedProcess[str]:
    """Run tasks.py with no installed package in reach, as on a fresh machine."""
    command = [sys.executable, "-S", "-s", str(ROOT / "tasks.py"), *arguments]
    own = {**os.environ, "DISTRICT_LANG": language, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=own, cwd=ROOT.parent, check=False)


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    """Return the one line on the error stream."""
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1, lines
    return lines[0]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with requirements and no environment, in which environment.py works."""
    monkeypatch.setenv("DISTRICT_LANG", "it")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "LOG", tmp_path / ".venv-setup.log")
    (tmp_path / "requirements").mkdir()
    for need in ("site", "test"):
        (tmp_path / "requirements" / f"{need}.txt").write_text(f"{need}==1 \\\n  --hash=sha256:0\n")
    return tmp_path


def environment_that_works(need: str) -> None:
    """Lay out what counts as a whole environment with `need` installed."""
    environment.interpreter().parent.mkdir(parents=True)
    environment.interpreter().touch()
    library = "Lib" if os.name == "nt" else "lib/python3"
    (environment.VENV / library / "site-packages" / "invoke").mkdir(parents=True)
    environment.record({**environment.identity(), need: environment.fingerprint(need)})


@pytest.mark.parametrize("name", BEFORE_THE_VERSION_IS_KNOWN)
def test_an_old_python_can_read_what_refuses_it(name: str) -> None:
    ast.parse((ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_texts_need_nothing_new_to_run() -> None:
    tree = ast.parse((ROOT / "district/bootstrap/texts.py").read_text(encoding="utf-8"))
    notes = [node for node in ast.walk(tree) if isinstance(node, ast.Subscript | ast.BinOp)]
    annotations = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.arg) and node.annotation}
    assert notes
    assert not any("[" in each or "|" in each for each in annotations)


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10)])
def test_an_old_python_is_refused_in_one_line(
    version: tuple[int, int], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISTRICT_LANG", "it")
    with pytest.raises(SystemExit) as left:
        texts.refuse_old(*version)
    assert left.value.code == 2
    assert "Serve Python 3.11" in (line := one_line(capsys))
    assert ".".join(map(str, version)) in line


@pytest.mark.parametrize("version", [(3, 11), (3, 14), (4, 0)])
def test_a_new_python_is_taken(version: tuple[int, int]) -> None:
    texts.refuse_old(*version)


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "it_IT.UTF-8"}, "it"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE"}, "en"),
        ({"LANG": "C.UTF-8"}, "it"),
        ({"LANG": "POSIX"}, "it"),
        ({"LANG": "it_IT", "LC_ALL": "en_US"}, "en"),
        ({"LC_MESSAGES": "en_US", "LANG": "it_IT"}, "en"),
        ({"LC_ALL": "en_US", "DISTRICT_LANG": "it"}, "it"),
        ({"LC_ALL": "", "LANG": "it@euro"}, "it"),
    ],
)
def test_the_language_is_the_users(variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISTRICT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert texts.language() == expected


def test_every_text_is_there_in_both_languages() -> None:
    assert {frozenset(wordings) for wordings in texts.TEXTS.values()} == {frozenset({"it", "en"})}


@pytest.mark.parametrize(("language", "word"), [("it", "costruisce"), ("en", "build the site")])
@pytest.mark.parametrize("arguments", [(), ("--help",), ("--list",)])
def test_alone_it_lists_the_tasks_without_an_environment(arguments: tuple[str, ...], language: str, word: str) -> None:
    ended = run(*arguments, language=language)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert word in ended.stdout


def test_an_unknown_task_is_refused_with_the_nearest() -> None:
    ended = run("serv")
    assert ended.returncode == 2
    assert ended.stderr.splitlines() == ['Non c\'è un comando "serv"; forse "serve"? L\'elenco: python3 tasks.py']
    assert run("xyzzy", language="en").stderr.splitlines() == ['There is no task "xyzzy". The list: python3 tasks.py']


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_install(
    missing: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        environment, "find_spec", lambda name: None if name == missing else importlib.util.find_spec(name)
    )
    with pytest.raises(SystemExit) as left:
        environment.prepare("site")
    assert left.value.code == 2
    assert "apt install python3-venv" in one_line(capsys)
    assert not (project / ".venv").exists()


def test_missing_requirements_are_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "requirements" / "site.txt").unlink()
    with pytest.raises(SystemExit):
        environment.prepare("site")
    assert "site.txt" in one_line(capsys)


def test_a_second_start_is_immediate(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment_that_works("site")
    monkeypatch.setattr(subprocess, "Popen", None)
    environment.prepare("site")
    assert not (project / ".venv-setup.log").exists()


def test_line_ends_of_another_system_change_nothing(project: Path) -> None:
    before = environment.fingerprint("site")
    path = project / "requirements" / "site.txt"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert environment.fingerprint("site") == before


@pytest.mark.parametrize(
    "harm", ["no state", "half a state", "a list", "other python", "moved", "no python", "no invoke"]
)
def test_an_environment_that_cannot_be_used_counts_as_none(project: Path, harm: str) -> None:
    environment_that_works("site")
    assert environment.installed()
    path = project / ".venv" / "state.json"
    state = json.loads(path.read_text())
    if harm == "no state":
        path.unlink()
    elif harm == "half a state":
        path.write_text('{"python": ')
    elif harm == "a list":
        path.write_text("[]")
    elif harm == "other python":
        path.write_text(json.dumps({**state, "python": "cpython 3.99"}))
    elif harm == "moved":
        path.write_text(json.dumps({**state, "folder": "/elsewhere/.venv"}))
    elif harm == "no python":
        environment.interpreter().unlink()
    else:
        next(environment.VENV.glob("*ib/**/invoke")).rmdir()
    assert environment.installed() == {}


def test_what_lies_in_the_environments_place_is_replaced(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "logged", lambda _command: (0, []))
    (project / "elsewhere").mkdir()
    (project / ".venv").symlink_to(project / "elsewhere", target_is_directory=True)
    environment.make()
    assert (project / "elsewhere").exists()
    (project / ".venv" / "bin").mkdir(parents=True)
    environment.make()
    (project / ".venv").touch()
    environment.make()
    assert not (project / ".venv").exists()


def failing(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Let pip fail, saying `lines`."""
    monkeypatch.setattr(environment, "pip_environment", dict)
    monkeypatch.setattr(environment, "logged", lambda *_, **__: (1, [line + "\n" for line in lines]))


def test_no_network_is_one_line_and_what_worked_still_works(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment_that_works("site")
    before = environment.installed()
    failing(monkeypatch, "WARNING: Retrying (Retry(total=1)): NewConnectionError", "ERROR: No matching distribution")
    with pytest.raises(SystemExit) as left:
        environment.prepare("test")
    assert left.value.code == 2
    line = one_line(capsys)
    assert "rete" in line
    assert ".venv-setup.log" in line
    assert environment.installed() == before
    assert project.exists()


def test_an_installation_that_broke_off_is_made_again(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment_that_works("site")
    failing(monkeypatch, "Installing collected packages: a", "ERROR: No space left on device")
    with pytest.raises(SystemExit):
        environment.prepare("test")
    assert "No space left" in one_line(capsys)
    assert environment.installed() == {}
    assert project.exists()


def test_the_tests_environment_is_also_the_sites(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment_that_works("site")
    monkeypatch.setattr(environment, "pip_environment", dict)
    monkeypatch.setattr(environment, "logged", lambda *_, **__: (0, []))
    (project / "requirements" / "site.txt").write_text("site==2")
    environment.prepare("test")
    state = environment.installed()
    assert {need: state[need] for need in ("site", "test")} == {
        need: environment.fingerprint(need) for need in ("site", "test")
    }


def test_pip_keeps_the_way_to_the_packages_and_no_other_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    listing = (
        "global.index-url='file:///mirror/simple'\nglobal.user='true'\nglobal.timeout='10'\n"
        "install.target=\"/it's elsewhere\"\ninstall.timeout='20'\n:env:.proxy='ignored here'\n"
    )
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(stdout=listing))
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_PROXY", "the.proxy:1")
    monkeypatch.setenv("PIP_TARGET", "elsewhere")
    monkeypatch.setenv("PIP_NO_BINARY", ":all:")
    given = {name: value for name, value in environment.pip_environment().items() if name.startswith("PIP_")}
    assert given == {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_RETRIES": "2",
        "PIP_INDEX_URL": "file:///mirror/simple",
        "PIP_TIMEOUT": "20",
        "PIP_PROXY": "the.proxy:1",
    }


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a process cannot take another's place")
def test_the_task_takes_the_starters_place(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _path, command: taken.append(command))
    monkeypatch.setattr(environment, "interpreter", lambda: Path(sys.executable))
    environment.hand_over(["--version"])
    assert taken[0][-2:] == [str(environment.ROOT), "--version"]


def test_progress_is_told_while_pip_works(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fake = "for n in range(12): print(f'Collecting package{n}==1')\nprint('Installing collected packages: x')"
    status, lines = environment.logged([sys.executable, "-c", fake], total=12)
    assert (status, len(lines)) == (0, 13)
    assert capsys.readouterr().out.splitlines() == ["  scarico 10 di 12: package9", "  installo..."]
    assert (project / ".venv-setup.log").read_text().count("Collecting") == 12
    assert monkeypatch


@pytest.mark.parametrize("task", ["new", "event-report", "import", "build"])
@pytest.mark.parametrize("wish", ["--help", "-h"])
def test_help_is_asked_of_every_task_alike_also_of_those_that_want_a_word(
    task: str, wish: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[list[str]] = []
    monkeypatch.setattr(environment, "prepare", lambda _need: None)
    monkeypatch.setattr(environment, "hand_over", lambda arguments: handed.append(arguments) or 0)
    assert load_tasks().main([task, wish]) == 0
    assert handed == [["--help", task]]
