"""The guide followed to its end in each language, in a copy of the content."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from tests.guide import story
from tests.guide.following import Followed, follow, without_samples
from tests.site import built


@pytest.fixture(scope="session")
def seen(followed: Callable[[str], Followed], tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> built.Built:
    """The site and the guide, in a preview, as whoever followed the Italian guide has them."""
    base = tmp_path_factory.getbasetemp()
    cache = (base if worker_id == "master" else base.parent) / "cache"  # where other sites of these tests keep theirs
    content = followed("it").project / "content"
    return built.build(built.request(content, tmp_path_factory.mktemp("seen") / "site", cache, guide=story.GUIDE))


@pytest.fixture(scope="session")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Followed]:
    """The guide followed in a language, once."""
    done: dict[str, Followed] = {}

    def get(language: str) -> Followed:
        if language not in done:
            project = tmp_path_factory.mktemp(f"guide-{language}").resolve()
            shutil.copytree(story.ROOT / "content", project / "content")
            without_samples(project / "content")
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("DISTRICT_LANG", language)
                patch.setenv("COLUMNS", "100")
                patch.chdir(project)
                done[language] = follow(project, language)
        return done[language]

    return get
