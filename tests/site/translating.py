"""A further language made by files alone: labels, addresses, the theme's strings, a few texts.

It refuses to touch anything but YAML, texts and .po files. What it makes stands in brackets: ⟦…⟧ for the theme's
strings, ⟪…⟫ for the labels, so that a page shows where each of its words comes from.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from district.languages.extract import extracted

BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧|⟪[^⟪⟫]*⟫")


def add_language(content: Path, code: str, locale: str, name: str) -> None:
    """Adds a language to a content folder: to site.yaml, the vocabularies, the addresses of the sections."""
    site = read(content / "site.yaml")
    first = site["languages"][0]["code"]
    site["languages"].append({"code": code, "locale": locale, "name": name})
    write(content / "site.yaml", labelled(site, first, code))
    for path in sorted(content.glob("vocabularies/*.yaml")):
        write(path, labelled(read(path), first, code))
    for path in sorted(content.glob("sections/*/facts.yaml")):
        facts = read(path)
        if "address" in facts:
            facts["address"][code] = f"{code}-{facts['address'][first]}"
            write(path, facts)


def add_text(content: Path, entry: str, code: str, words: str) -> None:
    """Adds an entry's text in a language."""
    text = f"---\ntitle: ⟪{words}⟫\nsummary: ⟪{words}.⟫\n---\n⟪{words}, gesagt in einem Satz.⟫\n"
    (content / entry / f"text.{code}.md").write_text(text, encoding="utf-8")


def add_strings(theme: Path, code: str, locale: str) -> None:
    """Adds the theme's strings in a language, each the English one in brackets."""
    catalogue = Catalog(locale=locale, charset="utf-8")
    for message in extracted(theme):
        if message.id:
            plural = isinstance(message.id, tuple | list)
            forms = [f"⟦{one}⟧" for one in message.id] if plural else []
            # A language may have other plural forms than English: the last one serves for the rest.
            forms = [forms[min(number, 1)] for number in range(catalogue.num_plurals)] if plural else []
            catalogue.add(message.id, forms or f"⟦{message.id}⟧", context=message.context)
    with (theme / "translations" / f"{code}.po").open("wb") as file:
        write_po(file, catalogue)


def labelled(value: Any, first: str, code: str) -> Any:
    """A YAML value with every label and every list of words, which it has in `first`, also in `code`."""
    if isinstance(value, list):
        return [labelled(item, first, code) for item in value]
    if not isinstance(value, dict):
        return value
    if first in value:
        said = value[first]
        return {**value, code: [f"⟪{one}⟫" for one in said] if isinstance(said, list) else f"⟪{said}⟫"}
    return {key: labelled(item, first, code) for key, item in value.items()}


def read(path: Path) -> Any:
    """A YAML file with all its scalars as text, as the engine reads them."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def write(path: Path, value: Any) -> None:
    """Writes a YAML file in the order of its keys."""
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
