"""The theme's own words: every one of them passes through the translations, and every translation is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from selectolax.lexbor import LexborHTMLParser

from district.languages.extract import extracted, update
from district.languages.strings import untranslated
from district.rendering import make_environment
from tests.site import built
from tests.site.built import THEME, Built, codes

TEMPLATES = sorted(path for path in (THEME / "templates").rglob("*.html"))
TRANSLATING = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
# Filters whose arguments are names for the engine.
FILTERS = {"replace", "selectattr", "rejectattr", "map", "groupby", "sort"}
# Names that are the same in every language.
NAMES = {"WhatsApp", "PDF", "vcf", "csv", "OpenStreetMap", "Google", "Apple", "Maps", "Atom", "JSON", "ics"}
SPOKEN = ("alt", "title", "aria-label", "placeholder", "label", "summary", "data-over")


@pytest.fixture(scope="module")
def known() -> set[str]:
    """Every string that some template hands to the translations."""
    return {
        one for message in extracted(THEME) for one in ([message.id] if isinstance(message.id, str) else message.id)
    }


def test_every_string_is_translated_in_every_language_of_the_content(site: Built) -> None:
    assert {"N120", "N121"} & set(codes(site.problems)) == set()
    for language in site.district.site.languages:
        assert list(untranslated(THEME, language.code, language.locale)) == []


def test_translations_are_in_step_with_the_templates(tmp_path: Path) -> None:
    assert update(built.copied(THEME, tmp_path / "theme")) == []


def test_translations_ask_for_the_same_values_as_their_strings(site: Built) -> None:
    values = re.compile(r"%\(\w+\)[sd]|%%")
    for message in extracted(THEME):
        for language, voice in site.renderer.site.voices.items():
            if isinstance(message.id, str) and message.id and language != "en":
                said = (
                    voice.strings.pgettext(message.context, message.id)
                    if message.context
                    else voice.strings.gettext(message.id)
                )
                assert sorted(values.findall(said)) == sorted(values.findall(message.id)), (language, message.id)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(THEME / "templates").as_posix())
def test_a_template_writes_no_word_past_the_translations(template: Path) -> None:
    environment = make_environment(THEME)
    source = template.read_text(encoding="utf-8")
    tree = LexborHTMLParser(f"<body>{written(environment, source)}</body>")
    assert tree.root is not None
    words = []
    for node in tree.root.traverse(include_text=True):
        parent = node.parent
        if node.tag == "-text" and (parent is None or parent.tag not in {"script", "style"}):
            words.append(node.text(deep=False) or "")
        elif node.tag != "-text":
            words += [node.attributes.get(name) or "" for name in SPOKEN]
    assert [word for text in words for word in re.findall(r"[^\W\d_]{2,}", text) if word not in NAMES] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(THEME / "templates").as_posix())
def test_a_template_hands_no_sentence_to_a_component_past_the_translations(template: Path, known: set[str]) -> None:
    tree = make_environment(THEME).parse(template.read_text(encoding="utf-8"))
    assert [text for text in constants(tree) if is_sentence(text) and text not in known] == []


def is_sentence(text: str) -> bool:
    """Whether a text is for readers: the names of styles have hyphens and no capitals."""
    style = "-" in text and re.fullmatch(r"[a-z0-9 -]+", text)
    return not style and bool(re.search(r"^[A-Z].*[a-z]{2}|[a-z]{2} [a-z]", text))


def written(environment: Environment, source: str) -> str:
    """What a template writes by itself, with nothing in the place of its expressions."""
    data, inside = [], False
    for _line, token, value in environment.lex(source):
        if token == "data":
            data.append(value)
        elif token in {"variable_begin", "block_begin"}:
            inside = True
        elif token in {"variable_end", "block_end"} and inside:
            inside = False
            data.append("§" if token == "variable_end" else " ")
    return "".join(data)


def constants(node: nodes.Node) -> Iterator[str]:
    """The texts in a template's expressions that go through no translation."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in TRANSLATING:
        return
    if isinstance(node, nodes.Filter) and node.name in FILTERS:
        if node.node is not None:
            yield from constants(node.node)
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and "<" not in node.value:
        yield node.value
    for child in node.iter_child_nodes():
        yield from constants(child)
