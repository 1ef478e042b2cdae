"""Makes the pictures of the guide: `invoke guide --pictures`. What they show is the real preview, at the tests' moment.

It follows the guide in a copy of the content, opens the preview in Chromium, breaks and mends what the guide breaks and
mends, and refuses to make a picture heavier than a page can bear.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

from district.preview.preview import Preview
from district.preview.run import Session
from tests.browser import LAUNCH_ARGUMENTS, find
from tests.content import NOW
from tests.guide import story
from tests.guide.drawings import drawings
from tests.guide.following import follow

PICTURES = story.GUIDE / "pictures"
WINDOW: ViewportSize = {"width": 1180, "height": 780}
TALL = 1380
WIDTH, MOST = 900, 56_000
AURORA = "content/members/calzaturificio-aurora"
# The pages that are shown, by the language of the guide.
PAGES = {
    "home": {"it": "", "en": "en/"},
    "member": {"it": "imprese/calzaturificio-aurora/", "en": "en/companies/calzaturificio-aurora/"},
    "report": {"it": "eventi/porte-aperte-d-autunno/", "en": "en/events/porte-aperte-d-autunno/"},
    "aim": {"it": "la-rete/obiettivi/una-scuola-per-orlatrici/", "en": "en/network/aims/una-scuola-per-orlatrici/"},
}
# Milliseconds until pictures and faces have come; the preview's own connection never ends, so there is no idle network.
SETTLED = 700
# The preview's own elements stand in trees of their own.
TOLD = """() => [...document.querySelectorAll('district-preview')]
  .some((one) => one.shadowRoot.textContent.includes('F110'))"""
STALE = "en/companies/calzaturificio-aurora/"


@contextmanager
def previewed(project: Path, language: str) -> Iterator[str]:
    """The preview of a project, running; its address."""
    preview = Preview(
        root=story.ROOT,
        content=project / "content",
        theme=story.ROOT / "theme",
        output=project / "output",
        now=NOW,
        language=language,
    )
    session = Session(preview, "", lambda line: print(" ", line, flush=True))
    serving = threading.Thread(target=session.run, daemon=True)
    serving.start()
    try:
        yield session.server.address
    finally:
        session.server.shutdown()
        serving.join()
        session.close()


def picture(page: Page, name: str, language: str) -> None:
    """What the window shows, as light as it has to be; of a company all down to its photograph."""
    if name == "member":
        page.set_viewport_size({**WINDOW, "height": TALL})
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(SETTLED)
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    shot = shot.resize((WIDTH, round(shot.height * WIDTH / shot.width)), Image.Resampling.LANCZOS)
    for quality in range(82, 30, -4):
        made = io.BytesIO()
        shot.save(made, "JPEG", quality=quality, optimize=True, progressive=True)
        if made.tell() <= MOST:
            break
    page.set_viewport_size(WINDOW)
    (PICTURES / f"{name}.{language}.jpg").write_bytes(made.getvalue())
    print(f"  {name}.{language}.jpg", made.tell(), quality)


def opened(page: Page, address: str) -> None:
    """Opens a page of the preview, and waits until there is one."""
    page.goto(address)
    page.wait_for_selector("main#content", timeout=120_000)


def replaced(path: Path, old: str, new: str) -> None:
    """Exchanges a piece of a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def screens(page: Page, project: Path, language: str) -> None:
    """All screens of the guide in one language."""
    with previewed(project, language) as root:
        for name, address in PAGES.items():
            opened(page, root + address[language])
            if name in {"report", "aim"}:  # what they are about stands below the announcement
                page.mouse.wheel(0, 180)
            picture(page, name, language)
        facts = project / AURORA / "facts.yaml"
        opened(page, root + PAGES["member"][language])
        replaced(facts, "email: ordini@", "email: ordini @")
        page.wait_for_function(TOLD, timeout=60_000)
        picture(page, "overlay", language)
        replaced(facts, "email: ordini @", "email: ordini@")
        opened(page, root + STALE)
        replaced(project / AURORA / "text.it.md", "cinque giorni", "sette giorni")
        page.wait_for_selector("main > .notice", timeout=60_000)
        picture(page, "stale", language)
    page.goto((project / "forms" / "calzaturificio-aurora.html").as_uri())
    picture(page, "form", language)


def main() -> int:
    """Make every picture of every language; 0 when all are there."""
    for name, text in drawings().items():
        (PICTURES / name).write_text(text, encoding="utf-8", newline="\n")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(LAUNCH_ARGUMENTS))
        for language in story.LANGUAGES:
            os.environ.update(DISTRICT_LANG=language, COLUMNS="100")
            with tempfile.TemporaryDirectory() as folder:
                project = Path(folder).resolve()
                shutil.copytree(story.ROOT / "content", project / "content")
                os.chdir(project)
                follow(project, language)
                context = browser.new_context(
                    viewport=WINDOW, locale=language, color_scheme="light", reduced_motion="reduce"
                )
                screens(context.new_page(), project, language)
                os.chdir(story.ROOT)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
