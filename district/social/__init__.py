"""Social cards: the pictures that stand for a page where a link to it is shared.

Refuses to know what they look like: the theme's print/social.typ lays them out; a theme without it has none.
"""

from district.social.cards import HEIGHT, WIDTH, SocialCard, shared_by, social_cards
from district.social.drawing import Look, SocialCards, read_look

__all__ = ["HEIGHT", "WIDTH", "Look", "SocialCard", "SocialCards", "read_look", "shared_by", "social_cards"]
