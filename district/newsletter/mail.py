"""An edition as an e-mail: HTML that mail programs show, plain text, and both in one draft.

Refuses pictures of other hosts, anything that differs from one making to the next, and a link to leave the list, which
only the tool that keeps the list can make: who reads is told whom to write to. The theme's `mail/` lays it out.
Sources: RFC 5322, RFC 2046 (multipart/alternative), RFC 2392; X-Unsent is Outlook's mark of a draft.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from markupsafe import Markup

from district.languages import speaking
from district.newsletter.edition import Edition
from district.rendering import Renderer
from district.rendering.plain import place_lines
from district.rendering.view import View

# Always the same, so that the same content makes the same bytes; no text holds it.
BOUNDARY = "=_district-newsletter-part_="
BLANK = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Mail:
    """A newsletter in its forms."""

    subject: str
    html: str
    text: str
    draft: bytes


def mail(renderer: Renderer, told: Edition) -> Mail:
    """The newsletter in every language, one after the other."""
    site = renderer.site
    parts, texts, days = [], [], []
    for language, voice in site.voices.items():
        page = site.plan.page("sections/home", language)
        assert page is not None
        view = View(site, page, f"{site.base}/")
        with speaking(voice):
            seat = list(place_lines(view, site.district.site.seat)) if site.district.site.seat else []
            context = {**renderer.context(page, view), "edition": told, "seat": seat}
            parts.append((language, Markup(_rendered(renderer, "part.html", context))))  # noqa: S704 - escaped there
            texts.append(_rendered(renderer, "part.txt", context))
        days.append(voice.formats.day(site.district.now))
    subject = f"{site.district.site.name} · {' / '.join(dict.fromkeys(days))}"
    html = _rendered(renderer, "newsletter.html", {"parts": parts, "subject": subject})
    text = BLANK.sub("\n\n", "\n\n".join(one.strip() for one in texts)) + "\n"
    return Mail(subject, html, text, _draft(site.district.site.contacts.email, subject, text, html))


def _rendered(renderer: Renderer, name: str, context: dict[str, object]) -> str:
    return renderer.environment.get_template(f"mail/{name}").render(context)


def _draft(sender: str | None, subject: str, text: str, html: str) -> bytes:
    """A draft to be opened, addressed and sent."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    if sender:
        message["From"] = sender
    message["X-Unsent"] = "1"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.set_boundary(BOUNDARY)
    return message.as_bytes()
