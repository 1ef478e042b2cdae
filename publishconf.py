"""Settings of a publishing: samples, drafts and what waits for its day are left out and counted."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403 - a publishing is a preview with less in it

DISTRICT_PUBLISH = True
