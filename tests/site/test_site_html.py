"""The HTML of every page: valid, whole, with nothing of its making left in it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import html5lib
from html5lib.constants import E

from district.plan.planning import GUIDE
from tests.site.built import Built

# What a template or a link that went wrong leaves behind.
LEFTOVERS = (
    "{{",
    "}}",
    "{%",
    "{#",
    "{filename}",
    "{static}",
    "{attach}",
    "undefined",
    "Undefined",
    " object at 0x",
    "%(",
)


def test_every_page_is_valid(site: Built) -> None:
    wrong = []
    for path, sheet in site.sheets.every.items():
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(sheet.html)
        wrong += [f"{path}:{place[0]}:{place[1]} {E[code] % details}" for place, code, details in parser.errors]
    assert wrong == []


def test_every_page_has_one_heading_of_the_first_rank_and_a_title(site: Built) -> None:
    for sheet in site.sheets.every.values():
        assert sheet.one("h1").text().strip(), sheet.path
        assert sheet.one("head title").text().strip(), sheet.path
        assert sheet.all("main")[0].css_first("h1") is not None, sheet.path


def test_headings_leave_out_no_rank(site: Built) -> None:
    for sheet in site.sheets.pages.values():
        ranks = [int(str(node.tag)[1]) for node in sheet.all("h1, h2, h3, h4, h5, h6")]
        leaps = [(one, other) for one, other in pairwise(ranks) if other > one + 1]
        assert leaps == [], sheet.path


def test_no_id_stands_twice(site: Built) -> None:
    for sheet in site.sheets.every.values():
        assert [name for name, times in Counter(sheet.ids).items() if times > 1] == [], sheet.path


def test_nothing_of_the_making_is_left(site: Built) -> None:
    for sheet in site.sheets.every.values():
        if GUIDE in sheet.path.split("/"):  # which tells editors what they may write
            continue
        # Data for programs may well end in two braces.
        html = re.sub(r'<script type="application/(ld\+)?json"[^>]*>[^<]*</script>', "", sheet.html)
        assert [left for left in LEFTOVERS if left in html] == [], sheet.path


def test_no_value_that_is_missing_is_shown_as_such(site: Built) -> None:
    for sheet in site.sheets.every.values():
        shown = [text for text in sheet.texts() if re.search(r"\b(?:None|nan|NaN|null)\b", text)]
        assert shown == [], sheet.path
        values = [link.value for link in sheet.links if re.search(r"\bNone\b", link.value)]
        assert values == [], sheet.path
        raw = re.findall(r"=\"(?:None|True|False|\[\]|\(\))\"", sheet.html)
        assert raw == [], sheet.path


def test_no_piece_of_the_page_is_announced_and_empty(site: Built) -> None:
    for sheet in site.sheets.pages.values():
        nothing = [
            str(node.html)[:80]
            for node in sheet.all("h1, h2, h3, h4, a, button, dt, dd, li, p, figcaption, caption, th, title, option")
            if not node.text().strip() and not node.css("img[alt], svg, [aria-label]")
        ]
        assert nothing == [], sheet.path


def test_every_picture_has_its_size_and_words_in_its_place(site: Built) -> None:
    for sheet in site.sheets.pages.values():
        for picture in sheet.all("img"):
            assert "alt" in picture.attributes, sheet.path
            for name in ("width", "height"):
                assert int(picture.attributes.get(name) or 0) > 0, (sheet.path, name)


def test_styles_and_scripts_stand_in_files_of_their_own(site: Built) -> None:
    for sheet in site.sheets.every.values():
        scripts = 'script:not([src], [type="application/ld+json"], [type="application/json"])'
        assert sheet.all(f"style, [style], {scripts}") == [], sheet.path
        handlers = re.findall(r"<[^>]+\son[a-z]+=", sheet.html)
        assert handlers == [], sheet.path


def test_every_page_names_its_icon_so_that_browsers_do_not_ask_for_one_that_is_not_there(site: Built) -> None:
    assert [path for path, sheet in site.sheets.pages.items() if not sheet.all('link[rel~="icon"][href]')] == []


def test_every_page_tells_a_phone_to_keep_its_width(site: Built) -> None:
    for sheet in site.sheets.every.values():
        assert sheet.values('meta[name="viewport"]', "content") == ["width=device-width, initial-scale=1"]


def test_pages_for_readers_are_not_all_called_the_same(site: Built) -> None:
    titles = Counter((page.language, site.sheets[page.path].one("head title").text()) for page in site.plan.pages)
    assert [title for title, times in titles.items() if times > 1] == []


def test_no_element_is_told_the_role_that_it_has(site: Built) -> None:
    for sheet in site.sheets.every.values():
        assert sheet.all('ul[role="list"], ol[role="list"], nav[role="navigation"], main[role="main"]') == [], (
            sheet.path
        )


def test_every_article_and_section_of_a_page_has_a_heading(site: Built) -> None:
    for sheet in site.sheets.every.values():
        for part in sheet.all("article, section"):
            assert part.css_first("h1, h2, h3, h4, h5, h6") is not None, (sheet.path, part.html)
