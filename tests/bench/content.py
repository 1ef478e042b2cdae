"""A district as the engine's content folder.

It refuses what the others have no word for: the plain facts that their pages show too.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.bench.district import LANGUAGES, TITLES, VOCABULARIES, WORDS, Thing, word, write

SITE = """name: Distretto di misura
claim: {it: Si misura, en: We measure}
description: {it: Un distretto inventato, en: An invented district}
url: https://bench.example
languages:
  - {code: it, locale: it_IT, name: Italiano}
  - {code: en, locale: en_GB, name: English}
contacts: {email: posta@bench.example}
menu: [members, events, news]
facets:
  - {vocabulary: phases, first: true}
  - {vocabulary: products}
"""
STEPS = {"members": "companies", "events": "events", "news": "news"}


def lay(folder: Path, things: Iterable[Thing]) -> None:
    """Writes the content folder of a district."""
    write(folder / "site.yaml", SITE)
    for name in ("home", *STEPS):
        section = folder / "sections" / name
        address = f"address: {{it: {TITLES[name]['it'].lower()}, en: {STEPS[name]}}}\n" if name in STEPS else ""
        write(section / "facts.yaml", f"order: 1\n{address}")
        for language in LANGUAGES:
            title = TITLES[name][language]
            write(section / f"text.{language}.md", f"---\ntitle: {title}\n---\n{title}.\n")
    for name in VOCABULARIES:
        label = "{" + ", ".join(f"{code}: {TITLES[name][code]}" for code in LANGUAGES) + "}"
        words = [
            f"  {key}: {{label: {{it: {TITLES[name]['it']} {number}, en: {TITLES[name]['en']} {number}}}}}"
            for number in range(WORDS)
            for key in [word(name, number)]
        ]
        write(folder / "vocabularies" / f"{name}.yaml", "\n".join([f"label: {label}", "words:", *words, ""]))
    write(
        folder / "vocabularies" / "event-types.yaml",
        "label: {it: Tipi, en: Types}\nwords:\n  meeting: {label: {it: Incontro, en: Meeting}}\n",
    )
    for thing in things:
        _lay(folder / thing.kind / thing.slug, thing)


def _lay(folder: Path, thing: Thing) -> None:
    write(folder / "facts.yaml", FACTS[thing.kind](thing))
    for language, told in thing.texts.items():
        title = "" if thing.kind == "members" else f"title: {told.title}\n"
        body = told.body.replace("{link}", f"{{filename}}/members/{thing.named[0]}")
        write(folder / f"text.{language}.md", f"---\n{title}summary: {told.summary}\n---\n{body}")


def _member(thing: Thing) -> str:
    facets = "".join(f"  {name}: [{', '.join(keys)}]\n" for name, keys in thing.words.items())
    return f"name: {thing.texts['it'].title}\nverified_on: {thing.day}\nfacets:\n{facets}"


def _event(thing: Thing) -> str:
    named = ", ".join(f"{{member: {slug}}}" for slug in thing.named)
    return f"type: meeting\nstart: {thing.day}\norganisers: [network]\nparticipants: [{named}]\n"


def _news(thing: Thing) -> str:
    named = ", ".join(f"members/{slug}" for slug in thing.named)
    return f"date: {thing.day}\nabout: [{named}]\n"


FACTS = {"members": _member, "events": _event, "news": _news}
