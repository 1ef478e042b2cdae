"""The committed settings of editors and of the dev container lead to what is there."""

from __future__ import annotations

import configparser
import json
import shlex
from pathlib import Path
from typing import Any

from district.desk.schemas import places
from tests.tasks.test_tasks_commands import load_tasks

ROOT = Path(__file__).parents[2]


def settings(name: str) -> Any:
    return json.loads((ROOT / name).read_text(encoding="utf-8"))


def test_each_schema_is_wired_to_its_files_and_to_nothing_else() -> None:
    wired = settings(".vscode/settings.json")["yaml.schemas"]
    assert wired == {f"./schemas/{name}": glob for name, glob in places().items()}
    for schema, glob in wired.items():
        assert (ROOT / schema).is_file()
        assert list(ROOT.glob(glob)), glob


def test_editors_ask_no_other_host_and_read_yaml_as_the_site_does() -> None:
    said = settings(".vscode/settings.json")
    assert said["yaml.schemaStore.enable"] is False
    assert said["redhat.telemetry.enabled"] is False
    assert said["yaml.yamlVersion"] == "1.2"
    assert said["files.encoding"] == "utf8"
    assert "redhat.vscode-yaml" in settings(".vscode/extensions.json")["recommendations"]


def test_the_dev_container_runs_tasks_that_there_are() -> None:
    container = settings(".devcontainer/devcontainer.json")
    commands = [shlex.split(container[name]) for name in ("postCreateCommand", "postAttachCommand")]
    for program, file, task, *rest in commands:
        assert (program, file, rest) == ("python3", "tasks.py", [])
        assert task in load_tasks().TASKS
    assert container["forwardPorts"] == [8000]
    extensions = container["customizations"]["vscode"]["extensions"]
    assert extensions == settings(".vscode/extensions.json")["recommendations"]


def test_files_are_written_as_editorconfig_says() -> None:
    rules = configparser.ConfigParser()
    rules.read_string("[top]\n" + (ROOT / ".editorconfig").read_text(encoding="utf-8"))
    assert rules["top"]["root"] == "true"
    assert (rules["*"]["charset"], rules["*"]["end_of_line"], rules["*"]["indent_style"]) == ("utf-8", "lf", "space")
    assert rules["*.{py,toml}"]["indent_size"] == "4"
    for folder in ("content", "district", "schemas", ".vscode"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".yaml", ".py", ".md", ".json"}:
                raw = path.read_bytes()
                assert b"\t" not in raw, path
                assert b"\r" not in raw, path
                assert raw.endswith(b"\n"), path
