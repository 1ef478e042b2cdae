"""The git service that the browser's desk saves to: how Sveltia is told of it, and which hosts the page may speak to.

Refuses to hold any secret: editors enter with their own, which their browser keeps.
https://sveltiacms.app/en/docs/backends
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from district.kinds.site import BrowserDesk

# Where each service is if nothing else is said. GitHub's API has a host of its own.
USUAL = {"github": "https://github.com", "gitlab": "https://gitlab.com", "gitea": "https://gitea.com"}
GITHUB_API = "https://api.github.com"
# Sveltia wants an owner and a repository; without settings there are none, and the desk works on an editor's own clone.
OWNER = "local"


def backend(desk: BrowserDesk | None, clone: str) -> dict[str, Any]:
    """Sveltia's settings for a service; `clone` is what a clone on the editor's own machine is called.

    Editors enter with a token where nothing is set up that signs them in.
    """
    if desk is None:
        return {"name": "github", "repo": f"{OWNER}/{clone}", "auth_methods": ["token"]}
    said: dict[str, Any] = {"name": desk.service, "repo": desk.repository, "branch": desk.branch}
    if desk.service == "github":
        said |= {"base_url": desk.sign_in} if desk.sign_in else {"auth_methods": ["token"]}
    elif desk.app_id:
        said |= {"app_id": desk.app_id} | ({"auth_type": "pkce"} if desk.service == "gitlab" else {})
    else:
        said["auth_methods"] = ["token"]
    return said | (_own(desk.service, desk.server.rstrip("/")) if desk.server else {})


def _own(service: str, server: str) -> dict[str, str]:
    """Where a service's interfaces are on a server of one's own."""
    if service == "github":
        return {"api_root": f"{server}/api/v3", "graphql_api_root": f"{server}/api/graphql"}
    if service == "gitlab":
        return {"base_url": server, "api_root": f"{server}/api/v4", "graphql_api_root": f"{server}/api/graphql"}
    return {"base_url": server, "api_root": f"{server}/api/v1"}


def hosts(desk: BrowserDesk | None) -> tuple[str, ...]:
    """The hosts that the desk's page may speak to: the service's interface alone; none without settings."""
    if desk is None:
        return ()
    if desk.service == "github" and not desk.server:
        return (GITHUB_API,)
    parts = urlsplit(desk.server or USUAL[desk.service])
    return (f"{parts.scheme}://{parts.netloc}",)
