"""A site in the making: all that the pages and the exports of one build share.

Refuses to render and to write: it holds what both draw on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from district.assets import Assets
from district.cache import Pack
from district.district import District
from district.guide import NO_GUIDE, Guide
from district.languages import Voice
from district.pictures import Pictures
from district.plan import Plan
from district.reading import Entry
from district.social import SocialCards

if TYPE_CHECKING:
    from district.press import Press
    from district.signs import Shapes, Signs

Made = TypeVar("Made")

DOCUMENTS = "documents"
# The file of all signs, as the theme's other files are called.
SPRITE = "signs.svg"


@dataclass(frozen=True)
class Site:
    """All that every page of a build shares; `base` is the site's address without a slash at its end."""

    district: District
    plan: Plan
    assets: Assets
    pictures: Pictures
    social: SocialCards
    voices: Mapping[str, Voice]
    base: str
    preview: bool
    signs: Mapping[str, Signs] = field(default_factory=dict)
    # The theme's shapes, for the page that explains how to read a sign.
    shapes: Shapes | None = None
    # Prints catalogues and sheets; None where nothing is printed, as in a preview that follows each change.
    press: Press | None = None
    # What previews tell editors of how to work on the site.
    guide: Guide = NO_GUIDE
    # What exports have made before of the same facts.
    kept: Pack = field(default_factory=lambda: Pack(None, ""))
    _made: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What several pages ask for and is the same for all of them: made when the first one asks."""
        if name not in self._made:
            self._made[name] = make()
        found: Made = self._made[name]
        return found

    @property
    def path(self) -> str:
        """The path of the site's root on its host: `/`, or `/sub/`."""
        steps = self.base.partition("://")[2].partition("/")[2].strip("/")
        return f"/{steps}/" if steps else "/"

    def absolute(self, address: str) -> str:
        """An address of the site with its host, for where a standard wants it."""
        return f"{self.base}/{address}"

    def document_address(self, entry: Entry, name: str) -> str:
        """Where a document of an entry stands in the site."""
        return f"{DOCUMENTS}/{entry.key}/{name}"
