"""One environment speaks all languages, also from templates that were compiled while another was spoken."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError, pass_context
from jinja2.runtime import Context

from district.languages import speaking
from district.rendering.environment import SETTINGS, Calls, equip
from district.site import Site
from tests.site.built import Built


def said(site: Site, theme: Path, compiled: Path, language: str) -> str:
    environment = equip(Environment(**SETTINGS), theme, compiled)  # type: ignore[arg-type]
    with speaking(site.voices[language]):
        return environment.get_template("x.html").render()


def test_a_number_that_stands_in_a_template_is_written_as_each_language_writes_it(full: Built, tmp_path: Path) -> None:
    template = tmp_path / "theme" / "templates" / "x.html"
    template.parent.mkdir(parents=True)
    template.write_text("{{ 12345.5|number }} {{ ['a', 'b']|listed }} {{ [1.5]|map('number')|first }}")
    site, compiled = full.renderer.site, tmp_path / "compiled"
    for _ in range(2):
        assert said(site, tmp_path / "theme", compiled, "it") == "12.345,5 a e b 1,5"
        assert said(site, tmp_path / "theme", compiled, "en") == "12,345.5 a and b 1.5"
    assert list(compiled.rglob("*")), "what was compiled was kept"


class Thing:
    """What a template may call."""

    def method(self, word: str) -> str:
        return f"method {word}"

    @pass_context
    def seeing(self, context: Context, name: str) -> str:
        return f"sees {context[name]}"

    @classmethod
    def made(cls) -> str:
        return f"made {cls.__name__}"

    def __call__(self, word: str) -> str:
        return f"called {word}"


@pass_context
def looked_up(context: Context, name: str) -> str:
    return f"found {context[name]}"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ thing.method('a') }}", "method a"),
        ("{{ thing('a') }}", "called a"),
        ("{{ thing.made() }}", "made Thing"),
        ("{{ kind().method('a') }}", "method a"),
        ("{% set x = 'y' %}{{ thing.seeing('x') }}", "sees y"),
        ("{% for one in [1, 2] %}{% set x = one %}{{ looked_up('x') }} {% endfor %}", "found 1 found 2 "),
        ("{% block b scoped %}{% set x = 3 %}{{ looked_up('x') }}{% endblock %}", "found 3"),
        ("{% macro m(a, b='c') %}{{ a }}{{ b }}{{ caller() }}{% endmacro %}{% call m(1) %}<{% endcall %}", "1c<"),
        ("{% macro m() %}{{ kwargs.k }}{{ varargs }}{% endmacro %}{{ m(1, k='v') }}", "v(1,)"),
        ("{{ ', '.join(words) }}{{ words|length }}", "&lt;, b2"),
    ],
)
@pytest.mark.parametrize("ours", [True, False])
def test_a_template_calls_as_jinja_calls(template: str, said: str, *, ours: bool) -> None:
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    if ours:
        environment.context_class = Calls
    given = {"thing": Thing(), "kind": Thing, "looked_up": looked_up, "words": ["<", "b"]}
    assert environment.from_string(template).render(**given) == said


def test_what_cannot_be_called_is_told_as_jinja_tells_it() -> None:
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.context_class = Calls
    for template, error in (("{{ nobody() }}", UndefinedError), ("{{ 1() }}", TypeError)):
        with pytest.raises(error):
            environment.from_string(template).render()
