"""The glue to Pelican: one generator for all kinds and languages.

Refuses to do any of the work itself: it is the only part of the package that knows Pelican.
"""

from __future__ import annotations

from pelican.plugins import signals

from district.plugin.generator import DistrictGenerator


def register() -> None:
    """Called by Pelican when it takes up the plugin."""
    signals.get_generators.connect(_generator)


def _generator(_pelican: object) -> type[DistrictGenerator]:
    return DistrictGenerator
