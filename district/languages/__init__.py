"""Translations, plural rules, dates, lists, money and names of countries, in any language.

Refuses to know which languages there are: each is a code, a locale and perhaps a .po file.
"""

from district.languages.formats import Formats
from district.languages.strings import SOURCE_LANGUAGE, Strings, read_strings
from district.languages.voice import Voice, speaking, voice

__all__ = ["SOURCE_LANGUAGE", "Formats", "Strings", "Voice", "read_strings", "speaking", "voice"]
