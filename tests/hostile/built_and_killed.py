"""Builds a site in a process of its own that is killed at a write: `python -m … CONTENT OUTPUT CACHE NUMBER`.

It refuses to end by itself before that.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.hostile.faults import Faults, killed
from tests.site import built

if __name__ == "__main__":
    content, output, cache = map(Path, sys.argv[1:4])
    with Faults().below(output.parent, int(sys.argv[4]), killed):
        print(built.attempt(built.request(content, output, cache))[1])
