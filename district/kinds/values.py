"""The small typed values that facts are made of: words in several languages, references, numbers.

Refuses to look anything up: whether a referred entry or a vocabulary's word exists is asked
later, by the checks. A value that cannot be what it should be is refused with a problem's code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_LENGTH = 80
# What counts as a blank, and is the end of a line or of a part that no page can show.
UNSEEN_ENDS = "\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
# Names of devices, which no folder can have on Windows:
# https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
NETWORK = "network"


def refuse(code: str, value: object, **details: str) -> PydanticCustomError:
    """An error that reading turns into a Problem with this code; `value` is what was found."""
    context = {"value": str(value), **details}
    return PydanticCustomError("problem", "{code}", {"code": code, "details": context})


def is_slug(text: str) -> bool:
    """Whether `text` may name an entry, a word or a page: small letters, digits, single hyphens, no device's name."""
    return len(text) <= SLUG_LENGTH and SLUG.fullmatch(text) is not None and not DEVICES.fullmatch(text)


class Model(BaseModel):
    """A group of facts: unknown keys are problems, values never change once read."""

    # Made when they are first asked: few sites have entries of every kind.
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)


# Reading takes every scalar for text, but an editor's program types it first: 1968 is a number to it, true a truth.
TEXTUAL = ("string", "number", "boolean")


class Parsed:
    """A marker for Annotated: the value is made from text by `parse`, whatever was written there.

    `json_schema` says what an editor's program may take for right before `parse` has seen it. A key that begins with
    `x-` stands for what only a content folder knows, and is filled in by desk/schemas.py.
    """

    json_schema: Mapping[str, Any] = {"type": TEXTUAL}

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> Any:
        """The typed value of `raw`, or an error made by `refuse`."""
        raise TypeError(self)

    def __get_pydantic_core_schema__(self, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self.parse)

    def __get_pydantic_json_schema__(self, _: CoreSchema, __: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(self.json_schema)


APOSTROPHE = re.compile(r"(?<=\w)'")


def set_in_type(text: str) -> str:
    """The text with the apostrophes that a typesetter would use: dell'orma, dell’orma."""
    return APOSTROPHE.sub("’", text)


def text_of(raw: Any) -> str:
    """`raw` as stripped text; a list, a map or nothing is refused."""
    if not isinstance(raw, str):
        raise refuse("F103", _shape(raw), wanted="@a-text")
    if not raw.strip():
        raise refuse("F117", raw)
    return raw.strip()


def _shape(raw: Any) -> str:
    if isinstance(raw, dict | list):
        return "{…}" if isinstance(raw, dict) else "[…]"
    return "" if raw is None else str(raw)


class Words(dict[str, str]):
    """A short text in every language: `{it: …, en: …}`. Which languages there are, checks ask."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)

    @classmethod
    def __get_pydantic_json_schema__(cls, _: CoreSchema, __: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "object", "x-words": True}

    @classmethod
    def parse(cls, raw: Any) -> Words:
        """Words from a map of languages to texts that are not empty; F128, F117 or F118."""
        if isinstance(raw, Words):
            return raw
        if not isinstance(raw, dict) or not raw:
            raise refuse("F128", _shape(raw))
        for language, text in raw.items():
            if not isinstance(text, str) or not text.strip():
                raise refuse("F117", "", at=language)
            if not all(sign.isprintable() or (sign.isspace() and sign not in UNSEEN_ENDS) for sign in text):
                raise refuse("F118", repr(text), at=language)
        return cls({language: set_in_type(text.strip()) for language, text in raw.items()})


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """Another entry, by kind and slug; the network itself is `Reference("network", "")`."""

    kind: str
    slug: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}" if self.slug else self.kind


class RefersTo(Parsed):
    """Text like `aurora`, or `members/aurora` where several kinds are possible, or `network`.

    Without kinds any kind may be named; whether there is such a kind, the checks ask.
    """

    def __init__(self, *kinds: str, network: bool = False) -> None:
        self.kinds = kinds
        self.network = network
        self.json_schema = {"type": ("string", "integer"), "pattern": self._pattern()}

    def _pattern(self) -> str:
        """What such a text looks like, as far as a pattern can say."""
        bare = "" if len(self.kinds) != 1 else "?"
        kind = "|".join(self.kinds) or SLUG.pattern
        named = f"(({kind})/){bare}{SLUG.pattern}"
        return f"^({named}|{NETWORK})$" if self.network else f"^{named}$"

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> Reference:
        """A Reference to one of the kinds, or F129 when the text cannot be one."""
        text = text_of(raw)
        if self.network and text == NETWORK:
            return Reference(NETWORK, "")
        kind, _, slug = text.rpartition("/")
        if not kind and len(self.kinds) == 1:
            kind = self.kinds[0]
        if kind not in (self.kinds or {kind}) or not (is_slug(kind) and is_slug(slug)):
            forms = [f"{name}/…" for name in self.kinds or ("members",)]
            raise refuse("F129", text, forms=", ".join(forms + [NETWORK] * self.network))
        return Reference(kind, slug)


@dataclass(frozen=True, slots=True)
class Word:
    """A key of a vocabulary."""

    vocabulary: str
    key: str

    def __str__(self) -> str:
        return self.key


class WordOf(Parsed):
    """Text that is a key of the named vocabulary."""

    def __init__(self, vocabulary: str) -> None:
        self.vocabulary = vocabulary
        self.json_schema = {"x-vocabulary": vocabulary}

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> Word:
        """A Word; whether the vocabulary has it, the checks ask."""
        return Word(self.vocabulary, text_of(raw))


class FileName(str):
    """A picture or document in the entry's own folder."""

    __slots__ = ()


class FileOf(Parsed):
    """The bare name of a file with one of the endings, without any folder."""

    def __init__(self, *endings: str) -> None:
        self.endings = endings
        either = "|".join("".join(f"[{sign}{sign.upper()}]" for sign in ending) for ending in endings)
        self.json_schema = {"type": "string", "pattern": rf"^[^./][^/]*\.({either})$"}

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> FileName:
        """A FileName, or F119 for a folder, a dot file or another ending."""
        text = text_of(raw)
        stem, _, ending = text.rpartition(".")
        bad = not stem or set(text) & set('/\\:*?"<>|') or text.startswith(".") or not text.isprintable()
        if bad or ending.lower() not in self.endings:
            raise refuse("F119", text, choices=", ".join(self.endings))
        return FileName(text)


class YesNo(Parsed):
    """Yes or no as people write it, in Italian or English."""

    yes = frozenset({"true", "yes", "sì", "si", "on"})
    no = frozenset({"false", "no", "off"})
    json_schema: Mapping[str, Any] = {
        "type": ("boolean", "string"),
        "pattern": f"^({'|'.join(''.join(f'[{s}{s.upper()}]' for s in word) for word in sorted(yes | no))})$",
    }

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> bool:
        """True or False, or F103."""
        if isinstance(raw, bool):
            return raw
        text = text_of(raw).lower()
        if text not in self.yes | self.no:
            raise refuse("F103", text, wanted="@yes-or-no")
        return text in self.yes


class Number(Parsed):
    """A number between two bounds, whole or with a decimal point, without thousands signs."""

    whole = re.compile(r"-?[0-9]+")
    decimal = re.compile(r"-?[0-9]+(\.[0-9]+)?")

    def __init__(self, low: int, high: int, *, whole: bool = True) -> None:
        self.low, self.high = low, high
        self.form = self.whole if whole else self.decimal
        self.json_schema = {
            "type": ("integer" if whole else "number", "string"),
            "minimum": low,
            "maximum": high,
            "pattern": f"^{self.form.pattern}$",
        }

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> int | Decimal:
        """An int, or a Decimal where decimals are allowed; F103 or F104."""
        if isinstance(raw, int | Decimal) and not isinstance(raw, bool):
            raw = str(raw)
        text = text_of(raw)
        if not self.form.fullmatch(text):
            wanted = "@a-whole-number" if self.form is self.whole else "@a-number"
            raise refuse("F103", text, wanted=wanted)
        number = Decimal(text)  # int() would not take thousands of digits
        if not self.low <= number <= self.high:
            raise refuse("F104", text, low=str(self.low), high=str(self.high))
        return int(number) if self.form is self.whole else number


PICTURES = ("jpg", "jpeg", "png", "webp", "heic", "heif")

Flag = Annotated[bool, YesNo()]
Count = Annotated[int, Number(0, 10_000_000)]
Amount = Annotated[Decimal, Number(0, 10_000_000_000, whole=False)]
Percent = Annotated[Decimal, Number(0, 100, whole=False)]
PictureName = Annotated[FileName, FileOf(*PICTURES)]
LogoName = Annotated[FileName, FileOf("svg", *PICTURES)]
DocumentName = Annotated[FileName, FileOf("pdf")]


class SlugText(Parsed):
    """Text that may stand in an address as one step."""

    json_schema: Mapping[str, Any] = {"type": ("string", "integer"), "pattern": f"^{SLUG.pattern}$"}

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> str:
        """The text itself, or F130."""
        text = text_of(raw)
        if not is_slug(text):
            raise refuse("F130", text)
        return text


Slug = Annotated[str, SlugText()]


class ShortText(Parsed):
    """A line of text that is not empty and has no line breaks or control characters."""

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> str:
        """The stripped text, or F117, F103, F118."""
        text = " ".join(text_of(raw).split())
        if not text.isprintable():
            raise refuse("F118", repr(text))
        return set_in_type(text)


Line = Annotated[str, ShortText()]

Path = tuple[str | int, ...]


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value inside `value` that is no group, with its path of YAML keys and list indexes."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from leaves(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, dict) and not isinstance(value, Words):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    elif value is not None:
        yield path, value
