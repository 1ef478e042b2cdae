"""The newsletter and the press pack: what happened since a day, as an e-mail in every language and as zips.

Refuses to send anything, and what is not published: somebody reads the draft in their own mail program and sends it.
"""

from district.newsletter.edition import Edition, edition
from district.newsletter.mail import Mail, mail
from district.newsletter.press import press_pack

__all__ = ["Edition", "Mail", "edition", "mail", "press_pack"]
