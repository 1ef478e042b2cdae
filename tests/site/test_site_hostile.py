"""What is taken: a site full of hostile values that break no rule does no harm, in files or in a browser."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from district.hosting import rules
from district.reading.markup import Writer
from tests.hostile.harmless import findings, strict
from tests.hostile.taken import BODIES, hostile_site
from tests.site import built
from tests.site.built import ADDRESS, Built, contents
from tests.site.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

# What a reader's hand and eye would set off, and what tells that something ran.
WATCH = """
window.__violations = [];
const note = (event) => __violations.push(`${event.violatedDirective} ${event.blockedURI}`);
addEventListener("securitypolicyviolation", note);
"""
STIR = """() => {
  for (const one of document.querySelectorAll("*"))
    for (const name of ["mouseover", "pointerover", "focus", "toggle", "error", "load", "begin"])
      if (one !== document.documentElement) one.dispatchEvent(new Event(name, {bubbles: false}));
  return [...window.__violations, ...(typeof window.PWNED === "undefined" ? [] : ["PWNED"])];
}"""
LOUD = {"error", "warning"}
SAMPLE = 20
TURNS = 4


@dataclass
class Hostile:
    """A site made of hostile values: how many it holds."""

    site: Built
    tried: int
    held: int


def made(to: Path, store: Path, turn: int, **options: Any) -> Hostile:
    taken = hostile_site(to, turn)
    site = built.build(built.request(taken.folder, to / "site", store, **options))
    return Hostile(site, taken.tried, taken.held)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Hostile:
    return made(tmp_path_factory.mktemp("hostile"), cache, 0, publish=True, siteurl=ADDRESS)


def claim_files(found: Hostile, clean: Built) -> None:
    files = contents(found.site.folder)
    wrong = list(findings(files, contents(clean.folder), found.site.base))
    pages = [name for name in files if name.endswith(".html")]
    wrong += [f"{name}: {said}" for name in pages for said in strict(files[name])]
    values = f"{found.held} of {found.tried} values"
    print(f"taken: {values}, {len(pages)} pages and {len(files)} files read, {len(wrong)} findings")
    assert wrong == []
    assert found.held > 200


def claim_browser(browser: Browser, found: Hostile, pages: list[str]) -> None:
    site = found.site
    base = site.base if site.request.publish else ""
    prefix = f"/{base.partition('://')[2].partition('/')[2]}" if base else ""
    headers = rules(site.plan, f"{prefix}/", https=False).headers if base else {}
    said: list[str] = []
    with served(site.folder, prefix, headers=headers) as address, browser.new_context() as context:
        watch(context, address, said)
        page = context.new_page()
        for path in pages:
            page.goto(f"{address}/{path}")
            said += [f"{path}: {one}" for one in page.evaluate(STIR)]
    print(f"browser: {found.held} values, {len(pages)} pages opened, {len(said)} findings")
    assert said == []


def watch(context: BrowserContext, address: str, said: list[str]) -> None:
    """Notes all that no page may do: dialogs, errors, words to the console, requests to other hosts."""
    origin = "/".join(address.split("/")[:3])

    def routed(route: Any) -> None:
        if route.request.url.startswith((f"{origin}/", "data:", "blob:")):
            route.continue_()
        else:
            said.append(f"request {route.request.url}")
            route.abort()

    def dialog(shown: Any) -> None:
        said.append(f"dialog {shown.message}")
        shown.dismiss()

    context.add_init_script(WATCH)
    context.route("**/*", routed)
    context.on("dialog", dialog)
    context.on("weberror", lambda error: said.append(f"error {error.error}"))
    context.on("console", lambda told: said.append(f"console {told.type} {told.text}") if told.type in LOUD else None)


def paths(site: Built) -> list[str]:
    return sorted(page.path for page in site.plan.pages)


def test_the_files_of_a_hostile_site_hold_nothing_that_acts(hostile: Hostile, full: Built) -> None:
    claim_files(hostile, full)


@pytest.mark.browser
def test_a_browser_meets_nothing_that_acts_on_a_hostile_site(browser: Browser, hostile: Hostile) -> None:
    pages = paths(hostile.site)
    claim_browser(browser, hostile, pages[:: max(1, len(pages) // SAMPLE)])


@pytest.mark.browser
def test_a_browser_meets_nothing_that_acts_in_any_cleaned_text(browser: Browser, tmp_path: Path) -> None:
    """The second wall: also what is refused would do nothing if it came as far as a page, without any policy."""
    bodies = [Writer().write(body).html(lambda _target: "") for body in BODIES]
    said: list[str] = []
    (tmp_path / "index.html").write_text("<!doctype html><title>x</title>" + "<hr>".join(bodies), encoding="utf-8")
    with served(tmp_path) as address, browser.new_context() as context:
        watch(context, address, said)
        page = context.new_page()
        page.goto(f"{address}/index.html")
        said += page.evaluate(STIR)
    print(f"texts: {len(bodies)} tried, 1 page opened, {len(said)} findings")
    assert said == []


def turns(tmp_path_factory: pytest.TempPathFactory, store: Path, **options: Any) -> Iterator[Hostile]:
    for turn in range(1, TURNS + 1):
        yield made(tmp_path_factory.mktemp(f"turn-{turn}"), store, turn * 23, **options)


@pytest.mark.long
@pytest.mark.browser
def test_no_page_of_any_hostile_site_does_harm(
    browser: Browser,
    full: Built,
    cache: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    output = tmp_path_factory.mktemp("clean") / "site"
    clean = built.build(replace(full.request, publish=False, siteurl="", prints=False, output=output))
    for found in turns(tmp_path_factory, cache, publish=True, siteurl=ADDRESS, prints=True):
        claim_files(found, full)
        claim_browser(browser, found, paths(found.site))
    for found in turns(tmp_path_factory, cache):
        claim_files(found, clean)
        claim_browser(browser, found, paths(found.site))


# It says itself how much it took: what the system remembers of a child's memory begins with its parent's.
BUILT_ALONE = """
import re, resource, sys
from pathlib import Path
from tests.site import built
content, output, cache = map(Path, sys.argv[1:])
built.build(built.request(content, output, cache, publish=True, siteurl=built.ADDRESS, prints=True))
own = int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
print(max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024)
"""


@pytest.mark.long
def test_a_build_of_the_largest_pictures_stays_below_700_megabytes(tmp_path: Path) -> None:
    content = hostile_site(tmp_path, 5).folder
    folder = content / "pages" / "chi-siamo"
    wide, square = (8_900, 8_900), (4_990, 4_990)
    large = (("JPEG", "jpg", "CMYK", wide), ("JPEG", "jpg", "RGB", wide), ("PNG", "png", "RGBA", square))
    names = []
    for form, ending, mode, size in large:
        for number in range(2):
            names.append(f"grande-{mode.lower()}-{number}.{ending}")
            Image.new(mode, size).save(folder / names[-1], form)
    listed = ", ".join(f"{{file: {name}, alt: {{it: A, en: A}}, credit: A}}" for name in names)
    (folder / "facts.yaml").write_text(f"pictures: [{listed}]\n", encoding="utf-8")
    command = [sys.executable, "-c", BUILT_ALONE, str(content), str(tmp_path / "site"), str(tmp_path / "cache")]
    most = int(subprocess.run(command, cwd=built.ROOT, check=True, stdout=subprocess.PIPE).stdout)
    print(f"memory: {most} MB at most, {len(names)} large pictures")
    assert most < 700
