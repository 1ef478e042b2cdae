"""The security policy of the desk's page, which concerns /admin/ alone: no other page is given any of this.

Refuses every host but the site's own and the git service's; inline scripts, and code made of text.
"""

from __future__ import annotations


def desk_policy(hosts: tuple[str, ...]) -> str:
    """The least that Sveltia CMS works with, besides the git service's hosts.

    - `style-src 'unsafe-inline'`: its components bring their own <style>, and lay themselves out by style attributes;
    - `img-src`, `media-src` with `blob:` and `data:`: pictures of the repository are shown from memory;
    - `connect-src` with `blob:` and `data:`: it reads back from memory what was chosen to be uploaded, and its own
      drawings;
    - `worker-src blob:`: it makes smaller pictures in a worker that it writes itself.
    """
    directives = (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' data: blob:",
        "font-src 'self'",
        " ".join(("connect-src 'self' data: blob:", *hosts)),
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
    )
    return "; ".join(directives)
