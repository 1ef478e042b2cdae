"""A table of open data: its columns, and what each of them says of a thing.

Refuses to know any format: values are as the facts have them, and words are in every language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any

from district.data.said import Said, told
from district.district import District
from district.kinds.shared import Address, NamedParty, Sum
from district.kinds.values import NETWORK, Reference, Words
from district.reading import Entry


class Kind(Enum):
    """What the values of a column are."""

    TEXT = "text"
    # A text in every language.
    WORDS = "words"
    NUMBER = "number"
    YEAR = "year"
    # A Moment, as exactly as it is known.
    MOMENT = "moment"
    FLAG = "flag"
    URL = "url"
    PHONE = "phone"
    # The key of the thing's page.
    PAGE = "page"
    # One of the column's choices.
    CHOICE = "choice"


@dataclass(frozen=True)
class Column:
    """One column: `name` is its key in JSON, with a dot before each group; `many` means a list of values."""

    name: str
    kind: Kind
    label: Said
    about: Said
    value: Callable[[Any], Any]
    many: bool = False
    choices: Mapping[str, Said] = field(default_factory=dict)
    required: bool = False


@dataclass(frozen=True)
class Dataset:
    """A table; `section` is the part of the site whose things it holds, and whose name its files take."""

    name: str
    section: str
    label: Said
    columns: tuple[Column, ...]
    things: tuple[Any, ...]

    @property
    def placed(self) -> bool:
        """Whether its things can stand on a map."""
        return any(column.name == "latitude" for column in self.columns)

    def columns_shown(self, *, preview: bool) -> tuple[Column, ...]:
        """The columns of a build: what is published holds no sample, and so needs no mark for one."""
        return tuple(column for column in self.columns if preview or column.name != "sample")


def sample(of: Callable[[Any], bool]) -> Column:
    """The mark of what is invented, in previews alone."""
    return Column(
        "sample", Kind.FLAG, told("Sample"), told("Invented, and shown in previews only."), lambda one: of(one) or None
    )


def identity() -> Column:
    """The name of an entry's folder."""
    about = told("A short name that stays the same as long as the entry exists.")
    return Column("id", Kind.TEXT, told("Id"), about, lambda entry: entry.slug, required=True)


def page() -> Column:
    """The entry's page."""
    about = told("The address of its page on this site.")
    return Column("page", Kind.PAGE, told("Page"), about, lambda entry: entry.key)


def updated() -> Column:
    """When the entry last changed."""
    about = told("The day on which what is said here was last changed.")
    return Column("updated_on", Kind.MOMENT, told("Updated on"), about, lambda entry: entry.facts.updated_on)


def of_head(entry: Entry, name: str) -> Words | None:
    """The title or the summary of an entry in each language it is written in."""
    texts = ((code, text) for (which, code), text in entry.texts.items() if which == "text")
    said = {code: str(value) for code, text in sorted(texts) if (value := getattr(text.head, name))}
    return Words(said) if said else None


def title() -> Column:
    """The entry's title."""
    return Column(
        "title", Kind.WORDS, told("Title"), told("As its page is titled."), lambda entry: of_head(entry, "title")
    )


def summary() -> Column:
    """The entry's summary."""
    about = told("One or two sentences, as on its page.")
    return Column("summary", Kind.WORDS, told("In short"), about, lambda entry: of_head(entry, "summary"))


def facts(name: str, kind: Kind, label: Said, about: Said, *, many: bool = False, required: bool = False) -> Column:
    """A column whose value stands in the facts under the same name."""
    return Column(name, kind, label, about, lambda entry: getattr(entry.facts, name), many=many, required=required)


def parties(district: District, found: Iterable[NamedParty]) -> list[str]:
    """What those who take part are called."""
    return [name for party in found if (name := _party(district, party))]


def _party(district: District, party: NamedParty) -> str:
    return name_of(district, party.who) if party.who else str(party.name)


def name_of(district: District, reference: Reference) -> str:
    """The name of what a reference names; empty when it is not shown."""
    if reference.kind == NETWORK:
        return district.site.name
    entry = district.entry(reference)
    return str(getattr(entry.facts, "name", entry.slug)) if entry else ""


def position(district: District, place: Address | None) -> tuple[Decimal, Decimal, str] | None:
    """Latitude, longitude and what they are of: the place itself, or the centre of its hamlet."""
    if place is None:
        return None
    if place.at:
        return *place.at, "exact"
    hamlet = district.term(place.hamlet) if place.hamlet else None
    return (*hamlet.at, "hamlet") if hamlet and hamlet.at else None


def placing(district: District, place_of: Callable[[Entry], Address | None]) -> Iterator[Column]:
    """The columns of a place."""

    def column(name: str, kind: Kind, label: Said, about: Said) -> Column:
        def value(entry: Entry) -> Any:
            place = place_of(entry)
            return getattr(place, name) if place else None

        return Column(name, kind, label, about, value)

    def hamlet(entry: Entry) -> Words | None:
        place = place_of(entry)
        term = district.term(place.hamlet) if place and place.hamlet else None
        return term.label if term else None

    def part(number: int) -> Callable[[Entry], Any]:
        def value(entry: Entry) -> Any:
            found = position(district, place_of(entry))
            return found[number] if found else None

        return value

    yield column("street", Kind.TEXT, told("Street"), told("Street and number."))
    yield column("postcode", Kind.TEXT, told("Postcode"), told("A text: it may begin with zeros."))
    yield Column("hamlet", Kind.WORDS, told("Hamlet"), told("The part of the municipality."), hamlet)
    yield column("municipality", Kind.TEXT, told("Municipality"), told("The town or municipality."))
    yield column("province", Kind.TEXT, told("Province"), told("The two letters of the Italian province."))
    yield column("country", Kind.TEXT, told("Country"), told("The country’s code by ISO 3166-1, two letters."))
    yield Column("latitude", Kind.NUMBER, told("Latitude"), told("Degrees north, WGS 84."), part(0))
    yield Column("longitude", Kind.NUMBER, told("Longitude"), told("Degrees east, WGS 84."), part(1))
    choices = {"exact": told("the place itself"), "hamlet": told("the centre of the hamlet")}
    about = told("What latitude and longitude are of.")
    yield Column("position", Kind.CHOICE, told("Position"), about, part(2), choices=choices)


def money(name: str, label: Said, about: Said, sum_of: Callable[[Any], Sum | None]) -> Iterator[Column]:
    """The columns of an amount of money: how much of what, how exactly, as of when."""

    def column(field: str, kind: Kind, label: Said, about: Said, suffix: str = "") -> Column:
        def value(one: Any) -> Any:
            found = sum_of(one)
            said = getattr(found, field) if found else None
            return None if said is False else said

        return Column(f"{name}{suffix}", kind, label, about, value)

    of = label.message
    yield column("amount", Kind.NUMBER, label, about)
    yield column("currency", Kind.TEXT, CURRENCY[of], told("The currency’s code by ISO 4217."), "_currency")
    approximate = told("Yes when the amount is only known roughly.")
    yield column("approximate", Kind.FLAG, ROUGHLY[of], approximate, "_approximate")
    yield column("as_of", Kind.MOMENT, AS_OF[of], told("When the amount was said."), "_as_of")


# Labels whose parts agree with each other in every language.
CURRENCY = {"Budget": told("Budget: currency"), "Grant": told("Grant: currency")}
ROUGHLY = {"Budget": told("Budget: roughly"), "Grant": told("Grant: roughly")}
AS_OF = {"Budget": told("Budget: as of"), "Grant": told("Grant: as of")}
