"""Runs Pelican from Python, with the options of a task.

Refuses to read the command line: the tasks do that.
"""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pelican import Pelican
from pelican.log import console
from pelican.settings import read_settings

from district.building import Prepared, not_there
from district.plugin.generator import PROBLEMS, DistrictGenerator, Outcome, StoppedError
from district.plugin.telling import tell
from district.problems import user_language
from district.supply import Package, bill, packages

ROOT = Path(__file__).parents[2]
FAILED = 2


@dataclass(frozen=True)
class Options:
    """What a build is asked for. `now`, `siteurl` and `language` may be empty.

    Without `prints` the catalogue and the sheets are left out.
    `desk` adds the desk in the browser.
    `quick` leaves the index of the search page and the guide as the build before made them.
    Without `guide` a preview does not show it.
    `exports` are the names of those that there are to be; None stands for all.
    `looked_at` are the paths of pages that `show` is handed before all others are made, with what the site is made
    from, and with the new files that pages draw on, by their paths.
    """

    content: Path
    theme: Path
    output: Path
    publish: bool = False
    siteurl: str = ""
    now: str = ""
    language: str = ""
    prints: bool = True
    quick: bool = False
    desk: bool = False
    guide: bool = True
    exports: tuple[str, ...] | None = None
    looked_at: frozenset[str] = frozenset()
    show: Callable[[Prepared, Mapping[str, bytes]], None] | None = None


def build(options: Options) -> Outcome:
    """Builds the site by way of Pelican, prints what there is to tell, and returns how it went.

    Beside the folder of a published site stands its bill of materials.
    """
    logging.getLogger("pelican").setLevel(logging.WARNING)
    console.quiet = True  # it would count articles and pages, of which there are none
    overrides = {
        "PATH": str(options.content),
        "THEME": str(options.theme),
        "OUTPUT_PATH": str(options.output),
        "DISTRICT_NOW": options.now,
        "DISTRICT_LANGUAGE": options.language,
        "DISTRICT_PRINTS": options.prints,
        "DISTRICT_QUICK": options.quick,
        "DISTRICT_DESK": options.desk,
        **({} if options.guide else {"DISTRICT_GUIDE": ""}),
        "DISTRICT_EXPORTS": options.exports,
        "DISTRICT_LOOKED_AT": options.looked_at,
        "DISTRICT_SHOW": options.show,
        **({"SITEURL": options.siteurl.rstrip("/")} if options.siteurl else {}),
    }
    name = "publishconf.py" if options.publish else "pelicanconf.py"
    # Pelican would end with a text of its own, for who knows Pelican.
    if missing := tuple(not_there(options.content, options.theme)):
        sys.stdout.write(tell(None, None, missing, user_language(options.language)))
        return Outcome(PROBLEMS, missing)
    DistrictGenerator.outcome = None
    gc.freeze()  # what was imported stays: looking through it again and again costs a twentieth of a build
    try:
        pelican = Pelican(read_settings(str(ROOT / name), override=overrides))  # type: ignore[no-untyped-call]
        pelican.run()  # type: ignore[no-untyped-call]
    except StoppedError as stopped:
        return stopped.outcome
    # Pelican carries on when a plugin fails to register: then nothing has been built.
    outcome = DistrictGenerator.outcome or Outcome(FAILED, ())
    if options.publish and not outcome.status:
        beside = options.output.with_name(f"{options.output.name}.cdx.json")
        beside.write_bytes(bill(_used(outcome), options.siteurl or "site"))
    return outcome


def leave_standing(outcome: Outcome) -> None:
    """Keeps what a build was made from until the process is gone, for who builds once and then ends.

    Python would take it apart thing by thing at the end, which costs a tenth of a large build's time. A ring that the
    collector does not look at stays, with all that hangs on it; the system takes back the memory at once.
    """
    ring: list[object] = [outcome]
    ring.append(ring)
    gc.freeze()


def _used(outcome: Outcome) -> tuple[Package, ...]:
    """Every package that the site was made with."""
    if outcome.prepared is None or not outcome.prepared.desk:
        return packages()
    from district.admin import supplied  # most builds do without

    return (*packages(), *supplied())
