"""What the guide tells editors to type and to write, taken from its own text, and done in a copy of the content.

A block after a paragraph that names a file goes into that file; one after a paragraph that ends with a code in brackets
is wrong on purpose. It refuses to know what the guide tells.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from district.guide.chapters import INDEX, LINK

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
LANGUAGES = sorted(path.parent.name for path in GUIDE.glob(f"*/{INDEX}"))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`(content/[\w./-]+\.(?:yaml|md)|(?!facts)\w+\.yaml)`")
CODE = re.compile(r"\(([A-Z]\d{3})\):$")
STARTS = ("python3 tasks.py ", "py tasks.py ")
# Any number of lines, or any signs in a line.
LEFT_OUT = "…"


@dataclass(frozen=True)
class Block:
    """A block of the guide: what it is, the file that it belongs to, the code of what is wrong with it on purpose."""

    chapter: str
    sort: str
    text: str
    file: str
    code: str


@dataclass(frozen=True)
class Command:
    """A command that is typed, and what is shown below it."""

    typed: str
    shown: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """The command as a list of words, without what starts it."""
        return shlex.split(self.typed.replace("\\\n", " "))[2:]


def chapters(language: str) -> list[Path]:
    """The chapters that are written by hand for editors, in the order of the index; the index first."""
    index = GUIDE / language / INDEX
    linked = [(index.parent / found).resolve() for found in LINK.findall(index.read_text(encoding="utf-8"))]
    return [index, *(path for path in dict.fromkeys(linked) if path.parent == index.parent)]


def blocks(path: Path) -> Iterator[Block]:
    """The blocks of a chapter, in their order."""
    text = path.read_text(encoding="utf-8")
    done = 0
    for found in FENCE.finditer(text):
        before = text[done : found.start()].strip().rpartition("\n\n")[2]
        files, code = FILE.findall(before), CODE.search(before)
        yield Block(path.name, found[1], found[2], files[-1] if files else "", code[1] if code else "")
        done = found.end()


def commands(block: Block) -> Iterator[Command]:
    """The commands that a block of a terminal shows, each with what follows it."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        typed = re.match(r"(?:.*\\\n)*.*", part)
        assert typed
        yield Command(typed[0], tuple(part[typed.end() :].strip("\n").split("\n")))


def fields(text: str) -> Iterator[tuple[str, str]]:
    """The fields at the margin of a piece of YAML, by name, with all their lines."""
    for found in re.finditer(r"^([\w-]+):.*\n(?:[ ].*\n)*", text, re.MULTILINE):
        yield found[1], found[0]


def write(project: Path, block: Block) -> None:
    """Does with a block's file what its reader does: texts are replaced whole, fields one by one."""
    path = project / block.file
    if block.sort == "markdown" or not path.exists():
        path.write_text(block.text, encoding="utf-8", newline="\n")
        return
    text = path.read_text(encoding="utf-8")
    if path.parent.name == "vocabularies":  # its last field is the words
        text += block.text.partition("\n")[2]
    else:
        for name, lines in fields(block.text):
            text = re.sub(rf"^{name}:.*\n(?:[ ].*\n)*", "", text, flags=re.MULTILINE) + lines
    path.write_text(text, encoding="utf-8", newline="\n")
    for name in re.findall(r"file: (\S+\.jpg)", block.text):
        photograph(path.parent / name)


def photograph(path: Path) -> None:
    """Something in a camera's format: two rows of soles, drawn, since no photograph is anybody's to give."""
    if path.exists():
        return
    image = Image.new("RGB", (1600, 1200), "#d9c9ae")
    draw = ImageDraw.Draw(image)
    for row, colour in enumerate(("#85351a", "#24483e")):
        for place in range(6):
            left, top = 90 + 245 * place, 130 + 510 * row
            draw.ellipse((left, top, left + 170, top + 260), fill=colour)
            draw.ellipse((left + 30, top + 250, left + 140, top + 420), fill=colour)
    image.save(path, quality=85)


def answers(command: Command) -> Callable[[str], str]:
    """Answers prompts as the guide shows them answered."""
    left = list(command.shown)

    def answer(prompt: str) -> str:
        line = next((line for line in left if line.startswith(prompt.rstrip())), None)
        assert line is not None, f"the guide does not show what is answered to {prompt!r}"
        left.remove(line)
        return line[len(prompt.rstrip()) :].strip()

    return answer


def missing(command: Command, said: str) -> str:
    """The first line that the guide shows and the command has not said, in its place; empty if there is none."""
    lines = iter(_spaced(line) for line in said.splitlines())
    for line in command.shown:
        if not line.strip() or line == LEFT_OUT:
            continue
        first, *rest = _spaced(line).split(LEFT_OUT)
        if not any(one.startswith(first) and all(part in one for part in rest) for one in lines):
            return line
    return ""


def _spaced(line: str) -> str:
    return " ".join(line.split())
