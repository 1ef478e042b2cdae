"""What editors write comes through every form, whatever signs are in it, and each address in a form leads somewhere."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import feedparser
import icalendar
import pytest
import vobject
import zxingcpp
from markdown_it import MarkdownIt
from pypdf import PdfReader

from district.exports.data.csv_form import safe
from district.newsletter import press_pack
from tests.content import lay
from tests.site import built
from tests.site.built import ADDRESS, Built
from tests.test_codes import picture

# Not with a straight apostrophe: reading turns it into what a typesetter would set.
HARD = 'È l’“Élite” & <b>Figli</b>, "forme"; tacchi 😀 = 100 %'
LONG = f"{HARD} {'parole senza fine ' * 120}fine."
SLUG = "dura"
SUMMARY = f"summary: {json.dumps(LONG, ensure_ascii=False)}"
TITLE = f"title: {json.dumps(HARD, ensure_ascii=False)}"
PLACE = {"name": {"it": HARD, "en": HARD}, "hamlet": "pianello", "municipality": "Formapoli", "country": "IT"}
FACTS = {
    "members": {"name": HARD, "legal_name": LONG, "address": {**PLACE, "street": HARD}},
    "events": {"type": "fiera", "start": "2027-03-01", "place": PLACE},
    "news": {"date": "2026-11-20"},
    "projects": {"status": "running"},
}


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Built:
    """The full site with a company, an event, news and a project that say hard things, in both languages."""
    files = {}
    for kind, facts in FACTS.items():
        files[f"{kind}/{SLUG}/facts.yaml"] = json.dumps(facts, ensure_ascii=False)
        for language in ("it", "en"):
            head = SUMMARY if kind == "members" else f"{TITLE}\n{SUMMARY}"
            files[f"{kind}/{SLUG}/text.{language}.md"] = f"---\n{head}\n---\nTesto.\n"
    files["events/assemblea-2026/report.it.md"] = f"---\n---\n{LONG}\n"
    content = lay(tmp_path_factory.mktemp("hard"), "full", files)
    wanted = built.request(content, content.parent / "site", cache, publish=True, siteurl=ADDRESS, prints=True)
    return built.build(wanted)


def held(site: Built, key: str, language: str = "it") -> bytes:
    """What a file of the plan holds."""
    file = site.plan.file(key, language) or site.plan.file(key)
    assert file is not None, key
    return (site.folder / file.address).read_bytes()


def test_a_calendar_says_it(hard: Built) -> None:
    (event,) = icalendar.Calendar.from_ical(held(hard, f"calendar/events/{SLUG}")).walk("VEVENT")
    assert str(event["summary"]) == HARD
    assert LONG in str(event["description"])
    assert HARD in str(event["location"])


def test_a_contact_says_it(hard: Built) -> None:
    (card,) = vobject.readComponents(held(hard, f"vcard/members/{SLUG}").decode())
    assert card.fn.value == HARD
    assert card.adr.value.street == HARD
    assert HARD in {one.fn.value for one in vobject.readComponents(held(hard, "vcard/members").decode())}


@pytest.mark.parametrize("kind", ["news", "events"])
def test_feeds_say_it(hard: Built, kind: str) -> None:
    (entry,) = (one for one in feedparser.parse(held(hard, f"feeds/{kind}/atom")).entries if SLUG in one.link)
    assert unescape(entry.title) == HARD
    (item,) = (one for one in json.loads(held(hard, f"feeds/{kind}/json"))["items"] if SLUG in one["url"])
    assert item["title"] == HARD
    assert item["summary"] == LONG


@pytest.mark.parametrize("name", ["members", "events", "projects"])
def test_open_data_say_it_in_every_form(hard: Built, name: str) -> None:
    title = "name" if name == "members" else "title"
    (file,) = (one for one in hard.plan.files if one.key == f"data/{name}/json")
    told = json.loads((hard.folder / file.address).read_bytes())
    (row,) = (one for one in told["records"] if one["id"] == SLUG)
    said = row[title] if isinstance(row[title], str) else row[title]["it"]
    assert said == HARD
    assert row["summary"]["it"] == LONG
    for language, delimiter in (("it", ";"), ("en", ",")):
        text = held(hard, f"data/{name}/csv", language).decode("utf-8-sig")
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        (line,) = (one for one in rows if SLUG in one.values())
        assert safe(HARD) in line.values()
        assert safe(LONG) in line.values()


def test_the_map_s_data_say_it(hard: Built) -> None:
    told = json.loads(held(hard, "data/members/geojson"))
    (place,) = (one["properties"] for one in told["features"] if one["properties"]["id"] == SLUG)
    assert place["name"] == HARD
    assert LONG in json.dumps(place, ensure_ascii=False).replace('\\"', '"')


def test_a_twin_and_the_list_of_pages_say_it(hard: Built) -> None:
    for key in (f"twins/members/{SLUG}", f"twins/events/{SLUG}", "llms"):
        tokens = MarkdownIt("commonmark").parse(held(hard, key).decode())
        lines = ["".join(one.content for one in token.children or ()) for token in tokens if token.type == "inline"]
        assert any(HARD in line for line in lines), key
        assert any(LONG in line for line in lines), key
        if key != "llms":
            assert lines[0] == HARD


def test_structured_data_say_it(hard: Built) -> None:
    for kind in FACTS:
        page = hard.plan.page(f"{kind}/{SLUG}", "it")
        assert page is not None
        graph = json.loads(hard.sheets[page.path].one('script[type="application/ld+json"]').text())
        said = json.dumps(graph, ensure_ascii=False).replace('\\"', '"')
        assert HARD in said
        assert LONG in said


@pytest.mark.parametrize("key", ["catalogue", f"sheets/{SLUG}"])
def test_print_says_it_but_for_what_no_typeface_draws(hard: Built, key: str) -> None:
    reader = PdfReader(io.BytesIO(held(hard, key)))
    said = "".join("".join(page.extract_text() for page in reader.pages).split())
    assert "".join(HARD.replace("😀", "").split()) in said.replace("\u200b", "")
    assert "😀" not in said
    assert "parolesenzafine" * 120 in said.replace("\u200b", "").replace("\xad", "")


def test_a_pack_for_the_press_says_it(hard: Built) -> None:
    for slug, name in ((SLUG, "facts.it.md"), ("assemblea-2026", "report.it.md")):
        (event,) = (one for one in hard.district.of("events") if one.slug == slug)
        with ZipFile(io.BytesIO(press_pack(hard.renderer.site, event))) as pack:
            assert pack.testzip() is None
            assert "È l" in pack.read(name).decode()
            assert "😀 = 100 %" in pack.read(name).decode()
            assert "parole senza fine " * 120 in " ".join(pack.read(name).decode().split())


TEXTS = (".ics", ".vcf", ".xml", ".json", ".geojson", ".csv", ".md", ".txt")


def addresses(site: Built) -> Iterator[tuple[str, str]]:
    """Every whole address of the site in a file that is no page, with the file."""
    for path in sorted(site.folder.rglob("*")):
        if path.suffix in TEXTS and "pagefind" not in path.parts:
            text = path.read_text(encoding="utf-8")
            if path.suffix in {".ics", ".vcf"}:  # their lines are folded
                text = re.sub(r"\r?\n[ \t]", "", text)
            for found in re.findall(rf"{re.escape(site.base)}[^\s\"'<>)\\;,|]*", text):
                yield path.relative_to(site.folder).as_posix(), found


def there(site: Built, address: str) -> bool:
    """Whether an address leads to a file of the site."""
    path = unquote(urlsplit(address).path).removeprefix(urlsplit(site.base).path).lstrip("/")
    return (site.folder / path / ("index.html" if not path or path.endswith("/") else "")).is_file()


def test_every_address_in_every_form_leads_to_something_that_is_there(hard: Built) -> None:
    found = list(addresses(hard))
    assert {Path(file).suffix for file, _ in found} >= set(TEXTS)
    assert [(file, address) for file, address in found if not there(hard, address)] == []


def test_every_address_in_a_pack_for_the_press_leads_to_something_that_is_there(hard: Built) -> None:
    for event in hard.district.of("events"):
        with ZipFile(io.BytesIO(press_pack(hard.renderer.site, event))) as pack:
            texts = [pack.read(name).decode() for name in pack.namelist() if name.endswith(".md")]
        found = [one for text in texts for one in re.findall(rf"{re.escape(hard.base)}[^\s<>)]*", text)]
        assert found
        assert [one for one in found if not there(hard, one)] == []


def test_every_code_leads_to_its_company_s_page(hard: Built) -> None:
    codes = [file for file in hard.plan.files if file.key.startswith("qr/")]
    assert len(codes) == 2 * len(hard.district.of("members"))
    for file in codes:
        page = hard.plan.page(file.key.removeprefix("qr/"), file.language)
        assert page is not None
        (read,) = zxingcpp.read_barcodes(picture((hard.folder / file.address).read_text(encoding="utf-8"), 0))
        assert read.text == f"{hard.base}/{page.address}"
        assert there(hard, read.text)
