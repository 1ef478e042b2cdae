"""site.yaml: the network itself, and what the site shows of its members.

Refuses legal data that are not well formed; those that are missing are named, never invented.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, model_validator
from pydantic_core import core_schema

from district.clock import HOME_ZONE
from district.kinds.contacts import Email, PhoneText, Tax, Url, Vat
from district.kinds.moments import When
from district.kinds.shared import Address, Figure, Source
from district.kinds.values import Count, Flag, Line, Model, Parsed, Percent, Slug, Words, refuse, text_of


class LocaleText(Parsed):
    """A locale that Unicode's CLDR has: it_IT, en_GB."""

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> str:
        """The locale's identifier, or F134."""
        from babel import Locale, UnknownLocaleError

        text = text_of(raw)
        try:
            return str(Locale.parse(text))
        except (UnknownLocaleError, ValueError):
            raise refuse("F134", text) from None


def is_zone(text: str) -> bool:
    """Whether a time zone has this name; to list them all means to look through a thousand files."""
    return text == HOME_ZONE or text in available_timezones()


class ZoneText(Parsed):
    """A time zone of the tz database: Europe/Rome."""

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> str:
        """The zone's name, or F135."""
        text = text_of(raw)
        if not is_zone(text):
            raise refuse("F135", text)
        return str(ZoneInfo(text))


class Language(Model):
    """A language of the site: its code, its formats, its own name for itself."""

    code: Annotated[Slug, Field(examples=["it"])]
    locale: Annotated[str, LocaleText()]
    name: Line


class Facet(Model):
    """A vocabulary that members are described by, or a typed field declared as one.

    A field of ISO codes has no vocabulary to take its label from, so it brings one.
    """

    vocabulary: Slug | None = None
    field: Literal["certifications", "hamlet", "languages", "exports_to"] | None = None
    label: Words | None = None
    # Shown without opening "more" where lists are filtered.
    first: Flag = False
    # What its words are when a company has them: search engines are told that it offers these.
    offered: Literal["product", "service"] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.vocabulary is None) == (self.field is None):
            raise refuse("F123", "", first="vocabulary", second="field")
        if self.field in {"languages", "exports_to"} and self.label is None:
            raise refuse("F101", "label", example="label: {it: …}")
        return self

    @property
    def name(self) -> str:
        """The name that the facet goes by everywhere."""
        return self.vocabulary or str(self.field)


class MeasureKind(Model):
    """A number that members give of themselves, with its unit: pairs a day."""

    name: Slug
    label: Words
    unit: Words
    # The unit with numbers that want another form of it: one pair a day.
    unit_for: dict[Literal["zero", "one", "two", "few", "many"], Words] = {}
    first: Flag = False
    # How a buyer asks for it: who orders 300 pairs seeks a minimum order of at most 300, and a
    # capacity of at least so much. Without it nobody can ask.
    asked: Literal["at-least", "at-most"] | None = None

    def unit_of(self, category: str) -> Words:
        """The unit after numbers of a plural category (CLDR), in words."""
        return next((words for name, words in self.unit_for.items() if name == category), self.unit)


class Lever(Model):
    """One of the strategic levers that the network names."""

    label: Words
    text: Words


class Legal(Model):
    """Company data that the law wants on the site (art. 35 DPR 633/1972, art. 2250 Civil Code)."""

    legal_name: Line | None = None
    legal_form: Words | None = None
    vat_number: Vat | None = None
    tax_code: Tax | None = None
    company_register: Line | None = None
    share_capital: Line | None = None
    pec: Email | None = None

    def missing(self) -> tuple[str, ...]:
        """The names of the data that are not supplied, in the order they stand here."""
        return tuple(name for name in type(self).model_fields if getattr(self, name) is None)


class NetworkContacts(Model):
    """How to reach the network."""

    email: Email | None = None
    phone: PhoneText | None = None
    whatsapp: PhoneText | None = None
    social: tuple[Url, ...] = ()


class SecurityContact(Model):
    """Whom to tell of a weakness of the site, and until which day that holds (RFC 9116)."""

    email: Email
    expires: When


class DataLicence(Model):
    """Under what terms the network gives its open data."""

    name: Line
    url: Url


class RepositoryName(Parsed):
    """A repository as its service names it: `rete/sito`, or with groups between, `rete/gruppo/sito`."""

    form = r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+"
    json_schema = {"type": "string", "pattern": f"^{form}$"}

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> str:
        """The name itself, or F138."""
        text = text_of(raw)
        if not re.fullmatch(self.form, text):
            raise refuse("F138", text)
        return text


class BrowserDesk(Model):
    """Where the desk in the browser keeps what editors write: a repository at a git service.

    Without it the desk works on a clone on the editor's own machine alone.
    """

    service: Literal["github", "gitlab", "gitea"] = Field(examples=["github"])
    repository: Annotated[str, RepositoryName()] = Field(examples=["rete/sito"])
    branch: Line = "main"
    # Of a service that is not at its usual place: one's own GitLab, Codeberg's Forgejo.
    server: Url | None = None
    # What signs editors in to GitHub in its stead (OAuth), which wants a secret that no page can keep.
    sign_in: Url | None = None
    # By which GitLab or Forgejo knows the desk, so that editors sign in there (OAuth with PKCE).
    app_id: Line | None = None
    # Whether the desk is part of the published site too.
    published: Flag = False


class Site(Model):
    """The network's own facts."""

    name: Line = Field(examples=["Tuscany 4 Shoes"])
    short_name: Line | None = None
    claim: Words = Field(examples=[{"it": "Ogni impresa lascia un'impronta"}])
    description: Words = Field(examples=[{"it": "La rete delle imprese"}])
    url: Url | None = None
    timezone: Annotated[str, ZoneText()] = "Europe/Rome"
    languages: tuple[Language, ...] = Field(
        min_length=1, examples=[({"code": "it", "locale": "it_IT", "name": "Italiano"},)]
    )
    founded: When | None = None
    seat: Address | None = None
    seat_since: When | None = None
    contacts: NetworkContacts = NetworkContacts()
    legal: Legal = Legal()
    security: SecurityContact | None = None
    menu: tuple[Slug, ...] = ()
    footer: tuple[Slug, ...] = ()
    levers: tuple[Lever, ...] = ()
    figures: tuple[Figure, ...] = ()
    facets: tuple[Facet, ...] = ()
    measures: tuple[MeasureKind, ...] = ()
    # What buyers order in: pairs, pieces.
    order_unit: Words | None = None
    verify_after_months: Count = 12
    # How many of a language's texts may be missing or stale when the site is published; any number if not said.
    behind_at_most: Percent | None = None
    data_licence: DataLicence | None = None
    desk: BrowserDesk | None = None
    sources: tuple[Source, ...] = ()
