"""Where to publish to: every form of address, names, and no secret in any of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from district.problems import interface_languages
from district.publishing.rclone import masked
from district.publishing.remotes import make_remote
from district.publishing.target import TargetError, find_target
from district.publishing.texts import TEXTS, text, weight

ADDRESSES = {
    "folder:/srv/www": ("folder", "/srv/www", ""),
    "/srv/www": ("folder", "/srv/www", ""),
    "zip:/tmp/site.zip": ("zip", "/tmp/site.zip", ""),
    "ftp://user@ftp.example.org/www": ("ftp", "/www", "ftp.example.org"),
    "ftps://ftp.example.org:2121/www/site": ("ftps", "/www/site", "ftp.example.org"),
    "sftp://user@example.org/srv/www": ("sftp", "/srv/www", "example.org"),
    "s3://my-bucket/some/prefix?region=eu-south-1": ("s3", "/some/prefix", "my-bucket"),
    "webdavs://cloud.example.org/dav/www": ("webdavs", "/dav/www", "cloud.example.org"),
    "git:origin#pages": ("git", "origin", ""),
    "git:git@example.org:us/site.git#main": ("git", "git@example.org:us/site.git", ""),
    "rclone:mine:www": ("rclone", "mine:www", ""),
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_form_of_address_is_understood(address: str, tmp_path: Path) -> None:
    target = find_target(address, tmp_path)
    assert (target.kind, target.place, target.host) == ADDRESSES[address]


REFUSED = {
    "ftp://user:secret@example.org/www": "no_secrets",
    "git:https://user:secret@example.org/x.git#pages": "no_secrets",
    "sftp://example.org/www?pass=secret": "no_secrets",
    "s3://bucket/www?secret_access_key=secret": "no_secrets",
    "gopher://example.org/": "unknown_scheme",
    "ftp:///www": "address_shape",
    "ftp://example.org:port/www": "address_shape",
    "git:origin": "git_shape",
    "rclone::ftp:www": "rclone_shape",
    "switch:ftp://example.org/www": "no_switch",
    "nobody": "unknown_target",
    "": "no_target",
}


@pytest.mark.parametrize("address", REFUSED)
def test_what_cannot_be_understood_or_holds_a_secret_is_refused_and_not_repeated(address: str, tmp_path: Path) -> None:
    with pytest.raises(TargetError) as refused:
        find_target(address, tmp_path)
    assert refused.value.code == REFUSED[address]
    for language in interface_languages():
        assert "secret" not in text(refused.value.code, language, **refused.value.values)


def settings(tmp_path: Path, written: str) -> Path:
    (tmp_path / "publishing.yaml").write_text(written, encoding="utf-8")
    return tmp_path


def test_targets_have_names_in_the_settings(tmp_path: Path) -> None:
    root = settings(
        tmp_path,
        "targets:\n  sito: {to: ftps://u@ftp.example.org/www, siteurl: https://www.example.org}\n  copia: zip:c.zip\n",
    )
    target = find_target("sito", root)
    assert (target.kind, target.name, target.siteurl) == ("ftps", "sito", "https://www.example.org")
    assert find_target("copia", root).place == str(tmp_path / "c.zip"), "paths are seen from the settings"
    with pytest.raises(TargetError, match="which_target"):
        find_target("", root)


def test_the_only_target_needs_no_name(tmp_path: Path) -> None:
    assert find_target("", settings(tmp_path, "targets: {sito: /srv/www}\n")).place == "/srv/www"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("targets: [a\n", "settings_yaml"),
        ("targets: [a, b]\n", "settings_shape"),
        ("targets: {sito: {siteurl: x}}\n", "settings_shape"),
        ("targets: {sito: {to: x, password: y}}\n", "settings_key"),
        ("target: {sito: x}\n", "settings_key"),
    ],
)
def test_settings_that_cannot_be_understood_are_told(written: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(TargetError) as refused:
        find_target("sito", settings(tmp_path, written))
    assert refused.value.code == code


def test_each_target_may_have_a_password_of_its_own(tmp_path: Path) -> None:
    root = settings(tmp_path, "targets: {sito: ftp://u@example.org/www}\n")
    target = find_target("sito", root)
    assert target.secret("PASSWORD", {"PUBLISH_PASSWORD": "a", "PUBLISH_PASSWORD_SITO": "b"}) == "b"
    assert target.secret("PASSWORD", {"PUBLISH_PASSWORD": "a"}) == "a"
    with pytest.raises(TargetError, match="no_password"):
        make_remote(target, {})


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("ftps://u@example.org/www", {"RCLONE_FTP_EXPLICIT_TLS": "true", "RCLONE_FTP_PORT": "21"}),
        ("ftps://u@example.org:990/www", {"RCLONE_FTP_TLS": "true", "RCLONE_FTP_PORT": "990"}),
        ("ftp://u@example.org/www?force_list_hidden=true", {"RCLONE_FTP_FORCE_LIST_HIDDEN": "true"}),
        ("webdavs://u@example.org/dav", {"RCLONE_WEBDAV_URL": "https://example.org"}),
    ],
)
def test_addresses_become_rclones_settings(address: str, expected: dict[str, str], tmp_path: Path) -> None:
    remote = make_remote(find_target(address, tmp_path), {"PUBLISH_PASSWORD": "p"})
    assert expected.items() <= remote.environment.items()
    assert "p" in remote.secrets


def test_secrets_and_logins_are_taken_out_of_what_programs_say() -> None:
    said = "530 user said hunter22 at https://user:hunter22@example.org/x"
    assert masked(said, ["hunter22"]) == "530 user said *** at https://***@example.org/x"


def test_sftp_goes_to_no_machine_that_nobody_vouches_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    with pytest.raises(TargetError, match="no_known_hosts"):
        make_remote(find_target("sftp://u@example.org/www", tmp_path), {"PUBLISH_PASSWORD": "p"})


def test_everything_is_said_in_every_language_with_the_same_gaps() -> None:
    for code, wordings in TEXTS.items():
        assert sorted(wordings) == interface_languages(), code
        gaps = [set(re.findall(r"\{(\w+)\}", wording)) for wording in wordings.values()]
        assert gaps[0] == gaps[1], code


def test_nothing_is_worded_that_is_never_said() -> None:
    from tests.site.built import ROOT

    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "district" / "publishing").glob("*.py"))
    unsaid = [code for code in TEXTS if sources.count(f'"{code}"') < 2]
    assert unsaid == []


def test_weights_are_told_as_people_write_them() -> None:
    assert [weight(count, "it") for count in (1, 999, 1500, 2_340_000)] == ["1 byte", "999 byte", "1,5 kB", "2,3 MB"]
    assert weight(1500, "en") == "1.5 kB"
