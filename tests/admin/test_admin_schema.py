"""The configuration is one that Sveltia itself takes: its package has a schema of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from district.admin.config import config
from district.admin.packages import contents
from district.admin.sveltia import SVELTIA
from district.desk.known import known_of
from district.problems import interface_languages
from tests.content import surveyed

ROOT = Path(__file__).parents[2]
SCHEMA = "schema/sveltia-cms.json"


@pytest.mark.long
@pytest.mark.parametrize("language", interface_languages())
def test_sveltia_takes_the_configuration(language: str) -> None:
    package = replace(SVELTIA, wanted=re.compile(re.escape(SCHEMA)))
    schema = json.loads(contents(package, ROOT / ".cache" / "npm")[SCHEMA])
    # Without the fields that somebody else may define: they would let everything pass.
    schema["definitions"]["Field"] = {"$ref": "#/definitions/StandardField"}
    content = surveyed(ROOT / "content").content
    assert content.site
    made = config(content.site.facts, known_of(content, language), "content", language)
    validator = Draft7Validator(schema)
    assert [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(made)] == []
    made["collections"][0]["fields"][0]["widget"] = "strin"
    assert not validator.is_valid(made)
