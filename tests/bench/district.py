"""Districts of any size, by a seed: what is told is the same whoever builds the site from it.

It refuses pictures and everything else that only the engine knows: companies, events and news in two languages, two
vocabularies, links between all of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

SEED = 54
LANGUAGES = ("it", "en")
# The moment that the site is built for; half of the events are over by then.
NOW = "2026-11-23T10:00"
TODAY = date(2026, 11, 23)
SIZES = (54, 540, 2_000, 10_000)
# So many events and news there are for each company.
EVENTS, NEWS = 0.3, 0.31
WORDS = 8
SAID = {
    "it": """la il un una rete impresa suola tomaia filiera lavoro mano pelle forma taglio campione stagione ordine paio
    consegna prova macchina cucitura tradizione ricerca qualità tempo misura cliente mercato territorio giovane scuola
    corso fiera incontro progetto risultato scelta nuovo vecchio piccolo grande lungo sottile preciso ogni quando dove
    come perché insieme sempre dopo prima ancora anche""",
    "en": """the a our every network company sole upper chain work hand leather last cutting sample season order pair
    delivery test machine stitching tradition research quality time measure client market valley young school course
    fair meeting project result choice new old small large long thin precise when where how because together always
    after before again also still""",
}
TITLES = {
    "home": {"it": "Distretto", "en": "District"},
    "members": {"it": "Imprese", "en": "Companies"},
    "events": {"it": "Eventi", "en": "Events"},
    "news": {"it": "Notizie", "en": "News"},
    "phases": {"it": "Fasi", "en": "Phases"},
    "products": {"it": "Prodotti", "en": "Products"},
}
VOCABULARIES = ("phases", "products")


@dataclass(frozen=True)
class Told:
    """A text in one language: Markdown, with `{link}` for each link."""

    title: str
    summary: str
    body: str


@dataclass(frozen=True)
class Thing:
    """A company, an event or a piece of news: what it says, what it names."""

    kind: str
    slug: str
    day: date
    texts: dict[str, Told]
    named: tuple[str, ...] = ()
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)


def word(vocabulary: str, number: int) -> str:
    """A word of a vocabulary."""
    return f"{vocabulary[:-1]}-{number}"


def things(members: int, seed: int = SEED) -> Iterator[Thing]:
    """All that a district of so many companies has to tell."""
    chance = random.Random(seed)
    slugs = [f"impresa-{number:05}" for number in range(members)]
    for slug in slugs:
        words = {
            name: tuple(word(name, number) for number in sorted(chance.sample(range(WORDS), 2)))
            for name in VOCABULARIES
        }
        yield _thing(chance, "members", slug, (chance.choice(slugs),), words)
    for number in range(round(members * EVENTS)):
        yield _thing(chance, "events", f"evento-{number:05}", tuple(chance.sample(slugs, min(4, members))))
    for number in range(round(members * NEWS)):
        yield _thing(chance, "news", f"notizia-{number:05}", tuple(chance.sample(slugs, min(2, members))))


def _thing(
    chance: random.Random,
    kind: str,
    slug: str,
    named: tuple[str, ...],
    words: dict[str, tuple[str, ...]] | None = None,
) -> Thing:
    day = TODAY + timedelta(days=chance.randint(-700, 0 if kind == "news" else 300))
    texts = {language: _told(chance, language, slug) for language in LANGUAGES}
    return Thing(kind, slug, day, texts, named, words or {})


def _told(chance: random.Random, language: str, slug: str) -> Told:
    said = SAID[language].split()

    def sentence(least: int, most: int) -> str:
        return " ".join(chance.choices(said, k=chance.randint(least, most))).capitalize()

    paragraphs = [". ".join(sentence(8, 16) for _ in range(4)) + "." for _ in range(3)]
    points = "\n".join(f"- **{sentence(2, 3)}**: {sentence(4, 8)}" for _ in range(4))
    body = (
        f"{paragraphs[0]}\n\n## {sentence(2, 4)}\n\n{paragraphs[1]} [{sentence(2, 3)}]({{link}}).\n\n"
        f"{points}\n\n{paragraphs[2]}\n"
    )
    return Told(f"{sentence(1, 3)} {slug.rpartition('-')[2]}", sentence(8, 14) + ".", body)


def write(path: Path, text: str) -> None:
    """A text file, with the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
