"""The sorts of pages that the theme makes, and of each the page with the most to go wrong; it builds nothing."""

from __future__ import annotations

from district.plan import Page
from tests.site.built import THEME, Built

NO_PAGES = {"base", "redirect"}
# What is no page of the site: the newsletter.
MAIL = "mail/"
KINDS_OF_PAGES = sorted(
    name
    for path in (THEME / "templates").rglob("*.html")
    if not (name := path.relative_to(THEME / "templates").with_suffix("").as_posix()).startswith("components/")
    and name not in NO_PAGES
    and not name.startswith(MAIL)
)


# What is never published.
IN_PREVIEWS_ALONE = {"guide", "styleguide"}


def example(site: Built, kind: str, language: str = "") -> Page:
    """The longest page that a template makes, in any language or in one."""
    pages = [page for page in site.plan.pages if page.template == kind and language in {"", page.language}]
    return max(pages, key=lambda page: (len(site.sheets[page.path].html), page.path))
