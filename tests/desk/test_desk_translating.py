"""The theme's strings are counted, texts stand side by side, and what escapes the translations is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from district.desk.escaped import escaped
from district.desk.translating import missing, pseudo, pseudo_theme, side_by_side, strings_of, words_to_translate
from district.kinds.site import Language
from district.languages import read_strings
from district.languages.extract import extracted
from district.reading import read
from tests.content import CLOCK, SITES, lay, page

THEME = Path(__file__).parents[2] / "theme"
LANGUAGES = (
    Language(code="it", locale="it_IT", name="Italiano"),
    Language(code="en", locale="en_GB", name="English"),
)


def test_columns_stand_beside_each_other_and_nothing_is_a_dash() -> None:
    assert side_by_side("Siamo pochi ma buoni.", "We are few.", 25) == ["Siamo pochi | We are few.", "ma buoni.   |"]
    assert side_by_side("", "Gone.", 25) == ["—           | Gone."]


def test_what_there_is_to_translate_is_counted_in_words(tmp_path: Path) -> None:
    stale = "---\ntitle: One\ntranslated_from: [00000000]\n---\nA text.\n"
    files = {
        "pages/uno/facts.yaml": "",
        "pages/uno/text.it.md": page("Uno", "Sono cinque parole in tutto."),
        "pages/due/facts.yaml": "",
        "pages/due/text.it.md": page("Due", "Tre parole qui."),
        "pages/due/text.en.md": stale,
    }
    content, _ = read(lay(tmp_path, "minimal", files), CLOCK)
    assert [(one.entry.key, one.language, one.words) for one in missing(content, ("it", "en"))] == [
        ("pages/uno", "en", 5)
    ]
    assert words_to_translate(content, ("it", "en")) == {"it": 0, "en": 9}


def test_the_themes_strings_are_counted_in_each_language_but_their_own() -> None:
    (found,) = strings_of(THEME, LANGUAGES)
    assert (found.language, found.problems) == ("it", ())
    assert found.total == sum(bool(message.id) for message in extracted(THEME))


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("Search", "⟦Séàrçh⟧"),
        ("%(num)d pairs of <b>shoes</b> &amp; {count}", "⟦%(num)d pàîrs öf <b>shöés</b> &amp; {count}⟧"),
    ],
)
def test_a_pseudo_string_keeps_values_and_tags(said: str, marked: str) -> None:
    assert pseudo(said) == marked


def test_every_string_is_marked_in_every_language(tmp_path: Path) -> None:
    theme = pseudo_theme(THEME, tmp_path / "theme", LANGUAGES)
    wanted = extracted(THEME)
    for one in LANGUAGES:
        strings = read_strings(theme, one.code, one.locale)
        for message in wanted:
            if message.id and not message.context:
                forms = [message.id] if isinstance(message.id, str) else list(message.id)
                said = strings.gettext(forms[0]) if len(forms) == 1 else strings.ngettext(*forms, 2)
                assert said == pseudo(forms[-1])


def test_only_what_neither_theme_nor_content_wrote_is_found(tmp_path: Path) -> None:
    written = {
        "index.html": "<title>Chi siamo</title><p>⟦Séàrçh <b>Siamo</b> ñöw⟧ pochi, 22 novembre; Atom</p>"
        "<script>let word = 'hidden'</script><code>column_name</code><img alt='Fuggita'>",
        "en/index.html": "<p>Chi siamo. <a href='x'>Read more</a> ⟦çlösé⟧</p>",
        "en/two.html": "<a href='x'>Read  more</a>",
        "en/styleguide/index.html": "<p>Tokens</p>",
    }
    for name, text in written.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = list(escaped(tmp_path, SITES / "minimal", LANGUAGES))
    assert found == [("en/index.html", "Read more"), ("index.html", "Fuggita")]
