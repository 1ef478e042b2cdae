"""A feed as JSON.

Refuses to decide what a feed tells. Source: https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

import json
from typing import Any

from district.exports.feed import Feed, Item

VERSION = "https://jsonfeed.org/version/1.1"
MEDIA = "application/feed+json"
# What the standard has no word for: the same in the other languages. Names of extensions begin with a line.
COUNTERPARTS = "_counterparts"


def json_feed(feed: Feed) -> bytes:
    """The feed, in its language, with the ways to its counterparts."""
    told = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.own,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        COUNTERPARTS: feed.feeds,
        "items": [_item(item) for item in feed.items],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _item(item: Item) -> dict[str, Any]:
    told = {
        "id": item.identity,
        "url": item.address,
        "title": item.title,
        "summary": item.summary,
        "date_modified": item.updated.isoformat(),
        "image": item.image.address if item.image else "",
        COUNTERPARTS: item.counterparts,
    }
    # An item has to have content, be it nothing.
    return {**{name: value for name, value in told.items() if value}, "content_html": item.html}
