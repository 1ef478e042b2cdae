"""What the site is made with is told whole: pinned, with licence, as a bill that others read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from district.admin import supplied
from district.supply import bill, packages


def test_every_pinned_package_is_told_with_version_hashes_and_licence() -> None:
    found = packages()
    assert [one.name for one in found] == sorted(one.name for one in found)
    assert {"pelican", "pydantic", "pyyaml", "markdown", "babel"} <= {one.name for one in found}
    here = [one for one in found if one.installed]
    assert len(here) > 40
    for one in here:
        assert one.is_pinned, one.name
        assert one.licence, one.name
    assert all(one.hashes for one in found)
    assert next(one for one in found if one.name == "jinja2").needs == ("markupsafe",)


def test_a_list_is_read_with_names_in_any_form_extras_and_markers(tmp_path: Path) -> None:
    listed = tmp_path / "site.txt"
    digest = "0" * 64
    listed.write_text(
        f"Py_YAML[x]==6.0 ; sys_platform == 'linux' \\\n    --hash=sha256:{digest} \\\n    --hash=sha256:{digest}\n"
        "not-here==1.0\n",
        encoding="utf-8",
    )
    first, second = packages(listed)
    assert (first.name, first.version, first.hashes, first.installed) == ("not-here", "1.0", 0, "")
    assert (second.name, second.version, second.hashes) == ("py-yaml", "6.0", 2)


def test_another_version_than_the_pinned_one_is_known() -> None:
    one = replace(packages()[0], version="1.10", installed="1.010")
    assert one.is_pinned
    assert not replace(one, installed="1.1").is_pinned
    assert replace(one, installed="").is_pinned, "for another system"


def test_the_bill_is_sound_cyclonedx_and_the_same_each_time() -> None:
    made = bill(packages(), "https://example.org")
    assert made == bill(packages(), "https://example.org")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(made.decode()) is None
    said = json.loads(made)
    refs = {one["bom-ref"] for one in said["components"]}
    told = {one["ref"] for one in said["dependencies"]}
    assert told == refs | {"site"}
    reached, waiting = set[str](), ["site"]
    needs = {one["ref"]: one["dependsOn"] for one in said["dependencies"]}
    while waiting:
        one = waiting.pop()
        waiting += [two for two in needs[one] if two not in reached]
        reached |= set(needs[one])
    assert reached == refs, "nothing is in the list that nothing needs"


def test_the_bill_names_its_packages_as_others_do() -> None:
    said = json.loads(bill(packages(), "x"))
    assert all(one["purl"].startswith("pkg:pypi/") for one in said["components"])


def test_a_site_with_a_desk_tells_of_its_packages_too() -> None:
    made = bill((*packages(), *supplied()), "https://example.org")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(made.decode()) is None
    of_npm = [one["purl"] for one in json.loads(made)["components"] if one["purl"].startswith("pkg:npm/")]
    assert [one.rpartition("@")[0] for one in of_npm] == ["pkg:npm/%40sveltia/cms", "pkg:npm/yaml"]
