"""The newsletter and the press pack: read by other libraries, whole addresses, always the same bytes."""

from __future__ import annotations

import re
from datetime import date
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile

import html5lib
import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from district.clock import read_clock
from district.newsletter import edition
from district.newsletter.run import Made, make
from tests.site.built import CONTENT, SITES, Built, request

SINCE = date(2026, 1, 1)
BASE = "https://forma.example"
HARD = "È <b> & “x”; 😀 = ’"


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, dict[str, bytes]]:
    """The newsletter of the full site."""
    folder = tmp_path_factory.mktemp("newsletter")
    made = make(request(SITES / "full", folder, folder / "cache", publish=True), SINCE)
    return made, {path.name: path.read_bytes() for path in made.files}


def read(content: bytes) -> EmailMessage:
    message = BytesParser(policy=policy.default).parsebytes(content)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def test_it_writes_a_draft_its_two_forms_and_a_pack_for_each_event_with_a_report(
    letter: tuple[Made, dict[str, bytes]],
) -> None:
    assert set(letter[1]) == {"newsletter.eml", "newsletter.html", "newsletter.txt", "press-assemblea-2026.zip"}


def test_the_draft_is_a_mail_of_a_text_and_a_page_that_are_the_files(letter: tuple[Made, dict[str, bytes]]) -> None:
    message = read(letter[1]["newsletter.eml"])
    assert message["Subject"] == "Distretto della Forma · 23 novembre 2026 / 23 November 2026"
    assert message["From"] == "segreteria@forma.example"
    assert message["X-Unsent"] == "1"
    assert message.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in message.iter_parts()]
    assert kinds == ["text/plain", "text/html"]
    for kind, name in (("plain", "newsletter.txt"), ("html", "newsletter.html")):
        part = message.get_body((kind,))
        assert part is not None
        said = part.get_content().replace("\r\n", "\n").strip()
        assert said == letter[1][name].decode().strip()


def test_the_page_is_valid_and_needs_no_style_script_or_other_host(letter: tuple[Made, dict[str, bytes]]) -> None:
    html = letter[1]["newsletter.html"].decode()
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(html)
    # Attributes of old HTML are what mail programs go by; the parser lets them pass.
    assert parser.errors == []
    tree = LexborHTMLParser(html)
    assert tree.css("script, link, style, form, iframe") == []
    for node in tree.css("img"):
        assert (node.attributes.get("src") or "").startswith(f"{BASE}/")
        assert node.attributes.get("alt")
    assert [node.attributes.get("lang") for node in tree.css("td[lang]")][:1] == ["it"]
    assert "https://forma.example/en/events/fiera-di-monaco/" in html
    assert "{{" not in html
    assert "None" not in html


def test_every_address_in_it_leads_to_a_page_or_picture_of_the_site(
    letter: tuple[Made, dict[str, bytes]], full: Built
) -> None:
    tree = LexborHTMLParser(letter[1]["newsletter.html"].decode())
    addresses = {node.attributes.get(name) or "" for name in ("href", "src") for node in tree.css(f"[{name}]")}
    addresses |= set(re.findall(r"https?://\S+", letter[1]["newsletter.txt"].decode()))
    assert len(addresses) > 8
    for address in addresses:
        if address.startswith("mailto:"):
            continue
        assert address.startswith(f"{BASE}/"), address
        path = urlsplit(address).path.lstrip("/")
        assert (full.folder / path / ("index.html" if not path or path.endswith("/") else "")).is_file(), address


def test_it_says_in_each_language_who_sends_it_why_and_how_to_leave(
    letter: tuple[Made, dict[str, bytes]], full: Built
) -> None:
    tree = LexborHTMLParser(letter[1]["newsletter.html"].decode())
    plain = letter[1]["newsletter.txt"].decode()
    site = full.district.site
    assert site.seat
    parts = [" ".join(node.text().split()) for node in tree.css("td[lang]") if node.css("h1")]
    assert len(parts) == len(full.district.languages)
    for said in (*parts, *(" ".join(one.split()) for one in plain.split(site.name.upper())[1:])):
        for fact in (site.legal.legal_name, site.seat.street, site.contacts.email, site.contacts.phone):
            assert str(getattr(fact, "shown", fact)) in said
    for words in ("Se non lo vuoi più ricevere, scrivi a", "If you want no more of it, write to"):
        assert f"{words} {site.contacts.email}." in plain
    assert {node.attributes.get("href") for node in tree.css('a[href^="mailto:"]')} == {f"mailto:{site.contacts.email}"}


def test_the_plain_text_says_all_that_the_page_says(letter: tuple[Made, dict[str, bytes]]) -> None:
    tree = LexborHTMLParser(letter[1]["newsletter.html"].decode())
    plain = " ".join(letter[1]["newsletter.txt"].decode().split()).casefold()
    said = [" ".join(node.text(separator=" ").split()) for node in tree.css("h1, h2, h3, p, a")]
    # A picture's credit goes with the picture.
    missing = [one for one in said if one and not one.startswith("©") and one.casefold() not in plain]
    assert missing == []
    led = {node.attributes.get("href") or "" for node in tree.css("a")}
    assert [one for one in led if one.removeprefix("mailto:").casefold() not in plain] == []


def test_a_network_that_has_told_nothing_of_itself_signs_with_its_name(tmp_path: Path) -> None:
    from tests.content import lay

    folder = lay(tmp_path, "full")
    bare = (folder / "site.yaml").read_text(encoding="utf-8")
    for name in ("contacts", "legal", "seat", "seat_since"):
        bare = re.sub(rf"^{name}:.*\n(?:[ #].*\n)*", "", bare, flags=re.MULTILINE)
    (folder / "site.yaml").write_text(bare, encoding="utf-8")
    made = make(request(folder, tmp_path / "out", tmp_path / "cache"), SINCE)
    assert made.files, made.problems
    told = (tmp_path / "out" / "newsletter.txt").read_text(encoding="utf-8")
    assert "None" not in told
    assert "scrivi a" not in told
    assert "Ricevi questo messaggio" in told


def test_the_pack_has_report_facts_and_pictures_with_credits(letter: tuple[Made, dict[str, bytes]]) -> None:
    with ZipFile(BytesIO(letter[1]["press-assemblea-2026.zip"])) as pack:
        assert pack.testzip() is None
        names = pack.namelist()
        assert {"facts.it.md", "facts.en.md", "report.it.md", "report.en.md", "pictures.it.md", "pictures.en.md"} < {
            *names
        }
        (picture,) = (name for name in names if name.startswith("pictures/"))
        assert "All companies were present." in pack.read("report.en.md").decode()
        said = pack.read("pictures.en.md").decode()
        assert picture in said
        assert "© La rete" in said
        with Image.open(BytesIO(pack.read(picture))) as image:
            assert not image.getexif()


def test_the_same_content_and_clock_make_the_same_bytes(letter: tuple[Made, dict[str, bytes]], tmp_path: Path) -> None:
    again = make(request(SITES / "full", tmp_path, tmp_path / "cache", publish=True), SINCE)
    assert {path.name: path.read_bytes() for path in again.files} == letter[1]


def test_it_tells_only_what_is_published_and_since_the_day(full: Built) -> None:
    told = edition(full.district, date(2026, 11, 10))
    assert told.news == told.held == ()
    assert told.coming
    assert all(getattr(one.facts, "state") != "cancelled" for one in told.coming)
    whole = edition(full.district, SINCE)
    assert not any(one.facts.sample for one in (*whole.news, *whole.held, *whole.coming))


def test_nothing_to_tell_writes_nothing(tmp_path: Path) -> None:
    made = make(request(SITES / "minimal", tmp_path / "out", tmp_path / "cache", publish=True, siteurl=BASE), SINCE)
    assert made == Made(())
    assert not (tmp_path / "out").exists()


def test_without_an_address_for_the_site_nothing_is_written_and_the_editor_is_told(tmp_path: Path) -> None:
    made = make(request(CONTENT, tmp_path / "out", tmp_path / "cache", publish=True), SINCE)
    assert [one.code for one in made.problems] == ["B107"]
    assert made.files == ()


def test_hard_texts_come_through_the_mail(tmp_path: Path) -> None:
    from tests.content import lay, page

    title = f"title: '{HARD}'"
    text = page(body="x").replace("title: Prova", title)
    folder = lay(
        tmp_path,
        "full",
        {f"news/difficile/text.{code}.md": text for code in ("it", "en")}
        | {"news/difficile/facts.yaml": "date: 2026-11-20\n"},
    )
    wanted = request(folder, tmp_path / "out", tmp_path / "cache", publish=True, clock=read_clock("2026-11-23T10:00"))
    made = make(wanted, date(2026, 11, 10))
    assert made.problems == ()
    message = read((tmp_path / "out" / "newsletter.eml").read_bytes())
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert HARD in plain.get_content()
    assert any(HARD in node.text() for node in LexborHTMLParser(html.get_content()).css("h3"))
