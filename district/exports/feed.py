"""What a feed tells, whatever form it goes out in: its entries, newest first, with whole addresses.

Refuses the machine's clock, and texts that stand in for a missing translation: the feed of their own language has them.
"""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from datetime import datetime

from district.exports.identity import identity
from district.exports.naming import page_behind
from district.kinds.moments import Moment
from district.plan import File, Page
from district.reading import Entry
from district.rendering.plain import cleaned, line
from district.rendering.view import View
from district.site import Site

# Kinds whose news goes out as feeds.
FED = ("news", "events", "calls")
MOST_ENTRIES = 50


@dataclass(frozen=True)
class Image:
    """The first picture of an entry: its whole address, its media type."""

    address: str
    media: str


@dataclass(frozen=True)
class Item:
    """One entry of a feed; `counterparts` are its page in the other languages, by language."""

    identity: str
    address: str
    title: str
    summary: str
    html: str
    updated: datetime
    counterparts: dict[str, str]
    image: Image | None


@dataclass(frozen=True)
class Feed:
    """A feed; `feeds` are its counterparts, by language."""

    identity: str
    language: str
    title: str
    author: str
    home: str
    own: str
    updated: datetime
    feeds: dict[str, str]
    items: tuple[Item, ...]


def feed_of(site: Site, file: File) -> Feed:
    """What a feed of the plan tells."""
    district, plan = site.district, site.plan
    kind = file.key.split("/")[1]
    section = page_behind(site, file, f"sections/{kind}")
    dated = [
        (when(entry, district.now), page, entry)
        for entry in district.of(kind)
        if (page := plan.page(entry.key, file.language)) and not page.borrowed
    ]
    dated.sort(key=lambda item: (item[0], item[2].slug), reverse=True)
    others = [one for one in plan.files if one.key == file.key and one.language != file.language]
    return Feed(
        identity=identity(site, f"feeds/{kind}", file.language).urn,
        language=file.language,
        title=line(f"{district.site.name} – {section.title}"),
        author=line(district.site.name),
        home=site.absolute(section.address),
        own=site.absolute(file.address),
        updated=dated[0][0] if dated else datetime(2021, 1, 1, tzinfo=district.clock.zone),
        feeds={one.language: site.absolute(one.address) for one in others},
        items=tuple(_item(site, entry, page, moment) for moment, page, entry in dated[:MOST_ENTRIES]),
    )


def when(entry: Entry, now: datetime) -> datetime:
    """When an entry last said something new: as written, else its own date, never later than now."""
    facts = entry.facts
    own: Moment | None = next(
        (found for name in ("date", "start", "opens") if (found := getattr(facts, name, None))), None
    )
    moment = facts.updated_on or facts.publish_on or own
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return min(moment.start, today) if moment else today


def _item(site: Site, entry: Entry, page: Page, moment: datetime) -> Item:
    # The links of a feed's texts are absolute: the site's root is its address.
    view = View(site, page, f"{site.base}/")
    text = view.text(entry)
    others = [other for other in site.plan.alternates(page) if other.language != page.language]
    return Item(
        identity=identity(site, entry.key, page.language).urn,
        address=site.absolute(page.address),
        title=line(page.title),
        summary=line(text.summary) if text and text.summary else "",
        html=cleaned(str(text.html)) if text else "",
        updated=moment,
        counterparts={other.language: site.absolute(other.address) for other in others},
        image=_image(view, entry),
    )


def _image(view: View, entry: Entry) -> Image | None:
    if not entry.facts.pictures:
        return None
    address = view.picture(entry, entry.facts.pictures[0]).src
    return Image(address, mimetypes.types_map["." + address.rpartition(".")[2]])
