"""How long the catalogue takes, for as many companies as the network has and for a thousand: told, never judged."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from district.catalogue import catalogue, sheets
from tests.site import built
from tests.site.built import CONTENT


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Tells how long something took on the clock, and of that the processor."""
    begun, worked = time.perf_counter(), time.process_time()
    yield
    clock, processor = time.perf_counter() - begun, time.process_time() - worked
    sys.stderr.write(f"{what}: {clock:.1f} s, of the processor {processor:.1f} s\n")


@pytest.mark.long
@pytest.mark.parametrize("many", [54, 1000])
def test_the_catalogue_of_many_companies_is_whole(many: int, tmp_path: Path) -> None:
    content = built.copied(CONTENT, tmp_path / "content")
    members = sorted(path for path in (content / "members").iterdir() if path.is_dir())
    for number in range(len(members), many):
        source = members[number % len(members)]
        copy = shutil.copytree(source, source.with_name(f"{source.name}-{number}"))
        facts = (copy / "facts.yaml").read_text(encoding="utf-8")
        (copy / "facts.yaml").write_text(facts.replace("\nname: ", f"\nname: N. {number} ", 1), encoding="utf-8")
    site = built.prepared(built.request(content, tmp_path / "site", tmp_path / "cache", prints=True)).site
    assert site is not None
    with timed(f"catalogue of {many} companies, typefaces cut, pictures derived"):
        printed = catalogue(site, "it")
    with timed("in another language"):
        catalogue(site, "en")
    some = [("it", member) for member in site.district.members[:54]]
    with timed(f"{len(some)} sheets"), ThreadPoolExecutor() as threads:
        assert all(one.pages == 1 for one in sheets(site, some, threads))
    assert printed.pages > len(site.district.members)
