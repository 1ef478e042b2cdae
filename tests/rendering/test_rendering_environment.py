"""One environment speaks all languages, also from templates that were compiled while another was spoken."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from district.kinds.values import FileName
from district.languages import speaking
from district.rendering.environment import SETTINGS, Calls, Modules, equip
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


COMPONENTS = {
    "plain.html": "{% macro who() %}{{ page }}{% endmacro %}",
    "over.html": '{% from "plain.html" import who with context %}{% macro twice() %}{{ who() * 2 }}{% endmacro %}',
    "setting.html": "{% set own = page ~ '!' %}{% macro loud() %}{{ own }}{% endmacro %}",
    "above.html": '{% from "setting.html" import loud with context %}{% macro louder() %}{{ loud() }}!{% endmacro %}',
    "asking.html": "{% macro of() %}{% endmacro %}{% if page == 'a' %}{% macro of() %}of a{% endmacro %}{% endif %}",
    "named.html": '{% import "above.html" as over with context %}{% macro named() %}{{ over.louder() }}{% endmacro %}',
    "broken.html": "{% macro m() %}{% endmacro %}{{ nobody }}",
}
PAGE = """{% from "plain.html" import who with context %}{% from "over.html" import twice with context -%}
{% from "asking.html" import of with context %}{% from "named.html" import named with context -%}
{{ who() }} {{ twice() }} {{ named() }} {{ of() }}"""


@pytest.fixture
def components(tmp_path: Path) -> Environment:
    """An environment with some components that pages import, compiled before."""
    folder = tmp_path / "templates"
    folder.mkdir()
    for name, source in {**COMPONENTS, "page.html": PAGE}.items():
        (folder / name).write_text(source)
    for _ in range(2):
        environment = equip(Environment(**SETTINGS), tmp_path, tmp_path / "compiled")  # type: ignore[arg-type]
        for name in (*COMPONENTS, "page.html"):
            environment.get_template(name)
    return environment


def test_components_see_the_page_that_imports_them_though_they_are_run_once(components: Environment) -> None:
    modules = Modules(components)
    template = components.get_template("page.html")
    assert template.render(modules.begin({"page": "a"})) == "a aa a!! of a"
    assert template.render(modules.begin({"page": "b"})) == "b bb b!! "
    assert template.render(modules.begin({"page": "a"})) == "a aa a!! of a"
    assert set(modules.lasting) == {"plain.html", "over.html"}
    assert set(modules.of_page) == {"setting.html", "above.html", "asking.html", "named.html"}


def test_a_component_sees_nothing_of_the_page_before(components: Environment) -> None:
    modules = Modules(components)
    template = components.from_string('{% from "plain.html" import who with context %}{{ who() }}')
    assert template.render(modules.begin({"page": "a"})) == "a"
    with pytest.raises(UndefinedError, match="page"):
        template.render(modules.begin({"another": "b"}))


def test_a_component_that_fails_fails_on_each_page(components: Environment) -> None:
    modules = Modules(components)
    template = components.from_string('{% from "broken.html" import m with context %}{{ m() }}')
    for _ in range(2):
        with pytest.raises(UndefinedError, match="nobody"):
            template.render(modules.begin({"page": "a"}))
    assert not modules.lasting


class Safe:
    """What says itself how it stands in HTML."""

    def __html__(self) -> str:
        return "<b>"


@pytest.mark.parametrize(
    "said",
    ["", "a", "<&>\"'", "’è", Markup("<i>"), Markup("&amp;"), Safe(), 5, 1.5, None, True, ["<"], FileName("a<b")],
)
@pytest.mark.parametrize("source", ["{{ said }}", "{% set x %}{{ said }}{% endset %}{{ x }}", "{{ said ~ '<' }}"])
def test_what_is_written_is_escaped_as_jinja_escapes_it(said: object, source: str, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    ours = equip(Environment(**SETTINGS), tmp_path).from_string(source)  # type: ignore[arg-type]
    theirs = Environment(autoescape=True).from_string(source)
    assert ours.render(said=said) == theirs.render(said=said)
