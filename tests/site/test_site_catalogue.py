"""The printed catalogue and the sheets, read again from their PDFs."""

from __future__ import annotations

import hashlib
import io
import json
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pypdf import PdfReader

from district.cache import Cache
from district.catalogue import UnknownError, catalogue, select, sheets
from district.exports import contents
from district.press import Press, PrintError
from district.site import Site
from tests.content import lay
from tests.site import built
from tests.site.built import ADDRESS, SITES, THEME, Built
from tests.site.translating import add_language, add_strings

STRANGE = 'Calzaturificio «L’Èlite» & Figli <#1> $x$ @y *z* _w_ \\ "q" ~ `k` // [b] {c} 😀 東'
LONG = "Lungamentedenominata Manifattura " + "Calzaturiera " * 12 + "S.r.l."
TEXT = f"""---
summary: 'Dicono: {STRANGE.replace("'", "''")}'
---
Un testo con #let x = 1, $a^2$, @nessuno, \\*stelle\\* e una riga {"senza-spazi" * 60}.

- *uno* **due** <b>tre</b>
- [un sito](https://example.org/?a=1&b=2)

| A | B |
| --- | --- |
| 1 | & |

{("Il testo continua a lungo, parola dopo parola, finché la pagina non è piena. " * 40)}
"""


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Site:
    """The full site with companies that say strange things, as its editors see it."""
    folder = lay(tmp_path_factory.mktemp("strange"), "full")
    for slug, name in (("strana", STRANGE), ("lunga", LONG), ("piccola", "Piccola")):
        member = folder / "members" / slug
        member.mkdir()
        facts = {"name": name, "facets": {"phases": ["taglio"]}, "sample": slug == "piccola"}
        (member / "facts.yaml").write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
        words = TEXT if slug == "strana" else "---\nsummary: Due parole.\n---\nTaglia.\n"
        (member / "text.it.md").write_text(words, encoding="utf-8")
    ready = built.prepared(built.request(folder, folder.parent / "site", cache, prints=True))
    assert ready.site is not None, ready.problems
    return ready.site


@pytest.fixture
def forgetful(strange: Site, monkeypatch: pytest.MonkeyPatch) -> Press:
    """The strange site's press, when nothing has been printed in this process."""
    assert strange.press is not None
    monkeypatch.setattr(strange.press, "_printed", {})
    for name in [name for name in strange._made if name.startswith("catalogue ")]:
        monkeypatch.delitem(strange._made, name)
    return strange.press


def pdf(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text(reader: PdfReader) -> str:
    """The words of a PDF, with single spaces and without hyphens at line ends."""
    said = "\n".join(page.extract_text() for page in reader.pages).replace("\u200b", "")
    return " ".join(re.sub(r"[-\u00ad]\n", "", said).split())


@pytest.fixture(scope="module", params=["it", "en"])
def printed(request: pytest.FixtureRequest, full: Built) -> tuple[str, PdfReader]:
    """The full site's catalogue in each language, as it stands in the site."""
    file = full.plan.file("catalogue", request.param)
    assert file is not None
    return request.param, pdf((full.folder / file.address).read_bytes())


def test_the_site_has_a_catalogue_in_each_language_and_a_sheet_for_each_company(full: Built) -> None:
    there = {file.address for file in full.plan.files if file.key.partition("/")[0] in {"catalogue", "sheets"}}
    assert {"imprese/catalogo.pdf", "en/companies/catalogue.pdf"} <= there
    assert len(there) == 2 + 2 * len(full.district.members)
    assert there <= full.sheets.files


def test_it_is_tagged_and_says_its_title_and_language(printed: tuple[str, PdfReader], full: Built) -> None:
    language, reader = printed
    catalogue = reader.root_object
    assert str(catalogue["/Lang"]).startswith(language)
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert reader.metadata is not None
    assert full.district.site.name in str(reader.metadata.title)
    assert reader.xmp_metadata is not None
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()


def test_every_company_is_in_it_and_in_its_bookmarks(printed: tuple[str, PdfReader], full: Built) -> None:
    _, reader = printed
    said, marks = text(reader), json.dumps([str(one) for one in reader.outline], ensure_ascii=False)
    for member in full.district.members:
        name = getattr(member.facts, "name")
        assert name in said
        assert name in marks


def test_its_pages_are_numbered_and_have_running_heads(printed: tuple[str, PdfReader], full: Built) -> None:
    """Even pages say whose book it is, odd ones which part they are of, but for those on which a part begins."""
    language, reader = printed
    begins = {}
    for mark in reader.outline:
        if not isinstance(mark, list):
            begins[(reader.get_destination_page_number(mark) or 0) + 1] = str(mark.title)
    companies = {"it": "Le imprese", "en": "The companies"}[language]
    bare = {1, next(one for one, title in begins.items() if title == companies), len(reader.pages)}
    even = odd = 0
    for number, page in enumerate(reader.pages, 1):
        words = " ".join(page.extract_text().split())
        part = next((begins[one] for one in sorted(begins, reverse=True) if one <= number), "")
        if number in bare:
            assert not re.search(rf"(^| ){number}( |$)", words)
            continue
        assert str(number) in words.split(), number
        assert (full.district.site.name.upper() in words) == (number % 2 == 0), number
        if number % 2 and part:
            assert (part.upper() in words) == (number not in begins), number
            odd += number not in begins
        even += number % 2 == 0
    assert even >= 3
    assert odd >= 1


def test_the_indexes_name_the_page_where_a_company_stands(printed: tuple[str, PdfReader], full: Built) -> None:
    _, reader = printed
    pages = [page.extract_text() for page in reader.pages]
    for member in full.district.members:
        name = getattr(member.facts, "name")
        at = [number for number, words in enumerate(pages, 1) if name in words]
        named = re.findall(re.escape(name) + r"\s+(\d+)\b", " ".join(text(reader).split()))
        assert named
        assert {int(one) for one in named} <= set(at)


def test_every_link_of_the_pdfs_leads_to_a_page_of_the_site(full: Built) -> None:
    led = set()
    for path in sorted(full.sheets.files):
        if path.endswith(".pdf") and not path.startswith("documents/"):
            for page in pdf((full.folder / path).read_bytes()).pages:
                for found in page.get("/Annots") or ():
                    action = found.get_object().get("/A")
                    led.add(str(action.get("/URI", "")) if action else "")
    own = {address for address in led if address.startswith(ADDRESS)}
    assert own
    for address in own:
        bare = address.removeprefix(f"{ADDRESS}/").partition("#")[0]
        assert (bare or "index.html") in full.sheets.files or f"{bare}index.html" in full.sheets.files, address


def test_the_directory_and_the_companies_link_to_them(full: Built) -> None:
    for language, section in (("it", "imprese"), ("en", "en/companies")):
        sheet = full.sheets[f"{section}/index.html"]
        (link,) = sheet.all('a[href$=".pdf"][type="application/pdf"]')
        assert full.sheets.path(link.attributes["href"] or "", f"{section}/index.html").endswith(".pdf")
        pages = len(pdf((full.folder / str(full.plan.file("catalogue", language).address)).read_bytes()).pages)  # type: ignore[union-attr]
        assert f"PDF, {pages} " in " ".join((link.parent.text() if link.parent else "").split())
        company = f"{section}/calzaturificio-aurora/index.html"
        assert full.sheets[company].all('a[href$="/calzaturificio-aurora.pdf"]')


def test_a_sheet_is_one_page_and_says_the_essentials(full: Built) -> None:
    reader = pdf((full.folder / "imprese/calzaturificio-aurora/calzaturificio-aurora.pdf").read_bytes())
    assert len(reader.pages) == 1
    said = text(reader)
    for words in ("Calzaturificio Aurora", "info@aurora.example", "+39 0583 000001", "350", "via Inventata 12"):
        assert words in said


def test_persons_and_pictures_of_persons_stay_on_the_site(full: Built) -> None:
    every = [path for path in full.sheets.files if path.endswith(".pdf") and not path.startswith("documents/")]
    assert every
    assert not [path for path in every if "tecnico@aurora" in text(pdf((full.folder / path).read_bytes()))]


def test_nothing_is_printed_of_a_site_without_companies(bare: Built) -> None:
    assert not [file for file in bare.plan.files if file.media == "application/pdf"]
    assert "imprese/catalogo/index.html" in bare.sheets.files


def test_the_same_content_and_day_make_the_same_bytes(full: Built, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    other = built.request(SITES / "full", tmp_path / "site", cache, publish=True, siteurl=ADDRESS, prints=True)
    site = built.prepared(other).site
    assert site is not None
    anew = catalogue(site, "it").content
    there = (full.folder / "imprese/catalogo.pdf").read_bytes()
    assert hashlib.sha256(anew).digest() == hashlib.sha256(there).digest()
    assert site.press is not None
    assert site.press.warnings == []


def test_what_is_in_the_cache_is_not_printed_again(
    strange: Site, forgetful: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = catalogue(strange, "it")
    monkeypatch.setattr(forgetful, "_printed", {})
    monkeypatch.delitem(strange._made, "catalogue it")
    monkeypatch.setattr(forgetful, "_compiled", None)
    assert catalogue(strange, "it") == first


def test_prints_are_begun_before_they_are_taken_and_one_that_is_kept_takes_no_thread(
    strange: Site, forgetful: Press, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(forgetful, "_kept", Cache(tmp_path, ""))
    begun, go_on = threading.Event(), threading.Event()

    def compiled(template: str, *_: object) -> bytes:
        begun.set()
        assert go_on.wait(10)
        return f"/Type /Pages /Count 1 {template}".encode()

    monkeypatch.setattr(forgetful, "_compiled", compiled)
    wanted = [("it", strange.district.members[0]), ("en", strange.district.members[0])]
    with ThreadPoolExecutor(max_workers=2) as threads:
        prints = sheets(strange, wanted, threads)
        assert begun.wait(10), "though nobody has asked for the first one yet"
        go_on.set()
        assert [one.content for one in prints] == [b"/Type /Pages /Count 1 sheet"] * 2
    # Those that are kept ask nothing of threads that take no more work.
    assert [one.pages for one in sheets(strange, wanted, threads)] == [1, 1]


def test_what_waits_for_the_press_is_let_go_when_one_print_fails(
    strange: Site, forgetful: Press, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(forgetful, "_kept", Cache(tmp_path, ""))
    tried: list[str] = []

    def compiled(template: str, *_: object) -> bytes:
        tried.append(template)
        if template == "catalogue":
            raise PrintError(template, "broken")
        time.sleep(0.2)
        return b"/Type /Pages /Count 1"

    monkeypatch.setattr(forgetful, "_compiled", compiled)
    threads = threading.active_count()
    with pytest.raises(PrintError, match="broken"):
        list(contents(strange))
    sheets_wanted = [file for file in strange.plan.files if file.key.startswith("sheets/")]
    assert len(tried) < len(sheets_wanted)
    assert threading.active_count() == threads


def test_nothing_that_a_company_writes_is_taken_for_code(strange: Site) -> None:
    said = text(pdf(catalogue(strange, "it").content))
    assert "Calzaturificio «L’Èlite» & Figli <#1> $x$ @y *z* _w_" in said
    assert "#let x = 1, $a^2$, @nessuno, *stelle*" in said
    assert strange.press is not None
    assert strange.press.warnings == []


def test_signs_that_no_typeface_has_do_not_stop_the_press(strange: Site) -> None:
    said = text(pdf(catalogue(strange, "it").content))
    assert "😀" not in said
    assert "東" not in said


def test_a_very_long_name_and_text_stay_on_their_page(strange: Site) -> None:
    members = [entry for entry in strange.district.members if entry.slug in {"strana", "lunga"}]
    with ThreadPoolExecutor() as threads:
        assert [one.pages for one in sheets(strange, [("it", entry) for entry in members], threads)] == [1, 1]


def test_samples_are_marked(strange: Site, full: Built) -> None:
    assert "ESEMPIO" in text(pdf(catalogue(strange, "it").content))
    assert "ESEMPIO" not in text(pdf((full.folder / "imprese/catalogo.pdf").read_bytes()))


def test_a_catalogue_for_an_event_says_who_stands_where(strange: Site) -> None:
    chosen = select(strange.district, event="fiera-di-monaco")
    members = [member.slug for member in chosen.members(strange.district)]
    assert members == ["calzaturificio-aurora", "orlatura-borea"]
    said = text(pdf(catalogue(strange, "en", chosen).content))
    assert "Hall 3 · Stand A12" in said
    assert "Suolificio Ceneri" not in said


@pytest.mark.parametrize("said", ["products=zoccoli", "products=clogs", "prodotti=zoccoli"])
def test_a_facet_is_named_by_its_key_or_as_in_an_address(strange: Site, said: str) -> None:
    chosen = select(strange.district, facet=said)
    assert [one.slug for one in chosen.members(strange.district)] == ["calzaturificio-aurora", "zoccoli-fanale"]


@pytest.mark.parametrize(
    ("event", "facet", "what", "near"),
    [
        ("fiera-di-monac", "", "event", "fiera-di-monaco"),
        ("", "prodots=zoccoli", "facet", "products"),
        ("", "products=zocoli", "word", "zoccoli"),
        ("", "products", "word", ""),
    ],
)
def test_what_is_mistyped_is_met_with_the_nearest_name(
    strange: Site, event: str, facet: str, what: str, near: str
) -> None:
    with pytest.raises(UnknownError) as caught:
        select(strange.district, event, facet)
    assert (caught.value.what, caught.value.near) == (what, near)


def test_a_third_language_needs_no_line_of_code(tmp_path: Path, cache: Path) -> None:
    content, theme = lay(tmp_path, "full"), built.copied(THEME, tmp_path / "theme")
    add_language(content, "de", "de_DE", "Deutsch")
    add_strings(theme, "de", "de_DE")
    site = built.prepared(built.request(content, tmp_path / "site", cache, theme=theme, prints=True)).site
    assert site is not None
    reader = pdf(catalogue(site, "de").content)
    assert str(reader.root_object["/Lang"]).startswith("de")
    assert "Calzaturificio Aurora" in text(reader)


def test_a_broken_template_is_told_as_a_problem(tmp_path: Path, cache: Path) -> None:
    theme = built.copied(THEME, tmp_path / "theme")
    built.replaced(theme / "print" / "back.typ", "#let indexes()", "#let indexes(")
    wanted = built.request(SITES / "full", tmp_path / "site", cache, theme=theme, publish=True, prints=True)
    report, problems = built.attempt(wanted)
    assert report is None
    assert "B110" in built.codes(problems)
    site = built.prepared(wanted).site
    assert site is not None
    with pytest.raises(PrintError):
        catalogue(site, "it")
