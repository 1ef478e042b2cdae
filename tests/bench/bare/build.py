"""The least that Python does for the same pages: PyYAML, Python-Markdown and Jinja in two processes, nothing else.

No generator, but a floor to hold the engine against. It refuses all that an engine is for: facts have no types and no
places, nothing is checked, a folder that is half written stays half written, and what it kept is believed.
"""

from __future__ import annotations

import gc
import marshal
import os
import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from jinja2 import Environment, FileSystemLoader
from markdown import Markdown

HERE = Path(__file__).parent
KINDS = ("members", "events", "news")
LANGUAGES = ("it", "en")
VOCABULARIES = ("phases", "products")
PROCESSES = 2
LINK = re.compile(r"\{filename\}([^)]+)")
LATEST = 10
KEPT = ".kept"
# As the engine asks Python-Markdown.
EXTENSIONS = ("tables", "sane_lists", "def_list", "smarty", "toc", "abbr")


class Text(NamedTuple):
    """A text in one language."""

    title: str
    summary: str
    body: str


class Thing(NamedTuple):
    """A company, an event or a piece of news."""

    kind: str
    slug: str
    facts: dict[str, Any]
    texts: dict[str, Text]

    @property
    def named(self) -> list[str]:
        """The companies that it names."""
        people = [one["member"] for one in self.facts.get("participants", ())]
        return [*people, *(one.rpartition("/")[2] for one in self.facts.get("about", ()))]

    @property
    def words(self) -> list[tuple[str, str]]:
        """The words of vocabularies that it has."""
        return [(name, key) for name, keys in self.facts.get("facets", {}).items() for key in keys]


class Page(NamedTuple):
    """A file to make: its path, its template, what the template may name."""

    path: str
    template: str
    names: dict[str, Any]


def load(text: str) -> Any:
    """What YAML says."""
    return yaml.load(text, Loader=yaml.CSafeLoader)


def read(folder: Path) -> Iterator[Thing]:
    """All things of the content."""
    for kind in KINDS:
        for place in sorted((folder / kind).iterdir()):
            facts = load((place / "facts.yaml").read_text(encoding="utf-8"))
            texts = {}
            for language in LANGUAGES:
                said = (place / f"text.{language}.md").read_text(encoding="utf-8")
                _, head, body = said.split("---\n", 2)
                found = load(head)
                texts[language] = Text(found.get("title") or facts["name"], found["summary"], body)
            yield Thing(kind, place.name, facts, texts)


def planned(folder: Path, things: list[Thing]) -> Iterator[Page]:
    """All pages of all languages, feeds and the sitemap."""
    of = {kind: [one for one in things if one.kind == kind] for kind in KINDS}
    names = {one.slug: one.facts["name"] for one in of["members"]}
    vocabularies = {name: load((folder / "vocabularies" / f"{name}.yaml").read_text("utf-8")) for name in VOCABULARIES}
    having: dict[tuple[str, str], list[Thing]] = {}
    for one in of["members"]:
        for word in one.words:
            having.setdefault(word, []).append(one)
    addresses = [f"{one.kind}/{one.slug}/" for one in things]
    addresses += [f"members/{name}/{key}/" for name, told in vocabularies.items() for key in told["words"]]
    for language in LANGUAGES:
        common = {"language": language, "names": names, "vocabularies": vocabularies, "languages": LANGUAGES}
        yield Page(f"{language}/index.html", "list.html", {**common, "address": "", "things": of["news"][:LATEST]})
        yield Page(f"{language}/404.html", "list.html", {**common, "address": "404.html", "things": ()})
        for kind in KINDS:
            of_kind = {**common, "address": f"{kind}/", "things": of[kind]}
            yield Page(f"{language}/{kind}/index.html", "list.html", of_kind)
            yield Page(f"{language}/{kind}/feed.xml", "feed.xml", {**of_kind, "things": of[kind][:LATEST]})
        for name, told in vocabularies.items():
            counted = [(word, len(having.get((name, word), ()))) for word in told["words"]]
            at = {**common, "address": f"members/{name}/", "vocabulary": name}
            yield Page(f"{language}/members/{name}/index.html", "words.html", {**at, "words": counted})
            for word in told["words"]:
                found = {**common, "address": f"members/{name}/{word}/", "things": having.get((name, word), ())}
                yield Page(f"{language}/members/{name}/{word}/index.html", "list.html", found)
        for one in things:
            address = f"{one.kind}/{one.slug}/"
            yield Page(f"{language}/{address}index.html", "entry.html", {**common, "address": address, "thing": one})
    yield Page("sitemap.xml", "sitemap.xml", {"addresses": addresses, "languages": LANGUAGES})


def made(output: Path, pages: list[Page], number: int) -> None:
    """The share of one process, each page written if it differs from what is there."""
    environment = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True)
    texts = Texts(output / f"{KEPT}{number}")
    for page in pages[number::PROCESSES]:
        thing = page.names.get("thing")
        html = texts.html(thing.texts[page.names["language"]].body) if thing else ""
        template = environment.get_template(page.template)
        content = template.render(root="../" * page.path.count("/"), html=html, **page.names).encode()
        there = output / page.path
        try:
            if there.read_bytes() == content:
                continue
        except OSError:
            there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(content)
    texts.save()


class Texts:
    """What Markdown has become, kept in a file from one build to the next."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.kept = marshal.loads(place.read_bytes()) if place.is_file() else {}
        self.before = len(self.kept)
        self.markdown = Markdown(extensions=EXTENSIONS, output_format="html")

    def html(self, body: str) -> str:
        """The HTML of a text, with its links as they are from a page two folders below the home page."""
        key = sha256(body.encode()).digest()
        if key not in self.kept:
            self.markdown.reset()
            self.kept[key] = self.markdown.convert(LINK.sub(r"../..\1/", body))
        return str(self.kept[key])

    def save(self) -> None:
        """Keeps them, if there are new ones."""
        if len(self.kept) != self.before:
            self.place.write_bytes(marshal.dumps(self.kept))


def main(folder: Path) -> int:
    """Builds the site of a folder."""
    gc.disable()
    pages = list(planned(folder / "content", list(read(folder / "content"))))
    output = folder / "output"
    output.mkdir(exist_ok=True)
    others = []
    for number in range(1, PROCESSES):
        if pid := os.fork():
            others.append(pid)
        else:
            made(output, pages, number)
            os._exit(0)
    made(output, pages, 0)
    return max(os.waitpid(pid, 0)[1] for pid in others)


if __name__ == "__main__":
    status = main(Path(sys.argv[1]))
    os._exit(bool(status))  # nothing is left to be taken apart
