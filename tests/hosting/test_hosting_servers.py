"""Real servers keep what the rules promise: headers, redirects, error pages, compression; at the root, below a path."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from district.hosting import FRESH, IMMUTABLE, is_fingerprinted
from district.output import MANIFEST
from district.publishing.manifest import read_built
from tests.hosting.servers import SERVERS, Server, running
from tests.site import built
from tests.site.built import SITES, Built

pytestmark = pytest.mark.long


@pytest.fixture(scope="module", params=["", "/sub/path"], ids=["at the root", "below a path"])
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Built:
    www = tmp_path_factory.mktemp("www")
    folder = www / request.param.lstrip("/")
    (www / "other").mkdir()
    folder.parent.mkdir(parents=True, exist_ok=True)
    site = folder / "site" if not request.param else folder
    wish = built.request(SITES / "full", site, cache, publish=True, siteurl=f"https://www.example.org{request.param}")
    return built.build(wish)


@pytest.fixture(scope="module", params=SERVERS)
def server(
    request: pytest.FixtureRequest, published: Built, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    depth = published.base.count("/") - 2
    www = published.folder if not depth else published.folder.parents[depth - 1]
    folder = tmp_path_factory.mktemp(request.param)
    with running(request.param, folder, www, published.folder) as found:
        yield found


@pytest.fixture(scope="module")
def root(published: Built) -> str:
    return "/" + "".join(f"{step}/" for step in published.base.split("/")[3:])


def test_every_file_comes_as_it_was_built(server: Server, published: Built, root: str) -> None:
    hashes, _ = read_built(published.folder)
    for path in hashes:
        if path.startswith(".") or path.endswith((".br", ".gz")):
            continue
        shown = path.removesuffix("index.html") if path.split("/")[-1] == "index.html" else path
        answer = server.get(f"{root}{shown}", Accept_Encoding="identity")
        if any(f"/{path}" == old for old in (f"/{one.path}" for one in published.plan.redirects)):
            assert answer.status == 301
            continue
        assert (answer.status, answer.body) == (200, (published.folder / path).read_bytes()), path


def test_headers_are_as_promised(server: Server, published: Built, root: str) -> None:
    for path in ("", "imprese/", "404.html", "nowhere/"):
        headers = server.get(f"{root}{path}").headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert "'unsafe-" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert headers["strict-transport-security"] == "max-age=31536000"
    home = server.get(root).headers
    assert home["content-type"] == "text/html; charset=utf-8"
    assert home["cache-control"] == FRESH
    assert home.get("etag") or home.get("last-modified"), "browsers can ask whether it is still the same"
    assert "access-control-allow-origin" not in home
    data = server.get(f"{root}build.json").headers
    assert (data["access-control-allow-origin"], data["cache-control"]) == ("*", FRESH)
    assert data["content-type"].startswith("application/json")
    (published.folder / "extra.geojson").write_text("{}")  # a type that no server knows by itself
    assert server.get(f"{root}extra.geojson").headers["content-type"].startswith("application/geo+json")
    (published.folder / "extra.geojson").unlink()
    hashes, _ = read_built(published.folder)
    for path in filter(is_fingerprinted, hashes):
        answer = server.get(f"{root}{path}", Accept_Encoding="identity")
        assert answer.headers["cache-control"] == IMMUTABLE, path
    feed = next(path for path in hashes if path.endswith("atom.xml"))
    assert server.get(f"{root}{feed}").headers["content-type"].startswith("application/atom+xml")
    sheet = next(path for path in hashes if path.endswith(".css"))
    assert server.get(f"{root}{sheet}").headers["content-type"].startswith("text/css")
    script = next(path for path in hashes if path.endswith(".js"))
    assert server.get(f"{root}{script}").headers["content-type"].startswith("text/javascript")


def test_unchanged_pages_are_not_sent_twice(server: Server, root: str) -> None:
    first = server.get(root, Accept_Encoding="identity").headers
    asked = {"If_None_Match": first["etag"]} if "etag" in first else {"If_Modified_Since": first["last-modified"]}
    assert server.get(root, Accept_Encoding="identity", **asked).status == 304


def test_old_addresses_lead_on(server: Server, published: Built, root: str) -> None:
    assert published.plan.redirects
    for one in published.plan.redirects:
        answer = server.get(f"{root}{one.address.lstrip('/')}")
        assert answer.status == 301, one
        assert (
            answer.headers["location"].removeprefix(f"http://127.0.0.1:{server.port}").removeprefix("http://localhost")
            == f"{root}{one.page.address}"
        )


def test_what_is_not_there_shows_the_error_page_of_its_language(server: Server, published: Built, root: str) -> None:
    for begin in ("", "en/"):
        answer = server.get(f"{root}{begin}nowhere/at-all/", Accept_Encoding="identity")
        assert (answer.status, answer.body) == (404, (published.folder / f"{begin}404.html").read_bytes())
        assert answer.headers["cache-control"] == FRESH
    gone = server.get(f"{root}assets/site.0123456789ab.css").headers
    assert gone.get("cache-control") != IMMUTABLE, "what is not there yet may come"


def test_what_only_publishing_reads_is_not_shown(server: Server, root: str) -> None:
    for path in (MANIFEST, ".hosting/nginx.conf", ".htaccess"):
        assert server.get(f"{root}{path}").status in {403, 404}


def test_text_comes_compressed(server: Server, published: Built, root: str, request: pytest.FixtureRequest) -> None:
    name = request.node.callspec.params["server"]
    for path, page in ((root, "index.html"), (f"{root}imprese/", "imprese/index.html")):
        whole = (published.folder / page).read_bytes()
        packed = server.get(path, Accept_Encoding="gzip")
        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed.body) == whole
        assert packed.body == (published.folder / f"{page}.gz").read_bytes()
        assert packed.headers["content-type"] == "text/html; charset=utf-8"
        assert "accept-encoding" in packed.headers["vary"].lower()
        if name != "nginx":  # whose module for it is not everywhere
            packed = server.get(path, Accept_Encoding="gzip, br")
            assert packed.headers["content-encoding"] == "br"
            assert brotli.decompress(packed.body) == whole
        assert server.get(path, Accept_Encoding="identity").body == whole


def test_the_servers_are_there() -> None:
    assert [name for name in SERVERS if not shutil.which(name)] == []
