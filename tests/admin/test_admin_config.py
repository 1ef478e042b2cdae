"""The desk is told by the models: each field of each kind, in each interface language, with what it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from pydantic import BaseModel

from district.admin.config import bare_groups, config
from district.admin.policy import desk_policy
from district.admin.service import GITHUB_API, backend, hosts
from district.desk.known import Known, known_of
from district.kinds import KINDS
from district.kinds.explained import label_of
from district.kinds.grants import Grants
from district.kinds.shape import MAP, shapes
from district.kinds.site import BrowserDesk, Site
from district.problems import interface_languages
from tests.content import site as surveyed_site

LANGUAGES = interface_languages()
# Of plurals: the keys of a unit's other forms.
CATEGORIES = ("zero", "one", "two", "few", "many")


def known(language: str) -> Known:
    return known_of(surveyed_site("full").content, language)


@cache
def told(language: str) -> dict[str, Any]:
    content = surveyed_site("full").content
    assert content.site
    return config(content.site.facts, known(language), "content", language)


@cache
def collections(language: str) -> dict[str, dict[str, Any]]:
    made = told(language)
    return {one["name"]: one for one in [*made["collections"], *made["singletons"]] if "name" in one}


def fields(
    listed: list[dict[str, Any]], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every field at any depth, by the names that lead to it."""
    for one in listed:
        here = (*path, one["name"])
        yield here, one
        yield from fields(one.get("fields", []), here)


def of_models(model: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], type[BaseModel]]]:
    """Every field of a model at any depth, by the names that lead to it, with the model that it belongs to."""
    for one in shapes(model):
        here = (*path, one.name)
        yield here, one.model
        if one.group and one.form is not MAP:
            yield from of_models(one.group, here)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "model"), [*KINDS.items(), ("site", Site), ("grants", Grants)], ids=str)
def test_each_field_is_there_under_its_label(name: str, model: type[BaseModel], language: str) -> None:
    there = dict(fields(collections(language)[name]["fields"]))
    for path, owner in of_models(model):
        assert there[path]["label"] == label_of(owner, path[-1], language)
        assert there[path]["label"] != path[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_field_is_there_that_no_model_has(language: str) -> None:
    content = known(language)
    own = {*content.languages, *content.facets, *content.measures, *CATEGORIES}
    for name, model in [*KINDS.items(), ("site", Site), ("grants", Grants)]:
        of_model = {path for path, _ in of_models(model)}
        for path in dict(fields(collections(language)[name]["fields"])):
            assert path in of_model or own & set(path)


def test_each_kind_has_a_collection_for_its_facts_and_one_for_each_text() -> None:
    named = [one["name"] for one in told("it")["collections"] if "name" in one]
    wanted = set(KINDS) | {f"{kind}-{text}" for kind, model in KINDS.items() for text in model.texts}
    assert set(named) == wanted
    assert len(named) == len(wanted)


def test_files_are_those_that_reading_reads() -> None:
    found = collections("it")
    facts, report = found["events"], found["events-report"]
    assert (facts["folder"], facts["path"], facts["extension"]) == ("content/events", "{{slug}}/facts", "yaml")
    assert (report["folder"], report["path"], report["extension"]) == ("content/events", "{{slug}}/report", "md")
    assert report["i18n"]
    assert told("it")["i18n"]["structure"] == "multiple_files"
    assert not facts["i18n"]
    assert {one["media_folder"] for one in found.values() if "folder" in one} == {""}


def test_a_third_language_needs_no_code() -> None:
    content = surveyed_site("full").content
    assert content.site
    more = replace(known("it"), languages=("it", "en", "de"))
    made = config(content.site.facts, more, "content", "it")
    assert made["i18n"]["locales"] == ["it", "en", "de"]
    members = next(one for one in made["collections"] if one.get("name") == "members")
    there = dict(fields(members["fields"]))
    assert there["pictures", "alt", "de"]["label"] == "Tedesco"
    assert [there["pictures", "alt", code]["required"] for code in ("it", "en", "de")] == [True, False, False]


def options(one: Mapping[str, Any]) -> dict[str, str]:
    return {option["value"]: option["label"] for option in one["options"]}


def test_words_are_chosen_as_they_read_in_the_language() -> None:
    there = dict(fields(collections("it")["members"]["fields"]))
    assert options(there["facets", "phases"]) == known("it").vocabularies["phases"]
    assert there["facets", "phases"]["multiple"]
    assert options(there["exports_to",])["FR"] == "Francia"
    assert options(there["languages",])["en"] == "inglese"
    assert options(dict(fields(collections("en")["members"]["fields"]))["exports_to",])["FR"] == "France"
    state = dict(fields(collections("it")["events"]["fields"]))["state",]
    assert options(state)["cancelled"] == "annullato"


def test_entries_are_chosen_by_their_names_and_others_are_written() -> None:
    events = dict(fields(collections("it")["events"]["fields"]))
    assert events["participants", "member"]["collection"] == "members"
    assert events["aims",]["collection"] == "aims-text"
    assert events["aims",]["multiple"]
    who = events["organisers", "who"]
    assert who["widget"] == "string"
    assert re.fullmatch(who["pattern"][0], "network")
    assert not re.fullmatch(who["pattern"][0], "Comune")


@pytest.mark.parametrize("written", ["2021", "2021-03", "2021-03-18", "2021-03-18 18:30", "+30d"])
def test_moments_are_written_as_exactly_as_they_are_known(written: str) -> None:
    start = dict(fields(collections("it")["events"]["fields"]))["start",]
    assert re.fullmatch(start["pattern"][0], written)
    assert not re.fullmatch(start["pattern"][0], "14/09/2026")


def test_how_a_code_or_a_folder_is_written_is_told_only_where_one_writes_it() -> None:
    there = dict(fields(collections("it")["events"]["fields"]))
    assert "hint" not in there["participants", "member"]
    assert "hint" not in there["place", "country"]
    assert "members/aurora" in there["organisers", "who"]["hint"]
    assert there["sample",]["hint"].startswith("Sì se la voce è inventata")
    assert there["start",]["hint"].endswith("Per esempio: 2026-09-14")


def test_a_map_of_fixed_keys_has_a_field_for_each() -> None:
    there = dict(fields(collections("it")["site"]["fields"]))
    assert {path[2] for path in there if path[:2] == ("measures", "unit_for") and len(path) == 3} == set(CATEGORIES)
    assert there["measures", "unit_for", "one", "it"]["widget"] == "string"


def test_lists_of_texts_stay_lists() -> None:
    there = dict(fields(collections("it")["members"]["fields"]))
    assert {there[name,]["widget"] for name in ("social", "brands", "aliases")} == {"list"}


def test_only_a_text_without_a_name_needs_a_title_and_no_hand_writes_marks() -> None:
    member, event = (dict(fields(collections("it")[name]["fields"])) for name in ("members-text", "events-text"))
    assert not member["title",]["required"]
    assert event["title",]["required"]
    assert set(member) == {("title",), ("summary",), ("body",)}


def test_what_may_be_bare_is_known_to_the_desk() -> None:
    found = bare_groups()
    assert found["events"]["organisers"] == "who"
    assert found["projects"]["budget"] == "amount"
    assert found["grants"]["grants.amount"] == "amount"


def test_a_flag_that_is_left_out_says_no() -> None:
    """On saving, the desk leaves out flags that are not set."""
    todo, seen = [*KINDS.values(), Site, Grants], set()
    while todo:
        model = todo.pop()
        if model not in seen:
            seen.add(model)
            for one in shapes(model):
                todo += [one.group] if one.group else []
                assert not one.is_flag or model.model_fields[one.attribute].default is False


SERVICES = [
    ({"service": "github"}, {"auth_methods": ["token"]}, GITHUB_API),
    ({"service": "github", "sign_in": "https://in.example"}, {"base_url": "https://in.example"}, GITHUB_API),
    (
        {"service": "github", "server": "https://git.example"},
        {"api_root": "https://git.example/api/v3", "graphql_api_root": "https://git.example/api/graphql"},
        "https://git.example",
    ),
    ({"service": "gitlab"}, {"auth_methods": ["token"]}, "https://gitlab.com"),
    ({"service": "gitlab", "app_id": "x"}, {"app_id": "x", "auth_type": "pkce"}, "https://gitlab.com"),
    (
        {"service": "gitlab", "server": "https://git.example/"},
        {"base_url": "https://git.example", "api_root": "https://git.example/api/v4"},
        "https://git.example",
    ),
    (
        {"service": "gitea", "server": "https://codeberg.org", "app_id": "x"},
        {"base_url": "https://codeberg.org", "api_root": "https://codeberg.org/api/v1", "app_id": "x"},
        "https://codeberg.org",
    ),
]


@pytest.mark.parametrize(("settings", "wanted", "host"), SERVICES)
def test_the_desk_knows_its_service_and_may_speak_to_it_alone(
    settings: dict[str, str], wanted: dict[str, Any], host: str
) -> None:
    desk = BrowserDesk.model_validate({"repository": "rete/sito", **settings})
    made = backend(desk, "copia")
    assert made.items() >= {"name": settings["service"], "repo": "rete/sito", "branch": "main", **wanted}.items()
    assert hosts(desk) == (host,)
    policy = desk_policy(hosts(desk))
    assert f"connect-src 'self' data: blob: {host};" in policy
    assert policy.count("https:") == 1


def test_without_settings_the_desk_speaks_to_no_other_host() -> None:
    assert hosts(None) == ()
    assert "https:" not in desk_policy(())
    assert "'unsafe-eval'" not in desk_policy(())
    assert "script-src 'self';" in desk_policy(())
    assert backend(None, "copia")["repo"] == "local/copia"
