"""What a template may ask about the district as a whole: charts, maps, lists in other orders, files of everything.

Refuses to know what stands on a page: it answers in the page's language.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from district.data import Dataset, datasets, grants
from district.district import Facet, choices, orders
from district.kinds.grants import Grant
from district.languages.alphabet import folded, initial
from district.plan import Page
from district.reading import Entry
from district.rendering.shown import ShownPrint, ShownSocial
from district.rendering.view import View
from district.social import HEIGHT, WIDTH, shared_by

if TYPE_CHECKING:  # what few pages ask for is imported for these
    from district.charts import Chain, Chart
    from district.map import Map
    from district.signs import Legend, Letter


class Overview:
    """The district, seen from one page."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.site = view.site
        self.language = view.language

    def choices(self) -> dict[str, Any]:
        """What companies can be chosen by, for the script of the directory."""
        return choices(self.site.district, self.language)

    def orders(self) -> dict[str, tuple[Entry, ...]]:
        """The companies in other orders than that of their names."""
        return orders(self.site.district, self.language)

    def charts(self) -> tuple[Chart, ...]:
        """The charts of the district; none while too few companies say what they would count."""
        from district.charts import charts_of

        return charts_of(self.site.district)

    def chain(self, facet: Facet) -> Chain:
        """Who does which step of an ordered facet."""
        from district.charts import chain_of

        return chain_of(facet, self.site.district.members)

    def map_of(self, facet: Facet, width: float, letters: float, largest: float) -> Map | None:
        """The places among a facet's words, and the seat, on a sheet of a width; None without a place.

        `letters` is the size of the names, `largest` the radius of the greatest circle.
        """
        from district.map import Place, Sheet, lay_out

        places = [
            Place(word.key, self.view.title_text(word), float(word.at[0]), float(word.at[1]), len(word.members))
            for word in facet.placed
            if word.at
        ]
        return lay_out(places, self.site.district.seat, Sheet(width, letters, largest))

    def index(self) -> list[tuple[str, list[Page]]]:
        """All pages in this page's language from A to Z, by the letter they begin with, without this one."""
        pages = [page for page in self.site.plan.pages if page.language == self.language and page.listed]
        titled = sorted(
            (folded(title := self.view.title_text(page)), title, page.address, page)
            for page in pages
            if page != self.view.page
        )
        letters = groupby(titled, key=lambda item: initial(item[1]))
        return [(letter, [item[-1] for item in found]) for letter, found in letters]

    def legend(self) -> Legend | None:
        """The alphabet of the signs: the letters in use, or all while no company uses any; None without signs."""
        from district.signs import legend

        site = self.site
        shapes, members = site.shapes, site.district.members
        if shapes is None:
            return None
        if not members:
            return site.once("legend", lambda: legend(shapes, site.district, everything=True))
        return site.once("legend in use", lambda: legend(shapes, site.district))

    def drawing(self, letter: Letter) -> Markup:
        """A letter of the alphabet, drawn in the colour of the text around it."""
        return Markup(letter.inline())  # noqa: S704 - drawn from the theme's shapes

    def social(self) -> ShownSocial | None:
        """The card that stands for this page where it is shared, or None where the theme draws none."""
        site = self.site
        page = shared_by(site.plan, self.view.page)
        card = site.social.card(page.key, page.language) if page else None
        if page is None or card is None:
            return None
        assert isinstance(page.subject, Entry)
        seen = self.view.say_text(page.subject.facts.pictures[0].alt) if card.picture else ""
        url = site.absolute(site.social.address(page.key, page.language))
        return ShownSocial(url, WIDTH, HEIGHT, "image/jpeg", card.section, card.title, card.when, card.shows, seen)

    def catalogue(self) -> ShownPrint | None:
        """The catalogue in this page's language, with its size and its pages; None where none is printed."""
        way = self.view.download("catalogue")
        if way is None:
            return None
        from district.catalogue import catalogue

        printed = catalogue(self.site, self.language)
        return ShownPrint(way, len(printed.content), printed.pages)

    def datasets(self) -> tuple[Dataset, ...]:
        """The tables of open data."""
        return datasets(self.site.district)

    def recipient_code(self, grant: Grant) -> str | None:
        """What identifies who received a grant."""
        return grants.recipient_code(self.site.district, grant)
