"""The desk's files: its page, its configuration, what it is made with.

Refuses to be part of the plan: no page leads there, and neither sitemap nor search know of it.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from district.admin import sveltia
from district.admin.config import bare_groups, config
from district.admin.policy import desk_policy
from district.admin.service import hosts
from district.admin.texts import said
from district.desk.known import known_of
from district.kinds.site import BrowserDesk
from district.kinds.values import YesNo
from district.plan.planning import DESK
from district.reading import Content

HERE = Path(__file__).parent
SCRIPTS = ("desk.js", "format.js")


def desk_files(content: Content, cache: Path) -> dict[str, bytes]:
    """Every file of the desk by its path in the site, told in the site's first language; PackageError."""
    assert content.site
    site = content.site.facts
    language = site.languages[0].code
    made = {
        "index.html": _page(site.desk, site.short_name or site.name, language).encode(),
        "config.json": _json(config(site, known_of(content, language), repository_folder(content.root), language)),
        "reading.json": _json({"bare": bare_groups(), "yes": sorted(YesNo.yes)}),
        **{name: (HERE / name).read_bytes() for name in SCRIPTS},
        **sveltia.files(cache),
    }
    return {f"{DESK}/{path}": made[path] for path in sorted(made)}


def repository_folder(root: Path) -> str:
    """Where a content folder stands in its repository; outside of git, its name."""
    command = ["git", "-C", str(root), "rev-parse", "--show-prefix"]
    try:
        told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return root.name
    return root.name if told.returncode else told.stdout.strip().strip("/")


def _page(desk: BrowserDesk | None, network: str, language: str) -> str:
    environment = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("index.html").render(
        language=language,
        policy=desk_policy(hosts(desk)),
        title=said("title", language, network=network),
        script=f"{sveltia.folder()}/{sveltia.SCRIPT}",
        failed=said("failed", language),
        no_script=said("no-script", language),
    )


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
