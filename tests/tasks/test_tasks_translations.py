"""`invoke translations` says how each translation stands, and records what it is told to."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.content import lay

ROOT = Path(__file__).parents[2]


def translations(folder: Path, *options: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "invoke", "translations", "--content", str(folder), "--lang", lang, *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def test_it_counts_what_is_missing_and_what_was_never_recorded(tmp_path: Path) -> None:
    folder = lay(tmp_path)
    (folder / "sections/home/text.en.md").unlink()
    told = translations(folder)
    assert told.returncode == 0
    assert "missing    sections/home/text.en.md" in told.stdout
    assert "To translate into “en”: 1 words.\n" in told.stdout
    assert "Translations: 1 missing, 0 stale, 1 never recorded, 0 current.\n" in told.stdout
    assert re.search(r"The theme's strings in “it”: (\d+) of \1 translated, 0 only guessed\.\n$", told.stdout)


def test_what_changed_since_it_was_recorded_stands_beside_its_translation(tmp_path: Path) -> None:
    folder = lay(tmp_path)
    assert "content/pages/chi-siamo/text.en.md" in translations(folder, "--accept", "chi-siamo").stdout
    source = folder / "pages/chi-siamo/text.it.md"
    source.write_text(source.read_text(encoding="utf-8").replace("Furono lunghi.", "Furono brevi."), encoding="utf-8")
    told = translations(folder, lang="it").stdout
    assert "superata   content/pages/chi-siamo/text.en.md: paragrafi cambiati 1, parole 2\n" in told
    assert re.search(r"\n    it +\| en\n    Furono brevi\. +\| They were long\.\n", told)


def test_all_are_recorded_at_once_and_only_once(tmp_path: Path) -> None:
    folder = lay(tmp_path)
    assert translations(folder, "--accept", "all").stdout.count("recorded:") == 2
    assert translations(folder, "--accept", "all").stdout == ""
    assert "0 never recorded, 2 current." in translations(folder).stdout


def test_an_entry_that_is_not_there_ends_with_two_and_one_line(tmp_path: Path) -> None:
    told = translations(lay(tmp_path), "--accept", "members/nobody")
    assert (told.returncode, told.stdout, len(told.stderr.splitlines())) == (2, "", 1)


def test_what_escaped_the_translations_is_told_with_the_page(tmp_path: Path) -> None:
    theme = shutil.copytree(ROOT / "theme", tmp_path / "theme")
    base = theme / "templates" / "404.html"
    said = base.read_text(encoding="utf-8")
    base.write_text(said.replace("{% block content %}", "{% block content %}<p>Sfuggita davvero</p>"), encoding="utf-8")
    assert "Sfuggita" in base.read_text(encoding="utf-8")
    told = translations(
        lay(tmp_path), "--pseudo", "--theme", str(theme), "--output", str(tmp_path / "out"), "--now", "2026-11-23"
    )
    assert told.returncode == 1
    assert "404.html: Sfuggita davvero\n" in told.stdout
    assert "Texts that escape the translations: 1." in told.stdout
    assert "⟦" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
