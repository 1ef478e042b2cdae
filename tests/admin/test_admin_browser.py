"""The desk as an editor uses it, in Chromium, in Italian, with Sveltia as npm brings it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext

from district.admin import desk_files
from district.problems import Problem
from district.reading import read
from tests.admin.desk import TALL, Desk, files_of, opened
from tests.admin.github import API, AVATAR, GitHub
from tests.content import CLOCK, SITES, lay, surveyed, write
from tests.site.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.long]

ROOT = Path(__file__).parents[2]
# The settings of the desk that the full site fills are for a service of its own.
AT_GITHUB = {"desk": "desk: {service: github, repository: forma/sito}"}
STATUS = "https://www.githubstatus.com/api/v2/status.json"
# Of whether the service is well, and the editor's portrait: at hosts that are neither the site's nor the service's.
KEPT_AWAY = (STATUS, AVATAR)
ONE_FACT = "content/members/calzaturificio-aurora/facts.yaml"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = lay(tmp_path_factory.mktemp("desk"), "full")
    site = (folder / "site.yaml").read_text(encoding="utf-8")
    lines = [AT_GITHUB["desk"] if line.startswith("desk:") else line for line in site.splitlines()]
    (folder / "site.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the desk is served; its packages are fetched as any build fetches them."""
    folder = tmp_path_factory.mktemp("served")
    write(folder, desk_files(read(content, CLOCK)[0], ROOT / ".cache" / "npm"))
    with served(folder) as where:
        yield where.replace("127.0.0.1", "localhost").rstrip("/")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(locale="it-IT", viewport=TALL) as fresh:  # type: ignore[arg-type]
        fresh.set_default_timeout(15_000)
        yield fresh


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "Foto del reparto.JPG"
    Image.effect_noise((1600, 1000), 60).convert("RGB").save(path)
    return path


def add_a_company(desk: Desk, picture: Path) -> None:
    """A company with a picture and a text in both languages, as an editor would write it."""
    desk.go("members/new")
    desk.write("name", "Calzaturificio d'Oltre Serchio")
    desk.write("member_since", "2026-09")
    desk.write("vat_number", "00743110157")
    desk.add("address")
    desk.write("address.postcode", "00100")
    desk.add("pictures")
    desk.field("pictures.0.file").locator("input[type=file]").first.set_input_files(picture)
    desk.write("pictures.0.alt.it", "Il reparto: due banchi")
    desk.write("pictures.0.alt.en", "The department: two benches")
    desk.write("pictures.0.credit", "Archivio")
    desk.save()
    desk.go("members-text/new")
    desk.page.get_by_role("textbox", name="Slug").fill("calzaturificio-d-oltre-serchio")
    desk.write("summary", "Scarpe: da uomo e da donna.", "it")
    desk.write("body", "Un testo.\n\n## Come\n\nSi veda [Aurora]({filename}/members/calzaturificio-aurora).", "it")
    desk.write("body", "A text.\n\n- one\n- two", "en")
    desk.save()


def problems(folder: Path) -> list[tuple[str, str]]:
    return sorted({(one.code, one.place.path) for one in found(folder)})


def found(folder: Path) -> tuple[Problem, ...]:
    return surveyed(folder).problems


def laid(files: dict[str, bytes], to: Path) -> Path:
    """The content folder that a repository's files make."""
    write(to, {path: content for path, content in files.items() if path.startswith("content/")})
    return to / "content"


def no_third_host(desk: Desk, *hosts: str) -> None:
    """Nothing but the site and these hosts was asked; what was kept away is known."""
    asked = {f"{parts.scheme}://{parts.netloc}" for parts in map(urlsplit, desk.requests) if parts.netloc}
    assert asked <= {desk.address, *hosts}
    assert [said for said in desk.kept_away if not any(known in said for known in KEPT_AWAY)] == []
    assert desk.errors == []


def test_what_is_saved_on_a_clone_passes_check(
    context: BrowserContext, address: str, content: Path, picture: Path, tmp_path: Path
) -> None:
    desk = opened(context, address)
    before = files_of(content)
    desk.on_a_clone(before)
    desk.go("members/entries/calzaturificio-aurora/facts")
    desk.write("phone", "+39 0583 000009")
    desk.save()
    add_a_company(desk, picture)
    saved = desk.saved()
    changed = {path for path in saved if saved[path] != before.get(path)}
    new = "content/members/calzaturificio-d-oltre-serchio/"
    assert changed == {ONE_FACT, *(f"{new}{name}" for name in ("facts.yaml", picture.name, "text.it.md", "text.en.md"))}
    assert before.keys() <= saved.keys()
    old, now = before[ONE_FACT].decode().splitlines(), saved[ONE_FACT].decode().splitlines()
    assert [line for line in now if line not in old] == ["phone: +39 0583 000009"]
    assert b'postcode: "00100"' in saved[f"{new}facts.yaml"]
    more = [one for one in problems(laid(saved, tmp_path)) if one not in problems(content)]
    assert [code for code, _ in more if not code.startswith("N")] == []
    assert {path for _, path in more} <= {f"{new}facts.yaml", f"{new}text.en.md"}
    no_third_host(desk)


def test_what_is_saved_at_a_git_service_passes_check(
    context: BrowserContext, address: str, content: Path, picture: Path, tmp_path: Path
) -> None:
    service = GitHub(files_of(content))
    context.route(f"{API}/**", service.answer)
    desk = opened(context, address)
    desk.at_a_service()
    add_a_company(desk, picture)
    assert len(service.messages) == 2
    assert service.unknown == []
    assert service.tokens == {"token un-token"}
    more = [one for one in problems(laid(service.files, tmp_path)) if one not in problems(content)]
    assert [code for code, _ in more if not code.startswith("N")] == []
    no_third_host(desk, API)


def test_a_value_that_check_would_refuse_cannot_be_saved(context: BrowserContext, address: str, content: Path) -> None:
    desk = opened(context, address)
    before = files_of(content)
    desk.on_a_clone(before)
    desk.go("members/entries/calzaturificio-aurora/facts")
    desk.write("member_since", "14/09/2026")
    desk.page.get_by_role("button", name="Salva", exact=True).click()
    desk.field("member_since").get_by_role("alert").get_by_text("Non è scritto come serve.").wait_for()
    assert desk.saved() == before


def test_every_file_is_written_back_as_it_was_read(context: BrowserContext, address: str) -> None:
    """Of all that the project has; what says the same in other words stays in its own."""
    page = context.new_page()
    page.goto(f"{address}/admin/config.json")
    roots = [ROOT / "content", SITES / "full", SITES / "minimal", SITES / "other"]
    files = {
        f"{root.name} {path}": raw.decode() for root in roots for path, raw in files_of(root).items() if is_read(path)
    }
    assert len(files) > 200
    differing = page.evaluate(
        """async (files) => {
          const YAML = await import("/admin/yaml/browser/index.js");
          const { format, textFormat } = await import("/admin/format.js");
          const config = await (await fetch("/admin/config.json")).json();
          const reading = await (await fetch("/admin/reading.json")).json();
          const all = [...config.collections, ...config.singletons];
          const differing = [];
          for (const [path, text] of Object.entries(files)) {
            const [kind, , name] = path.split("content/")[1].split("/");
            const called = name?.endsWith(".md") ? `${kind}-${name.split(".")[0]}` : kind.replace(".yaml", "");
            const one = all.find((each) => each.name === called);
            const made = one.extension === "md"
              ? textFormat(YAML, one.fields, reading.yes)
              : format(YAML, one.fields, reading.bare[one.name], reading.yes);
            if (made.toFile(made.fromFile(text)).trim() !== text.trim()) differing.push(path);
          }
          return differing;
        }""",
        files,
    )
    assert differing == []


def is_read(path: str) -> bool:
    return path.endswith((".yaml", ".md")) and "/vocabularies/" not in path
