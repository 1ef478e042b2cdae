"""Ways to reach somebody, and the codes that identify a firm: each checked by a library of its field.

Refuses to ask the network: an address that is well formed may still be nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic_core import core_schema

from district.kinds.values import Parsed, refuse, text_of
from district.problems import nearest

# No one can have this number: the Italian plan has no area code 000. Samples may show it.
SAMPLE_PHONE = "+39000123456"
HOME = "IT"


class EmailAddress(Parsed):
    """An e-mail address by RFC 5322, without asking whether its host takes mail."""

    json_schema: Mapping[str, Any] = {"type": "string", "pattern": r"^\s*[^@\s]+@[^@\s]+\s*$"}
    # Allowed in an address, and of no use in one; in a link they would begin a field of the e-mail.
    of_links = frozenset("?&=%#/")
    # What the library takes as it is, so that it need not be asked; a test asks it.
    plain = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,24}")
    special = frozenset({"arpa", "invalid", "local", "localhost", "onion", "test"})
    short = 60

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> str:
        """The address, or F110."""
        text = text_of(raw)
        if self.plain.fullmatch(text) and text.rpartition(".")[2] not in self.special and len(text) <= self.short:
            return text
        from email_validator import EmailNotValidError, validate_email  # takes a tenth of a build to import

        try:
            found = validate_email(text, check_deliverability=False, test_environment=True)
        except EmailNotValidError:
            raise refuse("F110", text) from None
        if self.of_links & set(found.normalized):
            raise refuse("F110", text)
        return found.normalized


class Phone(str):
    """A phone number as E.164 (`+39…`); `shown` is how people read it."""

    __slots__ = ()

    @property
    def shown(self) -> str:
        """The number in its international form, with spaces."""
        import phonenumbers

        if self == SAMPLE_PHONE:
            return "+39 000 123456"
        number = phonenumbers.parse(self, None)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


class PhoneNumber(Parsed):
    """A phone number that exists in its country's plan; without a country code an Italian one."""

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> Phone:
        """A Phone, or F111. The unreal number +39 000 123456 is taken from samples alone."""
        import phonenumbers

        text = text_of(raw)
        if re.sub(r"[^\d+]", "", text) == SAMPLE_PHONE and (info.context or {}).get("sample"):
            return Phone(SAMPLE_PHONE)
        try:
            number = phonenumbers.parse(text, HOME)
        except phonenumbers.NumberParseException:
            raise refuse("F111", text) from None
        if not phonenumbers.is_valid_number(number):
            raise refuse("F111", text)
        return Phone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


class WebAddress(Parsed):
    """An http or https address with a host name, without user name and password."""

    json_schema: Mapping[str, Any] = {"type": "string", "pattern": "^https?://"}
    host = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}", re.ASCII)

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> str:
        """The address as written, or F113 with the likely one."""
        text = text_of(raw)
        try:
            parts = urlsplit(text)
            host, user = parts.hostname or "", parts.username
            _ = parts.port
        except ValueError:
            raise refuse("F113", text) from None
        spaced = any(sign.isspace() or sign in '<>"\\^`{|}' or not sign.isprintable() for sign in text)
        known = parts.scheme in {"http", "https"} and self.host.fullmatch(_ascii(host))
        if not known or user is not None or spaced:
            bare = text.removeprefix("//")
            likely = f"https://{bare}" if self.host.match(bare) else ""
            raise refuse("F113", text, nearest=likely)
        return text


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


class VatNumber(Parsed):
    """A VAT number of a country of the EU; eleven digits alone are an Italian one."""

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> str:
        """The compact number with its country's letters, or F112 (wrong form or check digit)."""
        from stdnum.eu import vat  # slow to import

        text = text_of(raw)
        compact = re.sub(r"[\s.-]", "", text).upper()
        if compact.isdigit():
            compact = HOME + compact
        if not vat.is_valid(compact):
            raise refuse("F112", text)
        return str(vat.compact(compact))


class TaxCode(Parsed):
    """An Italian tax code, of a person (16 signs) or of a body (11 digits)."""

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> str:
        """The compact code, or F124."""
        from stdnum.it import codicefiscale, iva

        text = text_of(raw)
        compact = re.sub(r"[\s.-]", "", text).upper()
        if not (iva.is_valid(compact) or codicefiscale.is_valid(compact)):
            raise refuse("F124", text)
        return compact


@cache
def _names(field: str) -> frozenset[str]:
    """Codes that Unicode's CLDR names, in capitals: `territories`, `languages` or `currencies`."""
    from babel import Locale

    return frozenset(code.upper() for code in getattr(Locale("en"), field))


# In CLDR but no country: the Union, the euro zone, the United Nations, test regions, unknown.
NO_COUNTRY = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})


class CodeOf(Parsed):
    """A code of ISO 3166 (territories), ISO 639 (languages) or ISO 4217 (currencies)."""

    problems = {"territories": "F115", "languages": "F116", "currencies": "F121"}
    length = {"territories": 2, "languages": 2, "currencies": 3}

    def __init__(self, field: str) -> None:
        self.field = field
        self.json_schema = {"type": "string", "pattern": f"^\\s*[A-Za-z]{{{self.length[field]}}}\\s*$"}

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> str:
        """The code in its usual case, or F115, F116, F121."""
        text = text_of(raw)
        code = self._usual(text)
        if code not in self.codes():
            raise refuse(self.problems[self.field], text, nearest=self._likely(text))
        return code

    @cache  # noqa: B019 - there are three of them, as long as the models are
    def codes(self) -> frozenset[str]:
        """All codes there are, in their usual case."""
        names = _names(self.field) - NO_COUNTRY
        return frozenset(self._usual(code) for code in names if len(code) == self.length[self.field])

    def _usual(self, code: str) -> str:
        return code.lower() if self.field == "languages" else code.upper()

    def _likely(self, text: str) -> str:
        """The code of a country, language or currency written out in Italian or English."""
        from babel import Locale

        for reader in ("it", "en"):
            names = {name.casefold(): code for code, name in getattr(Locale(reader), self.field).items()}
            if close := nearest(text, names):
                return str(names[close.casefold()])
        return ""


Email = Annotated[str, EmailAddress()]
PhoneText = Annotated[Phone, PhoneNumber()]
Url = Annotated[str, WebAddress()]
Vat = Annotated[str, VatNumber()]
Tax = Annotated[str, TaxCode()]
Country = Annotated[str, CodeOf("territories")]
LanguageCode = Annotated[str, CodeOf("languages")]
Currency = Annotated[str, CodeOf("currencies")]
