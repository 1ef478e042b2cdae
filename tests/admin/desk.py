"""A desk that is open in a browser, and the two places it can save to: a folder of the machine, a git service.

The folder is the browser's own file system of the page's origin, which hands out the same kind of folder as the
machine's would, without the window that no test can click: https://fs.spec.whatwg.org/
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page

SEED = """async (files) => {
  const root = await navigator.storage.getDirectory();
  await root.getDirectoryHandle(".git", { create: true });
  for (const [path, data] of Object.entries(files)) {
    const steps = path.split("/");
    const name = steps.pop();
    let folder = root;
    for (const step of steps) folder = await folder.getDirectoryHandle(step, { create: true });
    const writing = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await writing.write(Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0)));
    await writing.close();
  }
}"""
READ = """async () => {
  const found = {};
  const walk = async (folder, path) => {
    for await (const [name, one] of folder.entries()) {
      if (one.kind === "directory") { await walk(one, path + name + "/"); continue; }
      const bytes = new Uint8Array(await (await one.getFile()).arrayBuffer());
      found[path + name] = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    }
  };
  await walk(await navigator.storage.getDirectory(), "");
  return found;
}"""
# Sveltia draws only the fields that are in sight: all of them are, in a window like this.
TALL = {"width": 1280, "height": 9000}
BLOCKED = "Content Security Policy"
# What Chromium says of a request that a policy has kept from being sent.
NOT_SENT = "csp"


def files_of(content: Path) -> dict[str, bytes]:
    """All files of a content folder, as a repository has them."""
    return {
        f"content/{path.relative_to(content).as_posix()}": path.read_bytes()
        for path in sorted(content.rglob("*"))
        if path.is_file()
    }


@dataclass
class Desk:
    """An open desk: what it asked for, what was kept from it, and ways to use it as an editor does."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    kept_away: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def on_a_clone(self, files: Mapping[str, bytes]) -> None:
        """Open the desk on a folder of the machine."""
        self.page.goto(f"{self.address}/admin/config.json")
        self.page.evaluate(SEED, {path: base64.b64encode(content).decode() for path, content in files.items()})
        self.page.goto(f"{self.address}/admin/")
        self.page.get_by_role("button", name="Lavora con Repository Locale").click()
        self.page.get_by_text("Imprese: dati").first.wait_for()

    def at_a_service(self) -> None:
        """Open the desk at the git service, with a token."""
        self.page.goto(f"{self.address}/admin/")
        self.page.get_by_role("button", name="Accedi con Token di Accesso").click()
        self.page.get_by_role("textbox", name="Token").fill("un-token")
        self.page.get_by_role("button", name="Accedi", exact=True).click()
        self.page.get_by_text("Imprese: dati").first.wait_for()

    def saved(self) -> dict[str, bytes]:
        """All files of the folder of the machine."""
        return {path: base64.b64decode(content) for path, content in self.page.evaluate(READ).items()}

    def go(self, where: str) -> None:
        """Go to a page of the desk: `members/new`."""
        self.page.evaluate("where => { location.hash = where; }", f"#/collections/{where}")
        self.page.locator("[data-key-path]").first.wait_for()

    def field(self, path: str, language: str = "") -> Locator:
        """The part of the page for a field, of a language where each has its own."""
        within = f'[data-locale="{language}"] ' if language else ""
        return self.page.locator(f'{within}[data-key-path="{path}"]').first

    def write(self, path: str, text: str, language: str = "") -> None:
        """Write into a field."""
        self.field(path, language).get_by_role("textbox").first.fill(text)

    def add(self, path: str) -> None:
        """Add an item to a list, or a group that was not there."""
        self.field(path).get_by_role("checkbox").or_(
            self.field(path).get_by_role("button", name=re.compile("^(add )?Aggiungi"))
        ).first.click()

    def save(self) -> None:
        """Save, and wait until it is done."""
        self.page.get_by_role("button", name="Salva", exact=True).click()
        self.page.get_by_text("Voce salvata.").first.wait_for()
        self.page.get_by_text("Voce salvata.").first.wait_for(state="detached")


def opened(context: BrowserContext, address: str) -> Desk:
    """A desk in a fresh page of a context, all that it asks for noted, and what it was kept from asking for."""
    page = context.new_page()
    page.add_init_script("window.showDirectoryPicker = () => navigator.storage.getDirectory();")
    desk = Desk(page, address)
    page.on("request", lambda request: desk.requests.append(request.url))
    page.on("requestfailed", lambda request: desk.requests.remove(request.url) if request.failure == NOT_SENT else None)
    page.on("pageerror", lambda error: desk.errors.append(str(error)))
    page.on("console", lambda said: desk.kept_away.append(said.text) if BLOCKED in said.text else None)
    return desk
