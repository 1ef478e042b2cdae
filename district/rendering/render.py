"""One page of the plan to HTML.

Refuses to write files, and to render in any other order than it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from district.languages import speaking
from district.plan import File, Page, Redirect
from district.policy import page_policy
from district.reading import Entry
from district.rendering.environment import Modules
from district.rendering.overview import Overview
from district.rendering.shown import ShownPicture
from district.rendering.view import View
from district.site import Site

# What a page says for programs, safe to stand in its HTML.
Graph = Callable[[Site, Page], Markup]
# The site's own mark, for tabs and for the screens of phones.
ICONS = ("mark.svg", "mark.png")
# What templates call: of the page they make, and of the district as a whole.
OF_PAGE = (
    *("link", "download", "subscription", "asset", "document", "picture", "pictures", "sign"),
    *("title", "title_text", "say", "say_text", "said", "said_in", "in_language", "text", "term", "entry_of"),
    *("country", "language_name", "chapter", "shared"),
)
OF_DISTRICT = (
    *("choices", "orders", "charts", "chain", "map_of", "index", "legend", "drawing"),
    *("social", "catalogue", "datasets", "recipient_code"),
)


class Renderer:
    """Renders the pages of one build with the templates of one environment."""

    def __init__(self, environment: Environment, site: Site, graph: Graph) -> None:
        self.environment = environment
        self.site = site
        self.graph = graph
        self.modules = Modules(environment)

    def page(self, page: Page) -> str:
        """The HTML of a page. Raises what Jinja raises: TemplateError, UndefinedError."""
        root = self.site.path if page.template == "404" else page.root
        view = View(self.site, page, root, self.in_text)
        template = self.environment.get_template(f"{page.template}.html")
        with speaking(self.site.voices[page.language]):
            context = self.context(page, view)
            return template.render(self.modules.begin(context))

    def in_text(self, shown: ShownPicture, attributes: Mapping[str, str]) -> Markup:
        """A picture in a text as the theme shows it."""
        template = self.environment.get_template("components/text-picture.html")
        return Markup(template.render(made=shown, attributes=attributes))  # noqa: S704 - escaped by the template

    def context(self, page: Page, view: View) -> dict[str, Any]:
        """What a template may name."""
        site = self.site
        plan = site.plan
        overview = Overview(view)
        return {
            "page": page,
            "subject": page.subject,
            "site": site.district.site,
            "district": site.district,
            "richest": site.district.richest,
            "now": site.district.now,
            "root": view.root,
            "preview": site.preview,
            "stale": isinstance(page.subject, Entry) and site.district.is_stale(page.subject, page.language),
            "languages": site.district.site.languages,
            "direction": view.formats.direction,
            "policy": page_policy(page.template),
            "locale": str(view.formats.locale).replace("_", "-"),
            "plural": view.formats.plural,
            "plurals": view.formats.plurals,
            "counterparts": plan.counterparts(page),
            "trail": plan.trail(page),
            "alternates": [(code, site.absolute(other.address)) for code, other in plan.hreflang(page)],
            "canonical": site.absolute(plan.canonical(page).address) if page.listed else "",
            "graph": lambda: self.graph(site, page),
            "feeds": self.feeds(page, view),
            "icons": {name: view.asset(name) for name in ICONS if name in site.assets.addresses},
            "preloads": [view.way(address) for address in site.assets.preloads],
            **{name: getattr(view, name) for name in OF_PAGE},
            **{name: getattr(overview, name) for name in OF_DISTRICT},
        }

    @cached_property
    def _feeds(self) -> list[File]:
        """The feeds of all languages: files are many, and each page names these."""
        return [file for file in self.site.plan.files if file.key.startswith("feeds/")]

    def feeds(self, page: Page, view: View) -> list[tuple[str, str, str]]:
        """The feeds of a page's language: the way to each, its media type and its title."""
        own = (file for file in self._feeds if file.language == page.language)
        return [(view.way(file.address), file.media, file.title) for file in own]

    def redirect(self, redirect: Redirect) -> str:
        """The page that stands at an old address and leads on."""
        root = "../" * redirect.path.count("/")
        view = View(self.site, redirect.page, root)
        template = self.environment.get_template("redirect.html")
        with speaking(self.site.voices[redirect.page.language]):
            context = self.context(redirect.page, view)
            return template.render(self.modules.begin({**context, "target": view.way(redirect.page.address)}))
