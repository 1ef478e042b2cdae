"""What a build does to the folder it writes: only what changed, all or nothing, and nothing that is not its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pelican.plugins import signals
from selectolax.lexbor import LexborHTMLParser

from district.building import Request, pages, writing
from district.plugin import run
from tests.site import built, project
from tests.site.built import SITES, Built, codes, contents, replaced, times
from tests.site.project import Project

BUILD = "build.json"


@pytest.fixture
def copy(full: Built, tmp_path: Path) -> Request:
    """The full site, with copies of its content and of what was built from it."""
    content = built.copied(SITES / "full", tmp_path / "content")
    shutil.copytree(full.folder, tmp_path / "site")
    return replace(full.request, content=content, output=tmp_path / "site")


@pytest.fixture
def small(tmp_path: Path, cache: Path) -> Request:
    """The smallest site, with a copy of its content, and nothing built yet."""
    return built.request(built.copied(SITES / "minimal", tmp_path / "content"), tmp_path / "site", cache)


def test_a_second_build_writes_nothing(copy: Request) -> None:
    built.build(copy)  # the copy lies outside of git, which build.json tells
    before = times(copy.output)
    report = built.build(copy).report
    assert (report.changed, report.removed) == (0, 0)
    assert times(copy.output) == before


def test_a_changed_text_rewrites_only_what_shows_it(copy: Request) -> None:
    site = built.build(copy)
    entry = next(entry for entry in site.district.of("pages") if ("text", site.plan.languages[0]) in entry.texts)
    page = site.plan.page(entry.key, site.plan.languages[0])
    assert page is not None
    before = times(copy.output)
    path = copy.content / "pages" / entry.slug / f"text.{page.language}.md"
    # Letters that the site has already, so that its fonts need no other signs.
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n\nLa rete e le imprese.\n", encoding="utf-8")
    report = built.build(copy).report
    after = times(copy.output)
    borrowing = {other.path for other in site.plan.counterparts(page) if other.text_language == page.language}
    endings = ("", ".br", ".gz")
    written = {name for name in after if after[name] != before.get(name)} - {".manifest.json"}
    index = {name for name in written if name.startswith("pagefind/")}
    # What is kept for offline knows the pages by their content.
    lists = {f"offline.json{ending}" for ending in endings}
    shown = {page.path} | borrowing
    assert "build.json" in written, "which tells how many bytes there are"
    assert written - index - lists - {"build.json"} == {f"{path}{ending}" for path in shown for ending in endings}
    # Of the search's index, what tells of the page: not the fragments of the others, nor what reads them.
    assert len({name for name in index if "/fragment/" in name}) == len(shown)
    assert report.changed == len(written)


def test_a_quick_build_leaves_the_index_of_the_search_as_the_build_before_made_it(copy: Request) -> None:
    built.build(copy)
    before = {name: content for name, content in contents(copy.output).items() if name.startswith("pagefind/")}
    text = copy.content / "pages" / "chi-siamo" / "text.it.md"
    text.write_text(text.read_text(encoding="utf-8") + "\nUna parola nuova.\n", encoding="utf-8")
    for quick in (True, False):
        built.build(replace(copy, quick=quick))
        now = {name: content for name, content in contents(copy.output).items() if name.startswith("pagefind/")}
        assert (now == before) == quick
    shutil.rmtree(copy.output)
    built.build(replace(copy, quick=True))
    assert (copy.output / "pagefind" / "pagefind.js").is_file()


def test_an_index_that_cannot_be_made_stops_the_build(copy: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: copy.content / "no-such-program")
    monkeypatch.setattr("district.search.RECIPE", "never made before")
    before = contents(copy.output)
    report, problems = built.attempt(copy)
    assert report is None
    assert codes(problem for problem in problems if problem.is_error) == ["B140"]
    assert contents(copy.output) == before


def test_what_is_taken_out_of_the_content_goes_from_the_site_with_its_empty_folder(small: Request) -> None:
    site = built.build(small)
    extra = built.written(small.content / "pages" / "di-passaggio" / "facts.yaml", "").parent
    for code in site.plan.languages:
        built.written(extra / f"text.{code}.md", "---\ntitle: Di passaggio\n---\nUna pagina.\n")
    before = set(contents(small.output))
    built.build(small)
    more = set(contents(small.output)) - before
    assert more, "its pages and its social cards"
    assert {name for name in more if "di-passaggio" not in name} == set()
    shutil.rmtree(extra)
    report = built.build(small).report
    assert report.removed == len(more)
    assert set(contents(small.output)) == before
    assert not list(small.output.rglob("di-passaggio*"))


def test_a_heading_that_makes_an_anchor_of_the_themes_own_is_told(small: Request) -> None:
    text = small.content / "pages" / "chi-siamo" / "text.it.md"
    text.write_text(f"{text.read_text(encoding='utf-8')}\n## Menu\n", encoding="utf-8")
    report, problems = built.attempt(small)
    assert report is None
    assert {(problem.code, problem.details["value"]) for problem in problems if problem.is_error} == {("B111", "menu")}


@pytest.fixture
def parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are looked through from here on, none of which has been so far."""
    found: list[str] = []
    kept_looks = pages.kept_looks

    def parser(html: str) -> LexborHTMLParser:
        found.append(html)
        return LexborHTMLParser(html)

    monkeypatch.setattr(pages, "kept_looks", lambda _cache, readers: kept_looks(tmp_path, readers))
    monkeypatch.setattr(pages, "LexborHTMLParser", parser)
    monkeypatch.setattr(pages, "workers", lambda: 1)
    return found


def test_a_page_that_stays_the_same_is_looked_through_once(small: Request, parsed: list[str]) -> None:
    site = built.build(small)
    assert len(set(parsed)) == len(site.plan.pages) + len(site.plan.redirects)
    parsed.clear()
    built.build(small)
    assert parsed == []
    text = small.content / "pages" / "chi-siamo" / "text.it.md"
    text.write_text(f"{text.read_text(encoding='utf-8')}\nUna riga in più.\n", encoding="utf-8")
    built.build(small)
    assert len(parsed) == 1
    shutil.rmtree(small.output)
    built.build(small)
    assert len(parsed) == 1


def test_what_a_page_was_seen_to_need_is_asked_of_each_build(small: Request, parsed: list[str]) -> None:
    text = small.content / "pages" / "chi-siamo" / "text.it.md"
    before = text.read_text(encoding="utf-8")
    found = []
    for _ in range(2):
        text.write_text(f"{before}\n## Menu\n", encoding="utf-8")
        report, problems = built.attempt(small)
        assert report is None
        found.append([problem for problem in problems if problem.is_error])
        text.write_text(before, encoding="utf-8")
        built.build(small)
        parsed.clear()
    assert found[0] == found[1]
    assert codes(found[0]) == ["B111"]


@pytest.mark.parametrize("spoilt", [b"", b"no pack", b"district 1\n" + b"x" * 100])
def test_what_was_seen_is_dropped_when_it_is_not_as_it_was_kept(
    small: Request, tmp_path: Path, parsed: list[str], spoilt: bytes
) -> None:
    site = built.build(small)
    (kept,) = (tmp_path / pages.LOOKS).iterdir()
    kept.write_bytes(spoilt)
    parsed.clear()
    built.build(small)
    assert len(set(parsed)) == len(site.plan.pages) + len(site.plan.redirects)


def test_a_cache_is_looked_through_when_something_was_laid_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pruned: list[str] = []
    monkeypatch.setattr(writing, "prune", lambda folder, _most: pruned.append(folder.name))
    long_ago, stamp = (1, 1), tmp_path / "pruned"
    for name in ("looks", "texts"):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, ns=long_ago)

    def looked_through() -> list[str]:
        pruned.clear()
        writing._prune(tmp_path)
        return list(pruned)

    assert looked_through() == ["texts", "looks"]
    assert looked_through() == []
    os.utime(tmp_path / "looks", ns=(1, stamp.stat().st_mtime_ns))
    assert looked_through() == ["looks"]
    os.utime(tmp_path / "looks", ns=long_ago)
    assert looked_through() == []


def test_a_folder_that_no_build_has_made_is_refused_and_left_alone(small: Request, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign"
    built.written(foreign / "index.html", "mine")
    report, problems = built.attempt(replace(small, output=foreign))
    assert report is None
    assert codes(problem for problem in problems if problem.is_error) == ["B108"]
    assert contents(foreign) == {"index.html": b"mine"}


def test_an_empty_folder_is_taken(small: Request, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert built.build(replace(small, output=tmp_path / "empty")).report.changed > 0


def test_what_others_put_into_the_site_stays(small: Request) -> None:
    built.build(small)
    built.written(small.output / "CNAME", "www.example.org\n")
    built.build(small)
    assert (small.output / "CNAME").read_text(encoding="utf-8") == "www.example.org\n"


def test_nothing_is_left_beside_the_site(small: Request) -> None:
    built.build(small)
    assert {path.name for path in small.output.parent.iterdir()} == {"content", "site"}


# What goes wrong, by how: the file in the project, what to do to it, the code, the place in what is printed.
def broken_template(root: Path) -> None:
    """A value that is not there, in the third line of a template of one kind of page."""
    path = root / "theme" / "templates" / "pages" / "entry.html"
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(lines) if "block content" in line)
    lines.insert(number + 1, "{{ nobody_knows_this }}")
    path.write_text("\n".join(lines), encoding="utf-8")


def unreadable_template(root: Path) -> None:
    """A template that Jinja cannot read."""
    replaced(root / "theme" / "templates" / "components" / "badge.html", "{% endmacro %}", "{% endmakro %}")


def missing_template(root: Path) -> None:
    """A theme without the template of a page."""
    (root / "theme" / "templates" / "pages" / "entry.html").unlink()


def wrong_content(root: Path) -> None:
    """A key that nobody knows."""
    path = root / "content" / "site.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\ncolour: red\n", encoding="utf-8")


def broken_style(root: Path) -> None:
    """A style sheet that imports what is not there."""
    path = root / "theme" / "static" / "css" / "site.css"
    path.write_text('@import "nowhere.css";\n' + path.read_text(encoding="utf-8"), encoding="utf-8")


MISHAPS: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "a broken template": (broken_template, "B101", "theme/templates/pages/entry.html:"),
    "an unreadable template": (unreadable_template, "B101", "theme/templates/components/badge.html:"),
    "a missing template": (missing_template, "B102", "theme/templates/pages/entry.html"),
    "an error in the content": (wrong_content, "F102", "content/site.yaml:"),
    "a broken style sheet": (broken_style, "B104", "theme/static/css/site.css"),
}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small project that has been built once, by Pelican's own command."""
    made = project.make(tmp_path_factory.mktemp("good") / "site", SITES / "minimal")
    ended = made.pelican()
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stdout
    return made


@pytest.mark.parametrize("mishap", MISHAPS)
def test_after_a_mishap_the_last_good_site_stays_and_pelican_ends_with_1(
    mishap: str, good: Project, tmp_path: Path
) -> None:
    spoil, code, place = MISHAPS[mishap]
    copy = Project(
        shutil.copytree(good.root, tmp_path / "site", copy_function=shutil.copy2), tmp_path / "site" / "content"
    )
    spoil(copy.root)
    before, dates = contents(copy.output), times(copy.output)
    ended = copy.pelican()
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert (contents(copy.output), times(copy.output)) == (before, dates)
    first = ended.stdout.splitlines()[0]
    assert first.startswith(place), ended.stdout
    assert f" {code} " in first
    assert "Traceback" not in ended.stdout + ended.stderr


@pytest.mark.parametrize("mishap", MISHAPS)
def test_after_a_mishap_the_last_good_site_stays_and_the_task_tells_why(
    mishap: str, good: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil, code, place = MISHAPS[mishap]
    for name in ("content", "theme", "output", ".cache"):
        shutil.copytree(good.root / name, tmp_path / name, copy_function=shutil.copy2)
    spoil(tmp_path)
    before, dates = contents(tmp_path / "output"), times(tmp_path / "output")
    monkeypatch.chdir(tmp_path)
    outcome = run.build(run.Options(tmp_path / "content", tmp_path / "theme", tmp_path / "output", now=built.NOW))
    assert outcome.status == 1
    assert codes(problem for problem in outcome.problems if problem.is_error) == [code]
    assert (contents(tmp_path / "output"), times(tmp_path / "output")) == (before, dates)
    assert place in capsys.readouterr().out


def test_a_broken_template_is_told_with_its_own_line(good: Project, tmp_path: Path, cache: Path) -> None:
    theme = built.copied(good.theme, tmp_path / "theme")
    broken_template(tmp_path)
    template = theme / "templates" / "pages" / "entry.html"
    line = 1 + template.read_text(encoding="utf-8").splitlines().index("{{ nobody_knows_this }}")
    report, problems = built.attempt(built.request(good.content, tmp_path / "site", cache, theme=theme))
    assert report is None
    told = [(one.code, one.place.path, one.place.line) for one in problems if one.is_error]
    assert told == [("B101", "theme/templates/pages/entry.html", line)]
    assert "nobody_knows_this" in str(problems[-1].details["value"])
    assert not (tmp_path / "site").exists()


def test_pelican_without_the_plugin_is_no_success(
    good: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("district.plugin.register", lambda: None)
    monkeypatch.setattr(signals.get_generators, "receivers", {})  # those of the tests before
    monkeypatch.chdir(good.root)  # where its fonts have been cut already
    options = run.Options(good.content, good.theme, tmp_path / "output", now=built.NOW)
    assert run.build(options).status == run.FAILED


def test_a_moment_that_is_none_is_told_and_stops_the_build(
    good: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(good.root)  # where its fonts have been cut already
    outcome = run.build(run.Options(good.content, good.theme, tmp_path / "output", now="tomorrow"))
    assert (outcome.status, codes(outcome.problems)) == (1, ["B103"])
    assert not (tmp_path / "output").exists()


def test_the_task_refuses_a_foreign_folder(good: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built.written(tmp_path / "output" / "letters" / "first.txt", "dear")
    monkeypatch.chdir(good.root)  # where its fonts have been cut already
    outcome = run.build(run.Options(good.content, good.theme, tmp_path / "output", now=built.NOW))
    assert (outcome.status, codes(p for p in outcome.problems if p.is_error)) == (1, ["B108"])
    assert contents(tmp_path / "output") == {"letters/first.txt": b"dear"}


def test_pelican_publishes_by_its_own_settings(good: Project, tmp_path: Path) -> None:
    ended = good.pelican("-o", str(tmp_path / "published"), settings="publishconf.py")
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stdout
    assert "https://distretto.example/sitemap.xml" in (tmp_path / "published" / "robots.txt").read_text(
        encoding="utf-8"
    )
