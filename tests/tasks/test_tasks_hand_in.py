"""What the hosts of the repository are told to do with a proposal, and every night: sound files, commands that run."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CHECK, PUBLISH = (ROOT / ".github" / "workflows" / name for name in ("check.yml", "publish.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
COMMAND = re.compile(r"python3 tasks\.py ([^>\n]+)")


def read(path: Path) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    # YAML 1.1 takes the key `on` for true.
    return {("on" if key is True else key): value for key, value in found.items()}


def commands(path: Path) -> list[list[str]]:
    return [shlex.split(one.replace("$PUBLISH_TO", "folder:x")) for one in COMMAND.findall(path.read_text("utf-8"))]


def run(*arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    content = ["--content", str(folder)] if folder else []
    own = {**os.environ, "DISTRICT_LANG": "it", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "invoke", *arguments, *content]
    return subprocess.run(command, cwd=ROOT, env=own, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("path", [CHECK, PUBLISH, GITLAB], ids=lambda path: path.name)
def test_each_command_is_a_task_with_options_that_it_has(path: Path) -> None:
    assert commands(path)
    for name, *options in commands(path):
        said = run(name, "--help")
        assert said.returncode == 0, name
        for option in options:
            if option.startswith("--"):
                assert re.search(rf"{re.escape(option)}\b", said.stdout), (name, option)


def test_a_proposal_is_checked_its_problems_marked_on_the_lines_and_summed_up_in_italian(tmp_path: Path) -> None:
    (job,) = read(CHECK)["jobs"].values()
    assert read(CHECK)["on"].keys() == {"pull_request", "workflow_dispatch"}
    assert job["env"]["DISTRICT_LANG"] == "it"
    steps = [step for step in job["steps"] if "run" in step]
    assert all("if" in step for step in steps[1:3]), "the marks come also when the check has failed"
    wrong = tmp_path / "content"
    wrong.mkdir()
    (wrong / "site.yaml").write_text("name: [\n", encoding="utf-8")
    said = {arguments[-1]: run(*arguments, folder=wrong) for arguments in commands(CHECK)[:3]}
    assert {one.returncode for one in said.values()} == {1}
    assert "::error file=content/site.yaml,line=" in said["github"].stdout
    assert said["markdown"].stdout.startswith("### ")
    assert "rimedio" in said["markdown"].stdout
    assert "GITHUB_STEP_SUMMARY" in steps[2]["run"]


def test_gitlab_reads_a_report_and_shows_the_summary(tmp_path: Path) -> None:
    job = read(GITLAB)["check"]
    assert job["artifacts"]["reports"]["codequality"] == "problems.json"
    assert job["artifacts"]["paths"] == ["problems.md"]
    written = {line.rpartition("> ")[2]: COMMAND.findall(line)[0].split() for line in job["after_script"]}
    assert written.keys() == {"problems.json", "problems.md"}
    wrong = tmp_path / "content"
    wrong.mkdir()
    finds = json.loads(run(*written["problems.json"], folder=wrong).stdout)
    assert {"description", "fingerprint", "severity", "location"} <= finds[0].keys()


def test_the_main_branch_is_published_and_every_night_only_what_changed_one_at_a_time() -> None:
    found = read(PUBLISH)
    assert found["on"]["push"]["branches"] == ["main"]
    assert [one["cron"] for one in found["on"]["schedule"]] == ["10 3 * * *"]
    assert found["concurrency"] == {"group": "publish", "cancel-in-progress": False}
    for path in (PUBLISH, GITLAB):
        (command,) = [one for one in commands(path) if one[0] == "publish"]
        assert command == ["publish", "--to", "folder:x", "--if-changed"]
    assert read(GITLAB)["publish"]["resource_group"] == "publish"
    for path in (CHECK, PUBLISH, GITLAB):
        assert not re.search(
            r"(?i)(password|secret\w*|key(_id)?)\s*[:=]\s*[\"']?[A-Za-z0-9]{8}", path.read_text("utf-8")
        )


@pytest.mark.long
def test_the_command_of_every_night_publishes_once_and_then_has_nothing_to_do(tmp_path: Path) -> None:
    arguments = ["publish", "--to", f"folder:{tmp_path / 'www'}", "--if-changed", "--now", "2026-11-23T10:00"]
    arguments += ["--siteurl", "https://www.example.org"]
    first, second = run(*arguments), run(*arguments)
    assert first.returncode == 0, first.stdout + first.stderr
    assert (tmp_path / "www" / "index.html").is_file()
    assert second.returncode == 0
    assert "Niente da pubblicare" in second.stdout
