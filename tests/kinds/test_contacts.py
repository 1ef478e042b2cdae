"""Ways to reach somebody and the codes of firms: checked by the libraries of their fields."""

from __future__ import annotations

from typing import Annotated

import pytest
from email_validator import SPECIAL_USE_DOMAIN_NAMES, validate_email
from hypothesis import assume, given
from hypothesis.strategies import from_regex

from district.kinds.contacts import Country, Currency, Email, EmailAddress, LanguageCode, PhoneText, Tax, Url, Vat
from district.kinds.projects import CupText
from tests.values import parsed, refusals, refused


def test_an_email_address_is_kept_in_its_normal_form() -> None:
    assert parsed(Email, " Rosa@AURORA.example ") == "Rosa@aurora.example"


@pytest.mark.parametrize(
    "written", ["info@", "@aurora.example", "info aurora.example", "info@aurora", "a@b@c.example", "info@-.example"]
)
def test_what_is_no_email_address_is_refused(written: str) -> None:
    assert refused(Email, written) == "F110"


# Of these all are short enough; longer ones are asked about.
PLAIN = r"[a-z0-9]{1,6}([._-][a-z0-9]{1,5}){0,2}@([a-z0-9]{1,6}(-[a-z0-9]{1,5})?\.){1,2}[a-z]{2,6}"


@given(from_regex(PLAIN, fullmatch=True))
def test_the_library_would_take_what_it_is_not_asked_about(written: str) -> None:
    assume(written.rpartition(".")[2] not in EmailAddress.special)
    assert EmailAddress.plain.fullmatch(written)
    assert len(written) <= EmailAddress.short
    assert validate_email(written, check_deliverability=False, test_environment=True).normalized == written


def test_the_names_that_lead_nowhere_are_the_library_s() -> None:
    assert set(SPECIAL_USE_DOMAIN_NAMES) <= EmailAddress.special


@pytest.mark.parametrize("written", ["0583 000000", "+39 0583 000000", "0039 0583000000"])
def test_a_phone_number_without_country_is_italian(written: str) -> None:
    phone = parsed(PhoneText, written)
    assert phone == "+390583000000"
    assert phone.shown == "+39 0583 000000"


@pytest.mark.parametrize("written", ["12", "telefono", "+39", "+999 123456", "+44 1632 960001"])
def test_a_number_that_nobody_can_dial_is_refused(written: str) -> None:
    assert refused(PhoneText, written) == "F111"


def test_only_samples_have_the_number_that_is_nobodys() -> None:
    assert parsed(PhoneText, "+39 000 123456", sample=True).shown == "+39 000 123456"
    assert refused(PhoneText, "+39 000 123456") == "F111"


@pytest.mark.parametrize(
    "written",
    [
        "https://aurora.example",
        "http://aurora.example:8080/a?b=c#d",
        "https://città.example/x",
        "https://a-b.c.example/",
    ],
)
def test_a_web_address_is_kept_as_it_is_written(written: str) -> None:
    assert parsed(Url, written) == written


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "ftp://aurora.example",
        "https://",
        "https://localhost/",
        "https://me:secret@aurora.example",
        "https://aurora.example/a b",
        'https://aurora.example/"',
        "https://[::1",
        "https://aurora.example:port/",
        "data:text/html,x",
        "https://aurora.example/\u202ex",
    ],
)
def test_what_is_no_web_address_is_refused(written: str) -> None:
    assert refused(Url, written) == "F113"


def test_a_bare_host_is_completed_as_a_hint() -> None:
    assert refusals(Url, "www.aurora.example/chi") == [("F113", "https://www.aurora.example/chi")]
    assert refusals(Url, "//www.aurora.example") == [("F113", "https://www.aurora.example")]


def test_a_vat_number_is_checked_by_its_own_countrys_rule() -> None:
    assert parsed(Vat, "99999010467") == "IT99999010467"
    assert parsed(Vat, "IT 99999 01046-7") == "IT99999010467"
    assert parsed(Vat, "ATU00000006") == "ATU00000006"


@pytest.mark.parametrize("written", ["99999010468", "9999901046", "FR99999010467", "US123456789", "partita"])
def test_a_vat_number_with_a_slip_is_refused(written: str) -> None:
    assert refused(Vat, written) == "F112"


def test_a_tax_code_is_a_persons_or_a_bodys() -> None:
    assert parsed(Tax, "99999010467") == "99999010467"
    assert parsed(Tax, "rccmnl83s18d969h") == "RCCMNL83S18D969H"
    assert refused(Tax, "RCCMNL83S18D969I") == "F124"


def test_codes_are_those_of_the_standards_in_their_usual_case() -> None:
    assert parsed(Country, "de") == "DE"
    assert parsed(LanguageCode, "FR") == "fr"
    assert parsed(Currency, "eur") == "EUR"


@pytest.mark.parametrize(
    ("kind", "written", "code", "likely"),
    [
        (Country, "Germania", "F115", "DE"),
        (Country, "Germany", "F115", "DE"),
        (Country, "EU", "F115", ""),
        (Country, "XX", "F115", ""),
        (LanguageCode, "tedesco", "F116", "de"),
        (LanguageCode, "ita", "F116", ""),
        (Currency, "euro", "F121", "EUR"),
    ],
)
def test_a_name_in_place_of_a_code_is_told_its_code(kind: object, written: str, code: str, likely: str) -> None:
    ((found, nearest),) = refusals(kind, written)
    assert found == code
    assert not likely or nearest == likely


def test_a_cup_has_its_fifteen_signs() -> None:
    cup = Annotated[str, CupText()]
    assert parsed(cup, "c31b 21000010001") == "C31B21000010001"
    assert refused(cup, "C31B2100001000") == "F120"
