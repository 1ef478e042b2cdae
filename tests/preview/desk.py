"""A preview of a whole small site, built by the real engine, whose content and theme a test may break and mend."""

from __future__ import annotations

import html
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from district.preview.preview import Preview
from tests.content import NOW, lay, page, write
from tests.preview.project import wait_until
from tests.preview.running import Running

ROOT = Path(__file__).resolve().parents[2]
COMPANY = "name: {name}\naddress: {{municipality: Klangtal, country: DE}}\n"
# An entry for each state that the bar knows, in a site whose languages are German and English.
STATES = {
    "members/beispiel/facts.yaml": COMPANY.format(name="Beispiel") + "sample: true\nverified_on: 2026-08-01\n",
    "members/beispiel/text.de.md": page(),
    "members/beispiel/text.en.md": page(),
    "members/alt/facts.yaml": COMPANY.format(name="Alt") + "verified_on: 2024-03-02\n",
    "members/alt/text.de.md": page(),
    "members/alt/text.en.md": "---\ntranslated_from: ['00000000']\n---\nOld.\n",
    "members/neu/facts.yaml": COMPANY.format(name="Neu"),
    "members/neu/text.de.md": page(),
    "sections/shortlist/facts.yaml": "address: {de: merkliste, en: shortlist}\n",
    "sections/shortlist/text.de.md": page(title="Merkliste"),
    "sections/shortlist/text.en.md": page(title="Shortlist"),
    "pages/entwurf/facts.yaml": "draft: true\npublish_on: 2027-03-08\n",
    "pages/entwurf/text.de.md": page(title="Entwurf"),
}


class Desk(Running):
    """A running preview of a site of one's own: the small one, or a copy of another's content."""

    def __init__(self, root: Path, content: Path | None = None) -> None:
        """Lay the site, start serving and building."""
        root.joinpath("district").symlink_to(ROOT / "district", target_is_directory=True)
        shutil.copy(ROOT / "pelicanconf.py", root)
        shutil.copytree(ROOT / "theme", root / "theme")
        if content:
            shutil.copytree(content, root / "content")
        else:
            # Strings without a translation would be hundreds of notices.
            shutil.copy(root / "theme" / "translations" / "it.po", root / "theme" / "translations" / "de.po")
            write(lay(root, "other"), STATES)
        super().__init__(Preview(root, root / "content", root / "theme", root / "output", now=NOW, language="it"))
        wait_until(lambda: self.session.news.state.ready, 300)

    @property
    def address(self) -> str:
        """Where it is served, without a slash at the end."""
        return self.session.server.address.rstrip("/")

    def bar(self, address: str) -> dict[str, Any]:
        """What the bar of a page says."""
        data = self.text(address).partition(' data-bar="')[2].partition('"')[0]
        said: dict[str, Any] = json.loads(html.unescape(data))
        return said

    def states(self, address: str) -> dict[str, str]:
        """The states that the bar of a page names, in words."""
        return {one["name"]: one["words"] for one in self.bar(address)["states"]}

    def sources(self, address: str) -> list[tuple[str, str, int]]:
        """The files that the bar of a page names: label, path, line."""
        return [(one["label"], one["file"], one["line"]) for one in self.bar(address)["sources"]]

    @contextmanager
    def without(self, name: str) -> Iterator[Path]:
        """A file or folder moved aside, until the block ends and the site is whole again."""
        path, aside = self.preview.root / name, self.preview.root / "aside"
        shutil.move(path, aside)
        try:
            yield path
        finally:
            news = self.session.news
            wait_until(lambda: not news.state.first)  # a build that has shown a page already goes on
            before = news.state.number
            if path.is_file():
                path.unlink()
            shutil.move(aside, path)
            wait_until(lambda: news.state.number > before and self._is_whole())

    def _is_whole(self) -> bool:
        state = self.session.news.state
        return not state.first and not any(one["severity"] == "error" for one in state.problems)
