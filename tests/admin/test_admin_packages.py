"""A package is used only if it is the very one that is asked for; everything else is told, with how to mend it."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import sys
import tarfile
from pathlib import Path

import pytest

from district.admin import packages, sveltia
from district.admin.packages import Package, PackageError, contents, unpacked

FILES = {"package/dist/a.js": b"one", "package/other.js": b"two", "package/../../outside/dist/a.js": b"three"}


def archive(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as into:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            into.addfile(member, io.BytesIO(content))
    return made.getvalue()


def package(content: bytes, wanted: str = r"dist/.*\.js") -> Package:
    digest = base64.b64encode(hashlib.sha512(content).digest()).decode()
    return Package("@prova/pacco", "1.2.3", f"sha512-{digest}", re.compile(wanted), "MIT")


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An npm that lays down the archive beside it, or says what is wrong where there is none; the archive's place."""
    folder = tmp_path / "npm"
    folder.mkdir()
    script = folder / ("npm.py" if sys.platform == "win32" else "npm")
    script.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, shutil, sys\n"
        "archive = pathlib.Path(__file__).with_name('archive')\n"
        "print('npm warn strange setting', file=sys.stderr)\n"
        "if not archive.exists(): sys.exit('npm error 404 no such package')\n"
        "shutil.copy(archive, pathlib.Path(sys.argv[sys.argv.index('--pack-destination') + 1], 'x.tgz'))\n"
    )
    script.chmod(0o755)
    monkeypatch.setattr(packages.shutil, "which", lambda _: str(script))
    return folder / "archive"


def test_the_wanted_files_come_once_and_are_kept(tmp_path: Path, npm: Path) -> None:
    npm.write_bytes(archive(FILES))
    wanted = package(npm.read_bytes())
    assert contents(wanted, tmp_path / "cache") == {"dist/a.js": b"one"}
    npm.unlink()
    assert contents(wanted, tmp_path / "cache") == {"dist/a.js": b"one"}


def test_another_archive_is_neither_used_nor_kept(tmp_path: Path, npm: Path) -> None:
    npm.write_bytes(archive({"package/dist/a.js": b"evil"}))
    wanted = package(archive(FILES))
    for _ in range(2):
        with pytest.raises(PackageError) as refused:
            contents(wanted, tmp_path / "cache")
        assert refused.value.code == "B152"
        assert refused.value.details["wanted"] == wanted.integrity
    assert not (tmp_path / "cache").exists()


@pytest.mark.usefixtures("npm")
def test_what_npm_says_is_passed_on_without_its_noise(tmp_path: Path) -> None:
    with pytest.raises(PackageError) as refused:
        contents(package(b""), tmp_path / "cache")
    assert refused.value.code == "B151"
    assert refused.value.details == {"value": "@prova/pacco@1.2.3", "reason": "npm error 404 no such package"}


def test_a_machine_without_npm_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PackageError) as refused:
        contents(package(b""), tmp_path / "cache")
    assert refused.value.code == "B150"


def test_a_file_larger_than_any_honest_one_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MOST_BYTES", 2)
    made = archive(FILES)
    assert unpacked(package(made), made) == {}


SCRIPT = "fetch(`https://unpkg.com/@sveltia/cms`);" + "".join(
    f"url(https://cdn.jsdelivr.net/fontsource/fonts/{name}:vf@5/x.woff2)" for name in sveltia.FONT_NAMES
)


def sveltias(script: str) -> dict[str, bytes]:
    fonts = {f"npm/assets/{name}-latin-1.woff2": b"font" for name in sveltia.FONT_NAMES}
    return {"dist/sveltia-cms.js": script.encode(), **fonts}


def test_the_addresses_of_other_hosts_lead_into_the_desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sveltia, "contents", lambda one, _: sveltias(SCRIPT) if one is sveltia.SVELTIA else {})
    files = sveltia.files(tmp_path)
    script = files[f"{sveltia.folder()}/dist/sveltia-cms.js"].decode()
    assert "https:" not in script
    assert all(f"{sveltia.folder()}/npm/assets/{name}-latin-1.woff2" in script for name in sveltia.FONT_NAMES)


@pytest.mark.parametrize("gone", [sveltia.ELSEWHERE, *sveltia.FONT_NAMES])
def test_a_version_whose_addresses_are_elsewhere_is_refused(
    gone: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sveltia, "contents", lambda *_: sveltias(SCRIPT.replace(gone, "elsewhere")))
    with pytest.raises(PackageError) as refused:
        sveltia.files(tmp_path)
    assert (refused.value.code, refused.value.details["missing"]) == ("B153", gone)
