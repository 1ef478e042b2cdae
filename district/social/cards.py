"""Which pages have a social card of their own, and what stands on it.

Refuses to draw, and to give a card to lists of a facet, to borrowed texts and to pages that are not listed:
these share the card of the page they belong to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from district.district import District
from district.kinds.moments import Moment
from district.kinds.shared import Picture
from district.languages import Formats
from district.plan import Page, Plan
from district.plan.planning import HOME, MEMBERS, SIGNS
from district.reading import Entry

if TYPE_CHECKING:
    from district.signs import Shapes, Sign, Signs

# As wide and high as Facebook, LinkedIn and X ask for: https://developers.facebook.com/docs/sharing/webmasters/images
WIDTH, HEIGHT = 1200, 630
# The sections that show many companies' signs, and how many of them.
OF_ALL = frozenset(f"sections/{slug}" for slug in (HOME, MEMBERS, SIGNS))
FIELD = 8
# States of an event whose dates no longer hold.
OFF = frozenset({"cancelled", "postponed"})

# A page's key and its language: which card it is.
Named = tuple[str, str]


@dataclass(frozen=True)
class SocialCard:
    """What stands on a card: texts (empty where there is nothing to say), drawings as SVG, perhaps a picture.

    `signs` is one company's sign, or some of all companies'; `mark` the network's own, or empty.
    """

    slug: str
    language: str
    title: str
    section: str
    when: str
    site: str
    mark: str = ""
    signs: tuple[str, ...] = ()
    picture: Path | None = None
    # The point of the picture that stays in sight, in parts of its width and height.
    focus: tuple[float, float] = (0.5, 0.5)

    @property
    def shows(self) -> str:
        """What is large beside its words: `picture`, `sign`, `signs`, `mark`, or nothing."""
        if self.picture:
            return "picture"
        if self.signs:
            return "signs" if len(self.signs) > 1 else "sign"
        return "mark" if self.mark else ""


def shared_by(plan: Plan, page: Page) -> Page | None:
    """The page whose card stands for a page: its own, or that of the page it belongs to; None for unlisted ones."""
    if not page.listed:
        return None
    found = plan.canonical(page)
    while not isinstance(found.subject, Entry):
        above = plan.page(found.parent, found.language)
        assert above is not None, found.key
        found = plan.canonical(above)
    return found


def social_cards(
    district: District, plan: Plan, signs: Mapping[str, Signs], shapes: Shapes | None
) -> dict[Named, SocialCard]:
    """The cards of all pages that have one of their own, by the page's key and language."""
    own = [page for page in plan.pages if shared_by(plan, page) is page]
    drawn = _Drawn(district, signs, shapes)
    return {(page.key, page.language): _card(district, plan, page, drawn) for page in own}


def _card(district: District, plan: Plan, page: Page, drawn: _Drawn) -> SocialCard:
    entry = page.subject
    assert isinstance(entry, Entry)
    above = plan.page(page.parent, page.language) if page.parent else None
    pictures = entry.facts.pictures
    return SocialCard(
        slug=entry.slug,
        language=page.language,
        title=page.title,
        section=above.title if above and above.key != f"sections/{HOME}" else "",
        when=_when(entry, district.formats[page.language]),
        site=district.site.name,
        mark=drawn.mark,
        signs=drawn.some if entry.key in OF_ALL else drawn.of(entry, small=bool(pictures)),
        picture=entry.files[pictures[0].file] if pictures else None,
        focus=_focus(pictures[0]) if pictures else (0.5, 0.5),
    )


def _focus(picture: Picture) -> tuple[float, float]:
    return (float(picture.focus.x) / 100, float(picture.focus.y) / 100) if picture.focus else (0.5, 0.5)


def _when(entry: Entry, formats: Formats) -> str:
    """When it is or was, as exactly as it is known; nothing of what is put off or called off."""
    facts = entry.facts
    if getattr(facts, "state", None) in OFF:
        return ""
    start: Moment | None = getattr(facts, "date", None) or getattr(facts, "start", None)
    return formats.span(start, getattr(facts, "end", None)) if start else ""


class _Drawn:
    """The drawings of a build, each as a whole SVG in the colours of paper."""

    def __init__(self, district: District, signs: Mapping[str, Signs], shapes: Shapes | None) -> None:
        from district.signs import mark

        self.signs = signs
        self.shapes = shapes
        self.mark = mark(shapes).svg() if shapes else ""
        every = [signs[member.slug].small for member in district.members if member.slug in signs]
        # Spread over all of them, so that they do not all begin with the same letter.
        count = min(FIELD, len(every))
        self.some = tuple(self._printed(every[number * len(every) // count]) for number in range(count))

    def of(self, entry: Entry, *, small: bool) -> tuple[str, ...]:
        """A company's sign, bold where it stands small; nothing for other entries."""
        if entry.kind != MEMBERS or entry.slug not in self.signs:
            return ()
        both = self.signs[entry.slug]
        return (self._printed(both.small if small else both.large),)

    def _printed(self, sign: Sign) -> str:
        assert self.shapes is not None
        return sign.standalone(self.shapes.colours[sign.colour].light)
