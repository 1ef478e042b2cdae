"""The sites that several claims look at: each is built once in a worker, their pictures are derived once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site import built
from tests.site.built import ADDRESS, CONTENT, GUIDE, SITES, Built
from tests.site.serving import served


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Where derived pictures are kept, for all workers of this run."""
    base = tmp_path_factory.getbasetemp()
    return (base if worker_id == "master" else base.parent) / "cache"


@pytest.fixture(scope="session")
def preview(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Built:
    """The network's own site as its editors see it: samples and all, the guide too, at the root of a host."""
    return built.build(built.request(CONTENT, tmp_path_factory.mktemp("preview") / "site", cache, guide=GUIDE))


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Built:
    """The network's own site as it is published, without any sample, and so without a member."""
    output = tmp_path_factory.mktemp("bare") / "site"
    return built.build(built.request(CONTENT, output, cache, publish=True, siteurl=ADDRESS, prints=True))


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Built:
    """The site with something of every kind, as it is published, prints too, under a path."""
    output = tmp_path_factory.mktemp("full") / "site"
    return built.build(built.request(SITES / "full", output, cache, publish=True, siteurl=ADDRESS, prints=True))


@pytest.fixture(scope="session", params=["preview", "bare", "full"])
def site(request: pytest.FixtureRequest) -> Built:
    """Each of these sites in turn."""
    found: Built = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def root_address(preview: Built) -> Iterator[str]:
    """Where the preview is served, at the root of a host."""
    with served(preview.folder) as address:
        yield address


@pytest.fixture(scope="session")
def path_address(full: Built) -> Iterator[str]:
    """Where the full site is served, under the path that it was built for."""
    with served(full.folder, f"/{full.base.partition('://')[2].partition('/')[2]}") as address:
        yield address
