"""Whatever stands in facts and texts: reading and checking only report, and what they pass is rendered and exported."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from district.checks.run import survey
from district.exports import contents as exported
from district.exports import planned
from district.kinds import KINDS
from district.plan import Redirect
from district.problems import print_problems
from district.rendering import Renderer
from tests.content import CLOCK
from tests.hostile.harmless import CHECKS, inline, page, strict
from tests.hostile.payloads import VALUES
from tests.hostile.strategies import TEXTS, facts
from tests.hostile.taken import is_taken
from tests.site import built
from tests.site.built import Built

KIND = st.sampled_from(sorted(KINDS))
BODY = st.lists(
    st.sampled_from([one for one in VALUES if is_taken(one)]) | st.text(max_size=80), min_size=1, max_size=4
)
ENTRY = KIND.flatmap(lambda kind: st.tuples(st.just(kind), facts(KINDS[kind]), TEXTS, TEXTS, BODY))
# Kept in this process, so that the long test can tell how many there were.
FIGURES = {"tried": 0, "rendered": 0, "files": 0}


class Ground:
    """The full site, on a copy of which each made-up entry is laid and taken away again."""

    def __init__(self, full: Built, to: Path) -> None:
        self.full = full
        self.folder = built.copied(full.request.content, to / "content")
        self.known = inline(built.contents(full.folder))

    def tried(self, kind: str, said: dict[str, Any], title: str, summary: str, body: list[str]) -> None:
        folder = self.folder / kind / "inventata"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        told = yaml.safe_dump(said, allow_unicode=True, sort_keys=False)
        head = yaml.safe_dump({"title": title, "summary": summary}, allow_unicode=True)
        (folder / "facts.yaml").write_bytes(told.encode("utf-8", "surrogatepass"))
        text = f"---\n{head}---\n" + "\n\n".join(body)
        (folder / "text.it.md").write_bytes(text.encode("utf-8", "surrogatepass"))
        found = survey(self.folder, CLOCK)
        FIGURES["tried"] += 1
        for form in ("text", "json", "github"):
            assert print_problems(found.problems, form, "it").encode()
        if found.is_sound:
            self.render(found)

    def render(self, found: Any) -> None:
        """Every page that shows the entry, and every export that tells of it, through their validators."""
        plan = planned(found.district, found.plan, printed=False)
        site = replace(self.full.renderer.site, district=found.district, plan=plan, preview=True, press=None)
        renderer = Renderer(self.full.renderer.environment, site, self.full.renderer.graph)
        FIGURES["rendered"] += 1
        for target in (*plan.pages, *plan.redirects):
            if "inventata" not in (target.page.key if isinstance(target, Redirect) else target.key):
                continue
            html = renderer.redirect(target) if isinstance(target, Redirect) else renderer.page(target)
            wrong = [*page(html.encode(), self.known, self.full.base), *strict(html.encode())]
            assert wrong == [] or isinstance(target, Redirect)
        for address, content in exported(site):
            check = CHECKS.get(address.rpartition(".")[2])
            FIGURES["files"] += 1
            assert not check or list(check(content, b"")) == [], address


@pytest.fixture(scope="module")
def ground(full: Built, tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(full, tmp_path_factory.mktemp("fuzzed"))


Test = Callable[..., None]


@settings(max_examples=15)
@given(entry=ENTRY)
def test_any_facts_of_any_kind_are_told_or_rendered(ground: Ground, entry: tuple[Any, ...]) -> None:
    ground.tried(*entry)


@pytest.mark.long
@settings(max_examples=1500)
@given(entry=ENTRY)
def test_any_facts_of_any_kind_are_told_or_rendered_at_length(ground: Ground, entry: tuple[Any, ...]) -> None:
    ground.tried(*entry)


@pytest.mark.long
def test_the_figures_are_told() -> None:
    print("fuzzed:", ", ".join(f"{count} {name}" for name, count in FIGURES.items()))
