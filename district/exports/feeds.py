"""The feeds of the kinds that make news: as Atom and as JSON, in each language.

Refuses other forms: these two every reader of feeds knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from district.district import District
from district.exports import atom, json_feed
from district.exports.export import Export
from district.exports.feed import FED, feed_of
from district.exports.naming import pages_of
from district.plan import File, Plan
from district.site import Site

# The form of a feed, by the last step of its key: the name of its file and what makes it.
FORMS = {"atom": ("atom.xml", atom.MEDIA, atom.atom), "json": ("feed.json", json_feed.MEDIA, json_feed.json_feed)}


def files(_district: District, plan: Plan) -> Iterator[File]:
    """The feeds beside each list of a kind that makes news, in each language."""
    for kind in FED:
        for page in pages_of(plan, kind):
            for form, (name, media, _make) in FORMS.items():
                yield File(f"feeds/{kind}/{form}", page.language, f"{page.address}{name}", media, page.title)


def content(site: Site, file: File) -> bytes:
    """The feed that a file of the plan names."""
    _name, _media, make = FORMS[file.key.rpartition("/")[2]]
    return make(feed_of(site, file))


EXPORT = Export("feeds", files, content)
