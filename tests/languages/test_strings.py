"""The theme's strings: gathered from its templates, kept in .po files, none filled in silently."""

from __future__ import annotations

from pathlib import Path

import pytest

from district.languages import SOURCE_LANGUAGE, Formats, Voice, read_strings, speaking, voice
from district.languages.extract import extracted, update
from district.languages.strings import untranslated
from district.problems import print_problems

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # The engine's own strings are found whatever the theme: here only the theme's count.
    monkeypatch.setattr("district.languages.extract.TABLES", tmp_path / "none")
    made = tmp_path / "theme"
    (made / "templates" / "parts").mkdir(parents=True)
    (made / "translations").mkdir()
    write(made, "base.html", '{{ _("Companies") }} {{ ngettext("%(num)d pair", "%(num)d pairs", n) }}\n')
    write(made, "parts/menu.html", '{# translators: the button #}\n{{ pgettext("menu", "Open") }}{% do x.y() %}\n')
    return made


def write(theme: Path, name: str, text: str) -> None:
    (theme / "templates" / name).write_text(text, encoding="utf-8")


def translate(theme: Path, text: str, language: str = "it") -> None:
    (theme / "translations" / f"{language}.po").write_text(PO + text, encoding="utf-8")


WHOLE = """
msgid "Companies"
msgstr "Imprese"

msgid "%(num)d pair"
msgid_plural "%(num)d pairs"
msgstr[0] "%(num)d paio"
msgstr[1] "%(num)d paia"

msgctxt "menu"
msgid "Open"
msgstr "Apri"
"""


def told(theme: Path, language: str = "it") -> list[tuple[str, str]]:
    return sorted((p.code, p.details["value"]) for p in untranslated(theme, language, "it_IT"))


def test_strings_are_found_in_every_template(theme: Path) -> None:
    found = {message.id for message in extracted(theme) if message.id}
    assert found == {"Companies", ("%(num)d pair", "%(num)d pairs"), "Open"}


def test_strings_come_in_their_number_and_their_context(theme: Path) -> None:
    translate(theme, WHOLE)
    strings = read_strings(theme, "it", "it_IT")
    assert strings.gettext("Companies") == "Imprese"
    assert [strings.ngettext("%(num)d pair", "%(num)d pairs", n) for n in (0, 1, 2)] == [
        "%(num)d paia",
        "%(num)d paio",
        "%(num)d paia",
    ]
    assert strings.pgettext("menu", "Open") == "Apri"
    assert strings.gettext("Open") == "Open"


def test_a_language_without_file_speaks_the_templates_own(theme: Path) -> None:
    assert read_strings(theme, "fr", "fr_FR").gettext("Companies") == "Companies"


def test_whole_translations_say_nothing(theme: Path) -> None:
    translate(theme, WHOLE)
    assert told(theme) == []
    assert told(theme, SOURCE_LANGUAGE) == []


def test_what_has_no_translation_is_told(theme: Path) -> None:
    translate(theme, WHOLE.replace('"Imprese"', '""').replace('msgstr[1] "%(num)d paia"', 'msgstr[1] ""'))
    assert told(theme) == [("N120", "%(num)d pair"), ("N120", "Companies")]
    assert told(theme, "fr") == [("N120", "%(num)d pair"), ("N120", "Companies"), ("N120", "Open")]


def test_what_is_only_guessed_is_told_and_not_used(theme: Path) -> None:
    translate(theme, WHOLE.replace('msgid "Companies"', '#, fuzzy\nmsgid "Companies"'))
    assert told(theme) == [("N121", "Companies")]
    assert read_strings(theme, "it", "it_IT").gettext("Companies") == "Companies"


def test_what_is_told_has_its_words(theme: Path) -> None:
    translate(theme, WHOLE.replace('"Imprese"', '""'))
    problems = list(untranslated(theme, "it", "it_IT"))
    assert "theme/translations/it.po:8:1: N120" in print_problems(problems, "text", "it")
    assert "templates/base.html" in print_problems(problems, "text", "en")


def test_updating_twice_changes_nothing_the_second_time(theme: Path) -> None:
    translate(theme, WHOLE + '\nmsgid "Gone"\nmsgstr "Sparito"\n')
    assert update(theme) == ["messages.pot", "it.po"]
    once = (theme / "translations" / "it.po").read_bytes()
    assert update(theme) == []
    assert (theme / "translations" / "it.po").read_bytes() == once
    assert b"Gone" not in once
    assert b"Sparito" not in once
    assert b"Imprese" in once


def test_updating_leaves_what_is_new_empty(theme: Path) -> None:
    translate(theme, WHOLE)
    update(theme)
    write(theme, "base.html", '{{ _("Companies") }} {{ _("Company") }}\n')
    assert update(theme) == ["messages.pot", "it.po"]
    assert told(theme) == [("N120", "Company")]


def test_no_date_stands_in_the_files(theme: Path) -> None:
    translate(theme, WHOLE)
    update(theme)
    pot = (theme / "translations" / "messages.pot").read_text(encoding="utf-8")
    assert "2026" not in pot


def test_the_voice_is_that_of_the_innermost_block() -> None:
    italian, english = (Voice(code, Formats(code), read_strings(Path(), code, code)) for code in ("it", "en"))
    with pytest.raises(LookupError):
        voice()
    with speaking(italian):
        assert voice().language == "it"
        with speaking(english):
            assert voice().language == "en"
        assert voice().language == "it"
        with pytest.raises(KeyError), speaking(english):
            raise KeyError
        assert voice().language == "it"
    with pytest.raises(LookupError):
        voice()
