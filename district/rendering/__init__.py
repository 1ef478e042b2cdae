"""Pages to HTML: what templates may ask for, and one function that renders a page.

Refuses Pelican: it takes an environment of Jinja from whoever has one.
"""

from district.rendering.environment import equip, make_environment
from district.rendering.render import Renderer

__all__ = ["Renderer", "equip", "make_environment"]
