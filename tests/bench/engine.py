"""One build by the engine as a whole process, which tells at its end where the seconds went.

It refuses what the others do not make: only pages, feeds and the sitemap, no other exports and no prints.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path

from district.stages import measured, stage
from tests.bench.district import NOW

# The exports that all contenders make.
EXPORTS = ("feeds", "sitemap", "robots")


def main(folder: Path) -> int:
    """Builds the site of a folder; returns the build's status."""
    gc.disable()  # as `invoke build` does
    with measured() as stages:
        with stage("starting"):
            from district.plugin.run import Options, build, leave_standing
        options = Options(folder / "content", folder / "theme", folder / "output", now=NOW, prints=False)
        outcome = build(Options(**{**vars(options), "exports": EXPORTS}))
    leave_standing(outcome)
    (folder / "stages.json").write_text(json.dumps(stages.seconds), encoding="utf-8")
    return outcome.status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
