"""The questions before a new entry is made, with the words that can be answered offered and each answer checked.

Refuses to know a terminal: who asks brings a way to ask and a way to say.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from slugify import slugify

from district.clock import Clock
from district.desk.known import Known
from district.desk.making import Wish, nested
from district.desk.skeleton import WIDTH
from district.desk.texts import said
from district.kinds import KINDS, Facts
from district.kinds.explained import explanation
from district.kinds.shape import MAP, Shape, example, is_alternative, shapes
from district.kinds.values import NETWORK, is_slug
from district.plan import SECTIONS
from district.problems import Problem, nearest
from district.problems.messages import worded
from district.reading import Content, Head
from district.reading.nodes import Node
from district.reading.source import Source
from district.reading.typing import typed

MOST_OFFERED = 60
# A space at which no line is broken.
HOLD = "\u00a0"


@dataclass(frozen=True)
class Question:
    """One thing to ask: the field's dotted name, what it means, whether it must be answered, what can be.

    An answer that is none of the words may be meant for another field: a body that has no entry goes by its name.
    """

    path: str
    about: str
    required: bool
    words: Mapping[str, str]
    several: bool
    shown: str = ""
    otherwise: str = ""


class Asker:
    """Asks for what a new entry of a kind needs, in a language."""

    def __init__(
        self,
        content: Content,
        known: Known,
        clock: Clock,
        language: str,
        *,
        ask: Callable[[str], str],
        say: Callable[[str], None],
    ) -> None:
        self.content = content
        self.known = known
        self.clock = clock
        self.language = language
        self.ask = ask
        self.say = say

    def wish(self, kind: str) -> Wish:
        """All answers; EOFError where nobody answers any more."""
        model = KINDS[kind]
        self.say(said("asking", self.language, kind=said(f"kind-{kind}", self.language)))
        values: dict[str, str] = {}
        for question in self.questions(model):
            path, answer = self.answer(model, question, values)
            if answer:
                values[path] = answer
        titles, summaries = self.heads(model)
        texts = tuple(
            name for name in model.texts[1:] if name not in LATER and self.yes(said("also", self.language, name=name))
        )
        return Wish(
            kind,
            self.slug(kind, values.get("name") or next(iter(titles.values()), "")),
            values,
            titles,
            summaries,
            texts,
        )

    def questions(self, model: type[Facts]) -> Iterator[Question]:
        """What is required, then what the kind wants asked; a field whose keys the site declares, key by key."""
        top = {one.name: one for one in shapes(model)}
        for one in top.values():
            if one.required:
                yield self.question(one, one.name)
        for path in model.asked:
            first, _, rest = path.partition(".")
            one = top[first]
            if rest:
                assert one.group
                one = next(inner for inner in shapes(one.group) if inner.name == rest)
            if one.form is MAP:
                for name in self.known.first:
                    label = self.known.facets[name]
                    yield Question(
                        f"{path}.{name}",
                        label,
                        required=False,
                        words=self.known.vocabularies.get(name, {}),
                        several=True,
                    )
            elif one.is_words:
                for code in self.known.languages:
                    yield self.question(one, f"{path}.{code}", in_language=code)
            else:
                yield self.question(one, path)

    def question(self, one: Shape, path: str, in_language: str = "") -> Question:
        """The question for one field."""
        about = explanation(one.model, one.name, self.language)
        words: Mapping[str, str] = dict.fromkeys(one.choices, "")
        if one.vocabulary:
            words = self.known.vocabularies.get(one.vocabulary, {})
        parties = [each for each in shapes(one.group) if is_alternative(each)] if one.group and one.may_be_bare else []
        if parties:
            words = self.parties()
        shown = self.known.in_its_languages(example(one, self.known.first_words))
        if isinstance(shown, dict):
            shown = shown.get(in_language, "") if one.is_words else next(iter(shown.values()), "")
        if in_language:
            about = f"{about} [{in_language}]"
        return Question(
            path,
            about,
            one.required or bool(in_language),
            words,
            several=False,
            shown="" if words else str(shown or ""),
            otherwise=f"{path}.{parties[0].name}" if parties else "",
        )

    def parties(self) -> dict[str, str]:
        """Who may be named as taking part: the network, and the partners by their names."""
        partners = sorted(key for key in self.content.entries if key.kind == "partners")
        named = {str(key): str(getattr(self.content.entries[key].facts, "name", "")) for key in partners}
        return {NETWORK: "", **named}

    def answer(self, model: type[Facts], question: Question, before: Mapping[str, str]) -> tuple[str, str]:
        """An answer that the model takes after those before, asked for until there is one, and the field it is for.

        Empty for what need not be answered.
        """
        prompt = self.put(question)
        while True:
            given = self.ask(prompt).strip()
            if not given and not question.required:
                return question.path, ""
            path, (found, doubt) = question.path, _understood(given, question, self.language)
            if doubt and given and question.otherwise and "/" not in given:
                path, found, doubt = question.otherwise, given, ""
            doubts = [doubt] if doubt else self.doubts(model, {**before, path: found})
            if not doubts:
                return path, found
            for one in doubts:
                self.say(one)

    def put(self, question: Question) -> str:
        """Says what is asked and what can be answered; returns the prompt."""
        self.say("\n" + "\n".join(textwrap.wrap(question.about, WIDTH)))
        for line in _offered(question.words):
            self.say(line)
        hints = []
        if question.words:
            hints.append(said("several" if question.several else "one", self.language))
        elif question.shown:
            hints.append(said("example", self.language, shown=question.shown))
        if not question.required:
            hints.append(said("optional", self.language))
        return f"{question.path} ({'; '.join(hints)}): " if hints else f"{question.path}: "

    def doubts(self, model: type[Facts], values: Mapping[str, str]) -> list[str]:
        """What is wrong with the last answer, in words; those before it were right, and more are to come."""
        found = typed(model, _node(nested(model, values)), Source("", ""), self.clock)[1]
        return [_worded(one, self.language) for one in found if one.code != "F101"]

    def heads(self, model: type[Facts]) -> tuple[dict[str, str], dict[str, str]]:
        """The title (of entries without a name) and the summary in each language."""
        titles: dict[str, str] = {}
        summaries: dict[str, str] = {}
        for code in self.known.languages:
            if not model.named:
                first = not titles
                question = Question(
                    f"title.{code}", f"{explanation(Head, 'title', self.language)} [{code}]", first, {}, several=False
                )
                titles |= {code: found} if (found := self.line(question)) else {}
            about = f"{explanation(Head, 'summary', self.language)} [{code}]"
            question = Question(f"summary.{code}", about, required=False, words={}, several=False)
            summaries |= {code: found} if (found := self.line(question)) else {}
        return titles, summaries

    def line(self, question: Question) -> str:
        """A line of text of a head."""
        prompt = self.put(question)
        while True:
            given = " ".join(self.ask(prompt).split())
            if given or not question.required:
                return given
            self.say(said("needed", self.language))

    def slug(self, kind: str, name: str) -> str:
        """The name of the folder: the one proposed, or another that is free and may stand in an address."""
        proposed = slugify(name.replace("'", "-").replace("’", "-"), max_length=60, word_boundary=True)
        self.say("\n" + said("folder", self.language))
        if kind == "sections":  # the plan knows which there can be
            free = [name for name in SECTIONS if not (self.content.root / kind / name).exists()]
            self.say("\n".join(textwrap.wrap(said("choices", self.language, words=", ".join(free)), WIDTH)))
        while True:
            given = self.ask(f"{kind}/{f' [{proposed}]' if proposed else ''}: ").strip() or proposed
            if not is_slug(given):
                self.say(said("no-slug", self.language))
            elif (self.content.root / kind / given).exists():
                self.say(said("taken", self.language, slug=given))
            else:
                return given

    def yes(self, question: str) -> bool:
        """Whether a question is answered with yes."""
        return self.ask(f"{question} ").strip().lower() in {"s", "sì", "si", "y", "yes"}


# What an event needs once it is over has a command of its own.
LATER = frozenset({"report"})


def _offered(words: Mapping[str, str]) -> Iterator[str]:
    """The words with their numbers, in lines; a number stays with its word."""
    shown = [
        f"{number}{HOLD}{key}" + (f" ({label})" if label and slugify(label) != key else "")
        for number, (key, label) in enumerate(words.items(), 1)
    ]
    lines = textwrap.wrap(
        ",  ".join(shown[:MOST_OFFERED]), WIDTH, break_on_hyphens=False, initial_indent="  ", subsequent_indent="  "
    )
    yield from (line.replace(HOLD, " ") for line in lines)


def _understood(given: str, question: Question, language: str) -> tuple[str, str]:
    """The words that an answer means, by number, key or label; or the doubt about it."""
    if not question.words:
        return given, "" if given else said("needed", language)
    # What may be answered, and the word it means; a number comes last, since a word may be one.
    means = {label.casefold(): key for key, label in question.words.items() if label}
    means |= {key: key for key in question.words}
    means = {str(number): key for number, key in enumerate(question.words, 1)} | means
    parts = [part.strip() for part in (given.split(",") if question.several else [given])]
    parts = [part for part in parts if part]
    for part in parts:
        if part.casefold() not in means:
            near = means.get(nearest(part, means), "")
            return "", said("no-such-word-near" if near else "no-such-word", language, word=part, near=near)
    return ", ".join(means[part.casefold()] for part in parts), "" if parts else said("needed", language)


def _worded(problem: Problem, language: str) -> str:
    words = worded(problem, language)
    return f"{words['what']}; {words['mend']}"


def _node(value: object) -> Node:
    if isinstance(value, dict):
        return Node({name: _node(inner) for name, inner in value.items()})
    if isinstance(value, list):
        return Node([_node(inner) for inner in value])
    return Node(str(value))
