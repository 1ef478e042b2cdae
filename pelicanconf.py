"""Settings of a preview: everything is shown, samples and drafts too, with a badge."""

import sys
from pathlib import Path

# Pelican may be started from anywhere: the package stands beside this file.
sys.path.insert(0, str(Path(__file__).parent))

from district import plugin
from district.plugin.settings import settings

globals().update(settings())
PLUGINS = [plugin]
