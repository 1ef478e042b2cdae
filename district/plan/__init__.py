"""Every page and file of the site with its address: the single truth for links of all sorts.

Refuses to let content choose where it is written, and to put two things at one address.
"""

from district.plan.page import File, Page, Redirect
from district.plan.planning import SECTIONS, Plan, build_plan

__all__ = ["SECTIONS", "File", "Page", "Plan", "Redirect", "build_plan"]
