"""The network's own content with thirty things broken: one look tells all thirty, each at its line."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from district.problems import Problem
from tests.content import NOW, surveyed

ROOT = Path(__file__).parents[2]
Spot = tuple[str, str, int]


class Breaking:
    """A copy of the content, and the spots where it was broken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.marks: list[tuple[str, str, str]] = []
        before = surveyed(folder).problems
        self.before = Counter(spot(problem) for problem in before)
        self.touched = {problem.place.path for problem in before}

    def entries(self, kind: str, *, sample: bool) -> list[str]:
        """The plain folders of a kind, those that had nothing to say of them, by name."""
        found = []
        for folder in sorted((self.folder / kind).iterdir()):
            is_sample = "sample: true" in (folder / "facts.yaml").read_text(encoding="utf-8")
            plain = all(path.suffix in {".yaml", ".md"} for path in folder.iterdir())
            quiet = not any(path.startswith(f"content/{kind}/{folder.name}/") for path in self.touched)
            if is_sample == sample and plain and quiet:
                found.append(f"{kind}/{folder.name}")
        return found

    def set(self, file: str, line: str, code: str = "") -> None:
        """Write a field in place of the one that has its name, at the end of a file."""
        path = self.folder / file
        key = line.partition(":")[0]
        text = path.read_text(encoding="utf-8")
        text = re.sub(rf"^{key}:.*\n(?:[ \-].*\n)*", "", text, flags=re.MULTILINE)
        path.write_text(f"{text}{line}\n", encoding="utf-8")
        self.mark(file, line, code)

    def add(self, file: str, line: str, code: str) -> None:
        """Write a line at the end of a file."""
        path = self.folder / file
        with path.open("a", encoding="utf-8") as opened:
            opened.write(f"{line}\n")
        self.mark(file, line, code)

    def mark(self, file: str, line: str, code: str) -> None:
        if code:
            self.marks.append((code, file, line))

    def expected(self) -> Counter[Spot]:
        found: Counter[Spot] = Counter()
        for code, file, line in self.marks:
            path = self.folder / file
            lines = path.read_bytes().decode("utf-8", "replace").splitlines() if line else []
            found[code, f"content/{file}", len(lines) - lines[::-1].index(line) if line else 0] += 1
        return found


def spot(problem: Problem) -> Spot:
    return problem.code, problem.place.path, problem.place.line


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Breaking:
    folder = tmp_path_factory.mktemp("thirty") / "content"
    shutil.copytree(ROOT / "content", folder)
    made = Breaking(folder)
    one, two, three, four, five, six, seven, *_ = made.entries("members", sample=True)
    first, second, *_ = made.entries("news", sample=False)
    event, other, *_ = made.entries("events", sample=False)
    project, unreadable, *_ = made.entries("projects", sample=False)
    page, another, *_ = made.entries("pages", sample=False)
    aim, *_ = made.entries("aims", sample=False)

    made.add(f"{one}/facts.yaml", "name: Doppione", "Y104")
    made.set(f"{one}/facts.yaml", "aims: [nessuno-scopo]", "R101")
    made.set(f"{one}/facts.yaml", "email: scrivimi@", "F110")
    made.set(f"{two}/facts.yaml", 'phone: "12"', "F111")
    made.set(f"{two}/facts.yaml", 'vat_number: "12345678901"', "F112")
    made.set(f"{two}/facts.yaml", "fatturato: 3", "F102")
    made.set(f"{three}/facts.yaml", "website: www.esempio.example", "F113")
    made.set(f"{three}/facts.yaml", "exports_to: [Francia]", "F115")
    made.set(f"{three}/facts.yaml", "languages: [italiano]", "F116")
    made.set(f"{four}/facts.yaml", "employees: {value: molti, as_of: 2025}", "F103")
    made.set(f"{four}/facts.yaml", "facets: {prodoti: [sneakers]}", "W102")
    made.set(f"{five}/facts.yaml", "facets: {products: [zoccolo-mai-visto]}", "W101")
    made.set(f"{five}/facts.yaml", "measures: {capacita: {value: 3}}", "W103")
    made.set(f"{six}/facts.yaml", "address: {municipality: Capannori, latitude: 43.8}", "F114")
    made.set(f"{six}/facts.yaml", "contacts: [{name: Tizio}]", "F126")
    made.set(f"{seven}/facts.yaml", "logo: {file: manca.png}", "P101")
    made.set(f"{first}/facts.yaml", "date: 2026-02-30", "F107")
    made.set(f"{second}/facts.yaml", "date: ieri", "F106")
    made.set(f"{event}/facts.yaml", "start: 2025-06-27")
    made.set(f"{event}/facts.yaml", "end: 2025-06-26", "F108")
    made.set(f"{event}/facts.yaml", "state: forse", "F105")
    made.set(f"{other}/facts.yaml", "updated_on: -3d", "F109")
    made.set(f"{project}/facts.yaml", "cup: C31", "F120")
    made.set(f"{project}/facts.yaml", f"partners: [{one}]", "R102")
    made.add(f"{unreadable}/facts.yaml", "website:\n\thttps://x.example", "")
    made.mark(f"{unreadable}/facts.yaml", "\thttps://x.example", "Y103")
    text = made.folder / page / "text.en.md"
    text.write_bytes(text.read_bytes() + b"Caff\xe8\n")
    made.mark(f"{page}/text.en.md", "Caff\ufffd", "Y101")
    made.add(f"{another}/text.en.md", "\n[Dove](dove/mai)", "")
    made.mark(f"{another}/text.en.md", "[Dove](dove/mai)", "T104")
    made.add(f"{another}/text.en.md", "[Quando](#mai-visto)", "T108")
    (made.folder / aim / "text.it.md").write_text("Senza testa.\n", encoding="utf-8")
    made.mark(f"{aim}/text.it.md", "Senza testa.", "T101")
    made.set("site.yaml", "description: {it: Una rete, en: A network, fr: Un réseau}", "L101")
    (made.folder / "news" / "appunti.txt").write_text("Da fare.\n", encoding="utf-8")
    made.mark("news/appunti.txt", "", "Y108")
    return made


def test_thirty_different_things_are_broken(broken: Breaking) -> None:
    assert len(broken.marks) == 30
    assert len({code for code, _, _ in broken.marks}) == 30
    assert len({file for _, file, _ in broken.marks}) >= 15
    assert len({(file, line) for _, file, line in broken.marks}) == 30


def test_one_look_tells_all_thirty_each_at_its_line(broken: Breaking) -> None:
    after = Counter(spot(problem) for problem in surveyed(broken.folder).problems)
    assert sorted((after - broken.before).elements()) == sorted(broken.expected().elements())
    assert not broken.before - after


def test_form_and_references_of_one_file_are_told_at_once(broken: Breaking) -> None:
    told = surveyed(broken.folder).problems
    by_file: dict[str, set[str]] = {}
    for problem in told:
        by_file.setdefault(problem.place.path, set()).add(problem.code)
    assert any(codes >= {"Y104", "R101", "F110"} for codes in by_file.values())


def test_the_order_is_that_of_the_places(broken: Breaking) -> None:
    spots = [(p.place.path, p.place.line, p.place.column, p.code) for p in surveyed(broken.folder).problems]
    assert spots == sorted(spots)


def test_the_same_words_come_at_every_run(broken: Breaking) -> None:
    program = (
        "import sys; from pathlib import Path; from district.checks.run import main;"
        f"sys.exit(main(Path(sys.argv[1]), {NOW!r}, 'text', 'it'))"
    )
    said = []
    for seed in ("1", "23"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-c", program, str(broken.folder)]
        ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
        assert (ran.returncode, ran.stderr) == (1, b"")
        said.append(ran.stdout)
    assert said[0] == said[1]
