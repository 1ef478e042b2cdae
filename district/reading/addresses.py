"""What an address in a text may be: where a link may lead, and what one to an e-mail may write.

Refuses to look up what an address leads to.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, unquote

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
# Of what a link may write into an e-mail; `cc` and `bcc` would send it to others unseen.
OF_MAIL = frozenset({"subject", "body"})
SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def writes_elsewhere(address: str) -> bool:
    """Whether a link to an e-mail has more than one address, or writes into its head. Source: RFC 6068, 4."""
    scheme, _, rest = address.partition(":")
    if scheme.lower() != "mailto":
        return False
    to, _, query = rest.partition("?")
    fields = parse_qsl(query, keep_blank_values=True)
    # After &amp;amp; and the like a name may stand that only some programs see.
    names = {name.lower().removeprefix("amp;") for name, _ in fields}
    broken = any(set(value) & set("\r\n") for name, value in fields if name.lower() != "body")
    return bool(names - OF_MAIL) or broken or unquote(to).count("@") != 1 or not unquote(to).isprintable()


def is_refused(address: str) -> bool:
    """Whether an address has a scheme that no link may have; browsers look through blanks and signs in front of it."""
    found = SCHEME.match("".join(sign for sign in unescape(address) if sign > " "))
    return found is not None and found[1].lower() not in SCHEMES


def is_outside(address: str) -> bool:
    """Whether a link leads out of the site, to where every link may."""
    return address.partition(":")[0].lower() in SCHEMES and ":" in address
