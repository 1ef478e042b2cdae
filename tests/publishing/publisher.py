"""A process that publishes one laid folder, so that a test can kill it: `publisher.py ADDRESS FOLDER WORK`.

It says "ready" when it begins, and "done" when all is there.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from district.publishing import sending
from district.publishing.choosing import choose
from district.publishing.rclone import RemoteHost
from district.publishing.target import find_target
from district.publishing.texts import Tell
from district.publishing.ways import Means
from tests.publishing.made import build_of, record_of


def main(address: str, folder: Path, work: Path) -> None:
    """Publishes a folder to an address."""
    # Small portions, so that there is much to be interrupted; nobody else is about.
    sending.BATCH_FILES = 4
    RemoteHost.settles = 0.0
    tell = Tell(lambda _line: None, "en", address)
    way = choose(find_target(address, work), work, Means(lambda: datetime.now(UTC), tell))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    way.publish(build_of(folder, work), record_of(folder))
    sys.stdout.write("done\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
