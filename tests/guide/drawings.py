"""The drawings of the guide, made from what the engine really says and writes, so that they cannot age unseen.

The words on them are the engine's, or stand here in each language. It refuses the machine's clock and fonts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from district.desk.making import Wish, entry_files
from district.preview.texts import text as said_by_preview
from district.problems import Place, Problem, print_problems
from district.problems.messages import worded
from district.reading import read
from tests.content import CLOCK
from tests.guide import story

WIDTH = 880
LINE, SMALL = 22, 14
MONO = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
SANS = "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif"
PAPER, DEEP, INK, SOFT, RULE = "#fbf7f0", "#f0e8da", "#1b1714", "#544940", "#cbbda8"
LEATHER, CYPRESS, NIGHT, CREAM = "#85351a", "#24483e", "#1e1814", "#f3ebdf"

WORDS: dict[str, dict[str, str]] = {
    "field": {"it": "campo", "en": "field"},
    "colon": {"it": "due punti, uno spazio", "en": "colon, one space"},
    "value": {"it": "valore", "en": "value"},
    "indent": {"it": "rientro: due spazi", "en": "indentation: two spaces"},
    "list": {"it": "elenco", "en": "list"},
    "dash": {"it": "trattino, uno spazio", "en": "hyphen, one space"},
    "comment": {"it": "commento: il sito lo salta", "en": "comment: the site skips it"},
    "place": {"it": "file, riga, colonna", "en": "file, line, column"},
    "code": {"it": "sigla: è nella guida", "en": "code: it is in the guide"},
    "spot": {"it": "il punto preciso", "en": "the very spot"},
    "mend": {"it": "che cosa fare", "en": "what to do"},
    "wide": {"it": "la fotografia", "en": "the photograph"},
    "crop-card": {"it": "nell'elenco", "en": "in the list"},
    "crop-phone": {"it": "sul telefono", "en": "on a phone"},
    "files": {"it": "File cambiati", "en": "Files changed"},
    "checks": {"it": "Controlli", "en": "Checks"},
    "terminal": {"it": "Terminale", "en": "Terminal"},
}


class Sheet:
    """A drawing in the making."""

    def __init__(self, height: int, title: str) -> None:
        self.height = height
        self.parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
            f"<title>{escape(title)}</title>",
        ]

    def box(
        self, x: float, y: float, width: float, height: float, fill: str = PAPER, stroke: str = RULE, radius: int = 6
    ) -> None:
        """A rectangle."""
        self.parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius}" '
            f'fill="{fill}" stroke="{stroke}"/>'
        )

    def text(
        self,
        x: float,
        y: float,
        text: str,
        fill: str = INK,
        *,
        mono: bool = False,
        size: int = SMALL,
        bold: bool = False,
    ) -> None:
        """A line of text; blanks at its beginning stay."""
        weight = ' font-weight="600"' if bold else ""
        family = MONO if mono else SANS
        self.parts.append(
            f'<text x="{x:g}" y="{y:g}" font-family="{family}" font-size="{size}"{weight} fill="{fill}" '
            f'xml:space="preserve">{escape(text)}</text>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: str = LEATHER) -> None:
        """A thin line."""
        self.parts.append(
            f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{stroke}" stroke-width="1.5"/>'
        )

    def __str__(self) -> str:
        return "\n".join([*self.parts, "</svg>"]) + "\n"


def window(sheet: Sheet, name: str, fill: str = PAPER) -> None:
    """A window with its name, over the whole sheet."""
    sheet.box(1, 1, WIDTH - 2, sheet.height - 2, fill)
    sheet.box(1, 1, WIDTH - 2, 34, DEEP)
    for number in range(3):
        sheet.parts.append(f'<circle cx="{20 + 18 * number}" cy="18" r="5" fill="{RULE}"/>')
    sheet.text(80, 23, name, SOFT)


def terminal(language: str) -> str:
    """The terminal, once the preview has started."""
    lines = [
        ("$ python3 tasks.py serve", CREAM),
        (said_by_preview("serving", language, address="http://127.0.0.1:8000/"), "#e59a6f"),
        (said_by_preview("built", language, seconds="9.4"), "#8fc3ae"),
    ]
    sheet = Sheet(60 + LINE * 5, WORDS["terminal"][language])
    window(sheet, WORDS["terminal"][language], NIGHT)
    for number, (line, colour) in enumerate(lines):
        sheet.text(24, 70 + LINE * number, line, colour, mono=True)
    sheet.box(24, 70 + LINE * 3 - 14, 9, 18, CREAM, CREAM, 0)
    return str(sheet)


def yaml(language: str) -> str:
    """The parts of a file, each with its name."""
    said = {key: words[language] for key, words in WORDS.items()}
    lines = [
        ("name: Calzaturificio Aurora", f"{said['field']} · {said['colon']} · {said['value']}"),
        ("address:", ""),
        ("  municipality: Capannori", said["indent"]),
        ("brands:", said["list"]),
        ("  - Aurora", said["dash"]),
        ("  - Aurora Bimbi", ""),
        ("# founded: 1968", said["comment"]),
    ]
    sheet = Sheet(70 + 30 * len(lines), "facts.yaml")
    window(sheet, "facts.yaml")
    for number, (line, about) in enumerate(lines):
        y = 72 + 30 * number
        sheet.text(24, y, f"{number + 1}", RULE, mono=True)
        sheet.text(56, y, line, SOFT if line.startswith("#") else INK, mono=True, size=17)
        if about:
            sheet.line(70 + 10.3 * len(line), y - 5, 452, y - 5, RULE)
            sheet.text(462, y, about, LEATHER, size=16)
    return str(sheet)


def skeleton(language: str) -> list[str]:
    """The first lines of a new company's facts, as `new` writes them."""
    content, _ = read(story.ROOT / "content", CLOCK)
    values = {
        "name": "Calzaturificio Aurora",
        "address.municipality": "Capannori",
        "address.hamlet": "lammari",
        "email": "info@calzaturificio-aurora.example",
    }
    return entry_files(content, Wish("members", "calzaturificio-aurora", values), language)["facts.yaml"].splitlines()


def editor(language: str) -> str:
    """An editor's window: the folders on the left, the new facts on the right."""
    tree = [
        *(("content", 0), ("aims", 1), ("calls", 1), ("…", 1), ("members", 1), ("calzaturificio-aurora", 2)),
        *(("facts.yaml", 3), ("text.en.md", 3), ("text.it.md", 3)),
    ]
    shown = [line[:72] for line in skeleton(language)[3:25]]
    sheet = Sheet(64 + LINE * len(shown), "facts.yaml")
    window(sheet, "facts.yaml")
    sheet.box(1, 35, 230, sheet.height - 36, DEEP, RULE, 0)
    for number, (name, depth) in enumerate(tree):
        y = 62 + LINE * number
        if name == "facts.yaml":
            sheet.box(6, y - 16, 220, LINE, PAPER, LEATHER, 3)
        sheet.text(14 + 14 * depth, y, name, INK if depth > 1 else SOFT, mono=True)
    for number, line in enumerate(shown):
        y = 62 + LINE * number
        sheet.text(240, y, f"{number + 4:>3}", RULE, mono=True, size=13)
        sheet.text(276, y, line, SOFT if line.lstrip().startswith("#") else LEATHER, mono=True, size=13)
    return str(sheet)


def focus(language: str) -> str:
    """A wide photograph with its point of interest, and two crops that keep it in sight."""
    sheet = Sheet(320, WORDS["wide"][language])
    sheet.box(1, 1, WIDTH - 2, 318)

    def photograph(x: float, y: float, width: float, left: float, label: str, whole: float = 420) -> None:
        clip = f"c{x:g}"
        sheet.parts.append(
            f'<clipPath id="{clip}"><rect x="{x:g}" y="{y:g}" width="{width:g}" height="236"/></clipPath>'
            f'<g clip-path="url(#{clip})"><g transform="translate({x - left:g} {y:g})">'
            f'<rect width="{whole:g}" height="236" fill="{DEEP}"/>'
            f'<rect y="170" width="{whole:g}" height="66" fill="{RULE}"/>'
            f'<path d="M60 170q10-48 52-52 34 4 46 26 34 6 52 26z" fill="{LEATHER}"/>'
            f'<path d="M300 170v-70h80v70z" fill="{CYPRESS}"/>'
            f'<circle cx="126" cy="142" r="13" fill="none" stroke="{INK}" stroke-width="3"/>'
            f'<circle cx="126" cy="142" r="3" fill="{INK}"/></g></g>'
        )
        sheet.parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="236" fill="none" stroke="{INK}" stroke-width="1.5"/>'
        )
        sheet.text(x, 290, label, SOFT, size=16)

    photograph(24, 28, 420, 0, f"{WORDS['wide'][language]}: x 30, y 60")
    photograph(484, 28, 220, 16, WORDS["crop-card"][language])
    photograph(736, 28, 120, 66, WORDS["crop-phone"][language])
    return str(sheet)


def wrong() -> Problem:
    """The mistake that the guide makes on purpose."""
    place = Place("content/members/calzaturificio-aurora/facts.yaml", 44, 8, 5, "email: info@")
    return Problem("F110", place, {"value": "info@"})


def check(language: str) -> str:
    """A message of check, with what each of its parts is."""
    lines = print_problems([wrong()], "text", language).splitlines()[:5]
    first = lines[0]
    cut = first.index("F110")
    lines = [first[:cut], "  " + first[cut:], *lines[1:]]
    about = [WORDS[name][language] for name in ("place", "code")] + ["", WORDS["spot"][language], "", ""]
    about[5] = WORDS["mend"][language]
    sheet = Sheet(66 + 30 * len(lines), "check")
    window(sheet, WORDS["terminal"][language], NIGHT)
    for number, line in enumerate(lines):
        y = 68 + 30 * number
        sheet.text(24, y, line, CREAM, mono=True, size=13)
        if about[number]:
            sheet.text(WIDTH - 210, y, f"← {about[number]}", "#e59a6f", size=15)
    return str(sheet)


def proposal(language: str) -> str:
    """A proposal on a host, with the problem at its line."""
    words = worded(wrong(), language)
    sheet = Sheet(278, WORDS["files"][language])
    sheet.box(1, 1, WIDTH - 2, 276)
    sheet.text(24, 36, WORDS["files"][language], INK, size=17, bold=True)
    sheet.text(WIDTH - 190, 36, f"{WORDS['checks'][language]}: 1 ✗", LEATHER, size=16, bold=True)
    sheet.box(24, 54, WIDTH - 48, 200, "#ffffff")
    sheet.text(40, 80, wrong().place.path, SOFT, mono=True, size=13)
    sheet.line(24, 92, WIDTH - 24, 92, RULE)
    for number, line in enumerate(("# …", "email: info@")):
        y = 114 + 26 * number
        sheet.box(25, y - 17, WIDTH - 50, 25, "#e6f0e9", "#e6f0e9", 0)
        sheet.text(40, y, f"{43 + number}  + {line}", CYPRESS, mono=True, size=13)
    sheet.box(40, 162, WIDTH - 80, 78, PAPER, LEATHER)
    sheet.text(56, 186, f"✗ F110 {words['what']}", LEATHER, bold=True)
    sheet.text(56, 207, words["why"], INK)
    sheet.text(56, 228, words["mend"], INK)
    return str(sheet)


DRAWINGS: Mapping[str, Callable[[str], str]] = {
    "terminal": terminal,
    "yaml": yaml,
    "editor": editor,
    "focus": focus,
    "check": check,
    "proposal": proposal,
}


def drawings() -> dict[str, str]:
    """Every drawing by the name of its file."""
    return {f"{name}.{code}.svg": draw(code) for name, draw in DRAWINGS.items() for code in story.LANGUAGES}
