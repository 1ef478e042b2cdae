"""Markdown becomes safe HTML whose links are still open."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.kinds.values import Reference
from district.reading.links import Link, read_link
from district.reading.markup import TAGS, Markup, Target, Writer

WRITER = Writer()


def html(text: str) -> str:
    return WRITER.write(text).html(lambda target: f'{target.attribute}="[{target.address}]"')


def targets(text: str) -> list[str]:
    return [target.address for target in WRITER.write(text).targets]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<style>p {color: red}</style>",
        "<iframe src='https://x.example'></iframe>",
        "<form action='https://x.example'><input name=a></form>",
        "<p onclick='alert(1)' style='color: red' class='x'>a</p>",
        "<img src='https://x.example/a.png' onerror='alert(1)'>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](data:text/html,x)",
        "[a](vbscript:x)",
        "<a href='java&#9;script:alert(1)'>a</a>",
        "<a href='&#1;javascript:alert(1)'>a</a>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext></mtext><script>alert(1)</script></math>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<object data='x'></object><embed src='x'><base href='//x.example'>",
    ],
)
def test_nothing_that_acts_gets_through(text: str) -> None:
    found = html(text).lower()
    for word in ("<script", "<style", "<iframe", "<form", "<svg", "<object", "<embed", "<base", "onclick=", "onerror="):
        assert not re.search(rf"<[^>]*{re.escape(word.lstrip('<'))}", found), word
    assert not re.search(r'(href|src)="\[?\s*(java|vb|data)', found)


def test_the_usual_text_gets_through() -> None:
    text = "# A\n\n**b** *c* `d`\n\n- e\n\n1. f\n\n> g\n\nh\n: i\n\n| j |\n| - |\n| k |\n\n"
    text += "<abbr title='l'>m</abbr><time datetime='2026'>n</time>"
    found = html(text)
    for tag in ("h2", "strong", "em", "code", "ul", "ol", "blockquote", "dl", "table", "abbr", "time"):
        assert f"<{tag}" in found, tag


def test_headings_begin_below_the_pages_title() -> None:
    found = html("# Uno\n\n## Due\n\n### Tre\n\n##### Cinque\n\n###### Sei")
    assert re.findall(r"<(h\d)", found) == ["h2", "h2", "h3", "h4", "h4"]


def test_headings_can_be_linked_by_their_words() -> None:
    markup = WRITER.write("## Che cosa è\n\n## Che cosa è\n\n## L'orma")
    assert markup.anchors == {"che-cosa-è", "che-cosa-è_1", "lorma"}


def test_one_writer_forgets_the_text_before() -> None:
    writer = Writer()
    assert writer.write("## Uno\n\n*[A]: Abc").anchors == {"uno"}
    assert writer.write("## Uno\n\nA").html(str) == Writer().write("## Uno\n\nA").html(str)


def test_quotation_marks_are_set_in_type() -> None:
    assert html('"a" -- b... <<c>>') == "<p>“a” – b… «c»</p>"


def test_links_inside_the_site_stay_open() -> None:
    text = "[a]({filename}/members/aurora#x) ![b](b.jpg) [c](#d) [e](https://e.example) <g@g.example>"
    assert targets(text) == ["{filename}/members/aurora#x", "b.jpg", "#d"]
    assert 'href="[{filename}/members/aurora#x]"' in html(text)
    assert 'href="https://e.example"' in html(text)


def test_words_about_links_are_no_links() -> None:
    assert targets('Si scrive `href="pagina"`, e non src="figura".') == []
    assert targets('<a title=\'href="no" >\' href="sì">x</a>') == ["sì"]


def test_a_picture_is_handed_over_whole() -> None:
    markup = WRITER.write('Qui ![un «a» & "b"](c.jpg "d") e <img src="e.jpg" id=f onerror=x>.')
    assert markup.targets == [
        Target("src", "c.jpg", (("alt", 'un «a» & "b"'), ("title", "d"))),
        Target("src", "e.jpg", (("id", "f"),)),
    ]
    assert markup.html(lambda target: f"[{target.address}]") == "<p>Qui [c.jpg] e [e.jpg].</p>"


def test_a_picture_on_another_host_is_none_of_the_entrys() -> None:
    (target,) = WRITER.write("![a](https://x.example/a.jpg)").targets
    assert read_link(target) == Link(file="https://x.example/a.jpg")


def test_an_address_is_handed_over_as_it_was_written() -> None:
    assert targets("[a](b.pdf?x=1&y=2)") == ["b.pdf?x=1&y=2"]
    assert targets("[a](<due parole.pdf>)") == ["due parole.pdf"]


def test_outside_schemes_may_be_written_in_capitals() -> None:
    assert targets("[a](HTTPS://a.example)") == []


def test_links_that_are_taken_out_are_remembered() -> None:
    markup = WRITER.write("[a](javascript:alert(1)) [b](ftp://b.example) ![c](data:x) [d](tel:+390583000000)")
    assert [target.address for target in markup.refused] == ["javascript:alert(1)", "ftp://b.example", "data:x"]
    assert WRITER.write("[a](https://a.example)").refused == ()


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("{filename}/members/aurora", Link(Reference("members", "aurora"))),
        ("{filename}/members/aurora/", Link(Reference("members", "aurora"))),
        ("{filename}/members/aurora/text.it.md#chi", Link(Reference("members", "aurora"), "chi")),
        ("%7Bfilename%7D/members/aurora#ch%C3%AC", Link(Reference("members", "aurora"), "chì")),
        ("#chi", Link(anchor="chi")),
        ("listino.pdf", Link(file="listino.pdf")),
        ("due%20parole.pdf", Link(file="due parole.pdf")),
        ("", Link(refused="T104")),
        ("#", Link(refused="T104")),
        ("{filename}/members", Link(refused="T104")),
        ("{filename}/members/Aurora", Link(refused="T104")),
        ("{attach}/members/aurora", Link(refused="T104")),
        ("members/aurora", Link(refused="T104")),
        ("javascript:alert(1)", Link(refused="T104")),
        ("/imprese/", Link(refused="T105")),
        ("//x.example", Link(refused="T105")),
        ("../aurora", Link(refused="T105")),
        ("{filename}/members/../../x", Link(refused="T105")),
        ("%2e%2e/x", Link(refused="T105")),
        (r"..\x", Link(refused="T105")),
        ("file:///etc/passwd", Link(refused="T105")),
    ],
)
def test_a_link_means_an_entry_an_anchor_or_a_file_beside_the_text(address: str, link: Link) -> None:
    assert read_link(Target("href", address)) == link


@given(st.text(alphabet="<>/\"'=abhrefscipt:()[]!#*_`{}&; \n-|", max_size=80))
def test_only_tags_on_the_list_get_through(text: str) -> None:
    markup = WRITER.write(text)
    assert isinstance(markup, Markup)
    found = markup.html(lambda target: f'{target.attribute}="x"')
    assert set(re.findall(r"<([a-z0-9]+)", found)) <= TAGS
