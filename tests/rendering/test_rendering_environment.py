"""One environment speaks all languages, also from templates that were compiled while another was spoken."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment

from district.languages import speaking
from district.rendering.environment import SETTINGS, equip
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
