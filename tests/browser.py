"""The browser of the tests: found on the machine, or brought there by `python -m tests.browser`.

It refuses to be one certain browser: the system's Chromium or Chrome, else Debian's package, else Playwright's own.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

LAUNCH_ARGUMENTS = (
    "--no-sandbox",  # Chromium refuses to start as root with it, and containers are root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
USUAL_PLACES = (
    "/usr/bin/chromium",
    "/usr/lib/chromium/chromium",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
    r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
)
NO_BROWSER = {
    "it": "Per i test serve Chromium o Chrome: installatelo (Debian: sudo apt install chromium) e rilanciate.",
    "en": "The tests need Chromium or Chrome: install it (Debian: sudo apt install chromium) and start again.",
}


@functools.cache
def find() -> str | None:
    """Return the path of a browser of the system that starts, None where there is none."""
    named = (shutil.which(name) for name in ON_PATH)
    placed = (os.path.expandvars(place) for place in USUAL_PLACES)
    return next((path for path in (*named, *placed) if path and Path(path).is_file() and starts(path)), None)


def starts(path: str) -> bool:
    """Say whether a browser answers; Ubuntu's /usr/bin/chromium-browser may be only a hint at another package."""
    if sys.platform == "win32":  # Chrome opens a window there instead of answering
        return True
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def as_root() -> list[str] | None:
    """Return what to put before a command that root has to run, None where that cannot be."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and succeeds("sudo", "-n", "true"):
        return ["sudo", "-n"]
    return None


def is_debian() -> bool:
    """Say whether this is a Debian, whose package `chromium` is the browser itself (Ubuntu's is not)."""
    try:
        release = Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        return False
    return "\nID=debian" in "\n" + release and shutil.which("apt-get") is not None


def succeeds(*command: str) -> bool:
    """Run a command, its output to the terminal; say whether it ended well."""
    try:
        return subprocess.run(command, check=False).returncode == 0
    except OSError:
        return False


def provide() -> str | None:
    """Make sure that there is a browser; return the system's path, "" for Playwright's own, None where all failed."""
    root = as_root()
    if not find() and is_debian() and root is not None:
        quiet = (*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y")
        # A fresh machine has no list of packages yet; an old list may be good enough.
        succeeds(*quiet, "update")
        succeeds(*quiet, "install", "--no-install-recommends", "chromium")
        find.cache_clear()
    if path := find():
        return path
    dependencies = () if root is None or sys.platform != "linux" else ("--with-deps",)
    return "" if succeeds(sys.executable, "-m", "playwright", "install", *dependencies, "chromium") else None


def main() -> int:
    """Provide the browser and name it; return 2, with the mend, where that failed."""
    path = provide()
    if path is None:
        italian = os.environ.get("DISTRICT_LANG", os.environ.get("LANG", "")).partition("_")[0] in {"", "it", "C"}
        print(NO_BROWSER["it" if italian else "en"], file=sys.stderr)
        return 2
    print(path or "Playwright")
    return 0


if __name__ == "__main__":
    sys.exit(main())
