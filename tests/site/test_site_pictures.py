"""Pictures on the pages: in the finer format where it is read, with a blur first, nothing cropped that matters."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from district.rendering.shown import SHAPES, ShownPicture
from tests.content import SITES, lay
from tests.pictures.making import hollow_png
from tests.site.built import Built, attempt, build, request
from tests.site.sheets import Sheet

AURORA = "members/calzaturificio-aurora"


def page_of(site: Built, key: str, language: str = "it") -> Sheet:
    page = site.plan.page(key, language)
    assert page is not None
    return site.sheets[page.path]


def test_every_photograph_comes_in_two_formats_and_says_how_wide_it_stands(site: Built) -> None:
    met = 0
    for sheet in site.sheets.pages.values():
        for source in sheet.all("picture > source"):
            met += 1
            image = source.parent.css_first("img")  # type: ignore[union-attr]
            assert source.attributes["type"] == "image/avif", sheet.path
            assert source.attributes["sizes"] == image.attributes["sizes"], sheet.path  # type: ignore[union-attr]
            widths = [re.findall(r" (\d+)w", str(one.attributes["srcset"])) for one in (source, image)]  # type: ignore[union-attr]
            assert widths[0] == widths[1], sheet.path
    assert met or not any(entry.facts.pictures for entry in site.district.entries.values())


def test_what_stands_in_for_a_picture_says_nothing_to_those_who_hear_the_page(full: Built) -> None:
    placeholders = page_of(full, AURORA).all("img.placeholder")
    assert placeholders
    for one in placeholders:
        assert (one.attributes["alt"], one.attributes["aria-hidden"]) == ("", "true")
        assert str(one.attributes["src"]).startswith("data:image/webp;base64,")


def test_alternative_text_caption_and_credit_are_in_the_pages_language(full: Built) -> None:
    for language, alt, caption in (
        ("it", "Tre banchi da lavoro in fila", "Il reparto nel 2026."),
        ("en", "Three workbenches in a row", "The department in 2026."),
    ):
        figure = page_of(full, AURORA, language).one("figure.picture")
        assert figure.css_first("picture img").attributes["alt"] == alt  # type: ignore[union-attr]
        said = figure.css_first("figcaption").text()  # type: ignore[union-attr]
        assert caption in said
        assert "Archivio Aurora" in said


def test_all_languages_show_the_same_files(full: Built) -> None:
    found = [
        {
            re.sub(r"^.*assets/", "", str(one.attributes["src"]))
            for one in page_of(full, AURORA, language).all("main img:not(.code)")
        }
        for language in full.plan.languages
    ]
    assert found[0] == found[1]


def test_the_point_of_interest_is_a_class_that_the_style_sheet_knows(full: Built) -> None:
    figure = page_of(full, AURORA).one("figure.picture")
    classes = str(figure.attributes["class"]).split()
    assert {"focus-x-3", "focus-y-4", "shape-60"} <= set(classes)
    (style,) = (full.folder / "assets").glob("inner.*.css")
    rules = style.read_text(encoding="utf-8")
    steps = [f"focus-{axis}-{step}" for axis in "xy" for step in range(11)]
    for name in (*steps, *(f"shape-{shape}" for shape in SHAPES)):
        assert f".{name}{{" in rules, name


@pytest.mark.parametrize(
    ("width", "height", "shape"), [(100, 900, 60), (300, 400, 75), (10, 10, 100), (4000, 3000, 133), (9000, 100, 300)]
)
def test_each_picture_has_the_nearest_shape(width: int, height: int, shape: int) -> None:
    assert ShownPicture("", "", "", width, height, "").shape == shape


def test_a_picture_in_a_text_stands_there_whole_with_its_credit_and_not_again_below(full: Built) -> None:
    for language, alt in (("it", "Uno zoccolo verde"), ("en", "A green clog")):
        sheet = page_of(full, AURORA, language)
        (image,) = sheet.all(".prose .frame picture > img")
        assert image.attributes["alt"] == alt
        assert int(str(image.attributes["width"])) == 320
        assert "Archivio Aurora" in sheet.one(".prose .caption").text()
        assert len(sheet.all('picture > img[src*="campione"]')) == 1


def test_a_logo_sent_as_a_drawing_is_published_clean_and_with_its_size(full: Built) -> None:
    logo = page_of(full, "members/tacchi-dalia").one("img.logo")
    assert (logo.attributes["width"], logo.attributes["height"]) == ("480", "160")
    (path,) = (full.folder / "assets" / "pictures").glob("logo-*.svg")
    drawing = path.read_text(encoding="utf-8")
    assert 'fill="#1b1714"' in drawing
    assert "alert" not in drawing


def test_a_feed_has_pictures_that_need_no_style(tmp_path: Path, cache: Path) -> None:
    content = lay(tmp_path, "full")
    entry = next(folder for folder in sorted((content / "events").iterdir()) if (folder / "sala.jpg").is_file())
    with (entry / "text.it.md").open("a", encoding="utf-8") as text:
        text.write("\n![La “sala”](sala.jpg)\n")
    site = build(request(content, tmp_path / "output", cache, publish=True, siteurl="https://www.example.org"))
    feed = (site.folder / "eventi" / "atom.xml").read_text(encoding="utf-8")
    assert re.search(r'&lt;img src="https://www\.example\.org/assets/pictures/sala-[^"]+\.jpg" width=', feed)
    assert "data:image" not in feed


def test_pictures_are_not_made_again_when_the_output_is_gone(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = request(SITES / "full", tmp_path / "output", cache)
    first = {path.name: path.read_bytes() for path in (build(wanted).folder / "assets" / "pictures").iterdir()}
    shutil.rmtree(tmp_path / "output")
    monkeypatch.setattr("district.pictures.store.derive", lambda *_: pytest.fail("it was made again"))
    again = build(wanted).folder / "assets" / "pictures"
    assert {path.name: path.read_bytes() for path in again.iterdir()} == first


def test_a_picture_that_no_decoder_can_read_stops_the_build_at_its_place(tmp_path: Path, cache: Path) -> None:
    content = lay(tmp_path, "full")
    sent = content / "members" / "calzaturificio-aurora" / "logo.png"
    sent.write_bytes(hollow_png(300, 160))
    report, problems = attempt(request(content, tmp_path / "output", cache))
    assert report is None
    (problem,) = (one for one in problems if one.is_error)
    assert (problem.code, problem.place.path) == ("P102", "content/members/calzaturificio-aurora/facts.yaml")
    assert problem.place.snippet == "logo: {file: logo.png}"
    assert not (tmp_path / "output" / "index.html").exists()
