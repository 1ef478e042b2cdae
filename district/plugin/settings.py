"""What pelicanconf.py and publishconf.py have in common: Pelican's own habits switched off.

Refuses settings about content: these stand in content/site.yaml.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from district.rendering.environment import SETTINGS as JINJA

# Codes of notices that stop a publishing: texts still to be written, more translations behind than the settings allow,
# strings of the theme without a translation.
STRICT_WHEN_PUBLISHING = ("N114", "N115", "N120", "N121")


def settings() -> dict[str, Any]:
    """Pelican's settings for a district's site.

    The defaults read content/ as a blog, copy pictures with their location data, and take missing
    templates from a built-in theme; what does that is empty here.
    """
    return {
        "PATH": "content",
        "OUTPUT_PATH": "output",
        "THEME": "theme",
        "SITEURL": "",
        "TIMEZONE": "Europe/Rome",
        "LOCALE": ["C"],
        "JINJA_ENVIRONMENT": dict(JINJA),
        "ARTICLE_PATHS": [],
        "PAGE_PATHS": [],
        "STATIC_PATHS": [],
        "THEME_STATIC_PATHS": [],
        "DIRECT_TEMPLATES": [],
        "FEED_ALL_ATOM": None,
        "CATEGORY_FEED_ATOM": None,
        "TRANSLATION_FEED_ATOM": None,
        "AUTHOR_FEED_ATOM": None,
        "AUTHOR_FEED_RSS": None,
        "CACHE_CONTENT": False,
        "DELETE_OUTPUT_DIRECTORY": False,
        "DISTRICT_PUBLISH": False,
        "DISTRICT_PRINTS": True,
        "DISTRICT_NOW": "",
        "DISTRICT_LANGUAGE": "",
        "DISTRICT_QUICK": False,
        "DISTRICT_DESK": False,
        # The names of the exports that there are to be (district/exports), such as ("feeds", "sitemap"); None is all.
        "DISTRICT_EXPORTS": None,
        # The paths of pages to make first, and what takes them before the others are made (district/building).
        "DISTRICT_LOOKED_AT": frozenset(),
        "DISTRICT_SHOW": None,
        "DISTRICT_CACHE": ".cache",
        "DISTRICT_GUIDE": str(Path(__file__).resolve().parents[2] / "docs" / "guide"),
        "DISTRICT_STRICT": STRICT_WHEN_PUBLISHING,
    }
