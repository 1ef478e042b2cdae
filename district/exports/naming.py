"""Where exported files stand: below the page that they say in another form, called as its address ends.

Refuses pages that the plan does not have.
"""

from __future__ import annotations

from collections.abc import Iterator

from district.plan import File, Page, Plan
from district.site import Site


def beside(page: Page, ending: str) -> str:
    """The address of a file below a page, named after the page: `imprese/aurora/aurora.vcf`."""
    return f"{page.address}{step(page)}.{ending}"


def step(page: Page) -> str:
    """The last step of a page's address."""
    return page.address.rstrip("/").rpartition("/")[2]


def pages_of(plan: Plan, kind: str) -> Iterator[Page]:
    """The pages of a kind's section, in each language."""
    return (page for page in plan.pages if page.key == f"sections/{kind}")


def page_behind(site: Site, file: File, key: str) -> Page:
    """The page in a file's language that the plan had when it took the file in."""
    page = site.plan.page(key, file.language)
    assert page is not None, file
    return page
