"""Random edits of a site, of every kind that an editor or a designer makes, by a seed.

It refuses what an editor could not do: edits change files of content and theme, and nothing else.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from babel.messages.pofile import read_po, write_po
from PIL import Image

from tests.site import built
from tests.site.built import ADDRESS
from tests.site.translating import add_language, add_strings, read, write

LANGUAGES = {"de": ("de_DE", "Deutsch"), "fr": ("fr_FR", "Français"), "es": ("es_ES", "Español")}


class Editor:
    """Edits `content` and `theme` below a folder; what it writes is numbered, so that no two edits are the same."""

    def __init__(self, root: Path, seed: int) -> None:
        self.content, self.theme = root / "content", root / "theme"
        self.chance = random.Random(seed)
        self.number = 0

    def edit(self, kind: str) -> str:
        """Makes an edit of a kind of EDITS; says what it was."""
        self.number += 1
        return f"{self.number} {kind}: {EDITS[kind](self)}"

    def one_of(self, paths: Iterator[Path]) -> Path:
        """One of some paths."""
        return self.chance.choice(sorted(paths))

    def entries(self, *kinds: str) -> Iterator[Path]:
        """The folders of entries of some kinds."""
        return (path.parent for kind in kinds for path in self.content.glob(f"{kind}/*/facts.yaml"))


def _text(editor: Editor) -> str:
    path = editor.one_of(editor.content.rglob("text.*.md"))
    path.write_text(f"{path.read_text(encoding='utf-8')}\nRiga *nuova* {editor.number}.\n", encoding="utf-8")
    return _name(editor, path)


def _title(editor: Editor) -> str:
    titled = (path for path in editor.content.rglob("text.*.md") if "\ntitle:" in path.read_text(encoding="utf-8"))
    path = editor.one_of(titled)
    text = re.sub("(?m)^title:.*$", f"title: Titolo {editor.number}", path.read_text(encoding="utf-8"), count=1)
    path.write_text(text, encoding="utf-8")
    return _name(editor, path)


def _fact(editor: Editor) -> str:
    folder = editor.one_of(editor.entries("members"))
    facts = read(folder / "facts.yaml")
    facts["employees"] = {"value": str(editor.number), "as_of": "2026-03"}
    write(folder / "facts.yaml", facts)
    return _name(editor, folder)


def _slug(editor: Editor) -> str:
    folder = editor.one_of(editor.entries("members", "events", "news", "projects"))
    new = f"voce-{editor.number}"
    for path in (*editor.content.rglob("*.yaml"), *editor.content.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"(?<![\w-]){folder.name}(?![\w-])", new, text), encoding="utf-8")
    folder.rename(folder.with_name(new))
    return f"{_name(editor, folder)} -> {new}"


def _vocabulary(editor: Editor) -> str:
    path = editor.one_of(editor.content.glob("vocabularies/*.yaml"))
    said = read(path)
    word = editor.chance.choice(list(said["words"]))
    said["words"][word]["label"]["it"] = f"Parola {editor.number}"
    write(path, said)
    return f"{_name(editor, path)} {word}"


def _setting(editor: Editor) -> str:
    path = editor.content / "site.yaml"
    said = read(path)
    field = editor.chance.choice(["name", "claim", "contacts", "menu"])
    if field == "name":
        said["name"] = f"Distretto {editor.number}"
    elif field == "claim":
        said["claim"]["it"] = f"Una scarpa, {editor.number} mani"
    elif field == "contacts":
        said["contacts"]["email"] = f"rete{editor.number}@forma.example"
    else:
        said["menu"].append(said["menu"].pop(0))
    write(path, said)
    return field


def _template(editor: Editor) -> str:
    base = editor.theme / "templates" / "base.html"
    if editor.chance.random() < 0.5:
        built.replaced(base, "</main>", f"<p>{editor.number}</p></main>")
        return "base.html"
    path = editor.one_of(editor.theme.glob("templates/components/*.html"))
    path.write_text(f"{path.read_text(encoding='utf-8')}{{# {editor.number} #}}\n", encoding="utf-8")
    return _name(editor, path)


def _style(editor: Editor) -> str:
    path = editor.one_of(editor.theme.glob("static/css/components/*.css"))
    added = f"\n.numero-{editor.number} {{ order: {editor.number}; }}\n"
    path.write_text(f"{path.read_text(encoding='utf-8')}{added}", encoding="utf-8")
    return _name(editor, path)


def _printed(editor: Editor) -> str:
    path = editor.one_of(editor.theme.glob("print/*.typ"))
    path.write_text(f"{path.read_text(encoding='utf-8')}\n// {editor.number}\n", encoding="utf-8")
    return _name(editor, path)


def _shapes(editor: Editor) -> str:
    path = editor.theme / "soles" / "soles.yaml"
    width = f"{3 + editor.number % 40 / 20:.2f}"
    said = re.sub(r"(?m)^(small:.*\bcontour: )[\d.]+", rf"\g<1>{width}", path.read_text(encoding="utf-8"))
    path.write_text(said, encoding="utf-8")
    return f"small contour {width}"


def _translation(editor: Editor) -> str:
    path = editor.theme / "translations" / "it.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale="it")
    message = editor.chance.choice([one for one in catalogue if one.id and isinstance(one.string, str) and one.string])
    message.string = f"{message.string} ({editor.number})"
    with path.open("wb") as file:
        write_po(file, catalogue)
    return str(message.id)[:40]


def _deletion(editor: Editor) -> str:
    if editor.chance.random() < 0.5:
        path = editor.one_of(editor.content.glob("*/*/text.en.md"))
        path.unlink()
        return _name(editor, path)
    folder = editor.one_of(editor.entries("news", "members", "projects", "events"))
    shutil.rmtree(folder)
    return _name(editor, folder)


def _addition(editor: Editor) -> str:
    model = editor.one_of(editor.entries("members", "news"))
    copy = shutil.copytree(model, model.with_name(f"nuova-{editor.number}"))
    facts = read(copy / "facts.yaml")
    write(copy / "facts.yaml", {**facts, **({"name": f"Ditta {editor.number}"} if "name" in facts else {})})
    return _name(editor, copy)


def _picture(editor: Editor) -> str:
    path = editor.one_of(editor.content.rglob("*.jpg"))
    with Image.open(path) as image:
        size = image.size
    Image.new("RGB", size, (editor.number % 256, 90, 40)).save(path)
    return _name(editor, path)


def _language(editor: Editor) -> str:
    there = [one["code"] for one in read(editor.content / "site.yaml")["languages"]]
    code = next((one for one in LANGUAGES if one not in there), "")
    if not code:
        return _text(editor)
    locale, name = LANGUAGES[code]
    add_language(editor.content, code, locale, name)
    site = read(editor.content / "site.yaml")
    site.pop("behind_at_most", None)  # nothing is translated yet, and shall be published all the same
    write(editor.content / "site.yaml", site)
    add_strings(editor.theme, code, locale)
    return code


EDITS: dict[str, Callable[[Editor], str]] = {
    "text": _text,
    "title": _title,
    "fact": _fact,
    "slug": _slug,
    "vocabulary": _vocabulary,
    "setting": _setting,
    "template": _template,
    "style": _style,
    "print": _printed,
    "shapes": _shapes,
    "translation": _translation,
    "deletion": _deletion,
    "addition": _addition,
    "picture": _picture,
    "language": _language,
}


def _name(editor: Editor, path: Path) -> str:
    return path.relative_to(editor.content.parent).as_posix()


def request(root: Path, *, publish: bool) -> built.Request:
    """What is built of the content and the theme below a folder; of a site to publish all there is, prints too."""
    return built.request(
        root / "content",
        root / "output",
        root / "cache",
        theme=root / "theme",
        publish=publish,
        siteurl=ADDRESS,
        prints=publish,
    )


if __name__ == "__main__":  # a process that has built nothing before
    built.build(request(Path(sys.argv[1]), publish=sys.argv[2] == "publish"))
