"""Targets on other machines as rclone knows them: each protocol's settings, and how it takes a file.

Refuses to send a password over SFTP to a machine that nobody has vouched for.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from district.hosting import FRESH, IMMUTABLE
from district.publishing.host import HostError
from district.publishing.rclone import Remote, obscured, run
from district.publishing.target import Target, TargetError

# The port on which FTPS speaks TLS from the first byte; on others it asks for it: RFC 4217.
IMPLICIT = 990


def make_remote(target: Target, environment: Mapping[str, str] = os.environ) -> Remote:
    """A target as a place that rclone knows. TargetError when something is missing that only the user can give."""
    make = {"ftp": _ftp, "ftps": _ftp, "sftp": _sftp, "s3": _s3, "webdav": _webdav, "webdavs": _webdav}
    if target.kind == "rclone":
        return _configured(target)
    return make[target.kind](target, environment)


def _settings(backend: str, target: Target, given: Mapping[str, str]) -> dict[str, str]:
    """Settings of a backend as environment variables; what stands in the address comes last."""
    every = {**given, **target.options}
    return {f"RCLONE_{backend}_{name}".upper(): value for name, value in every.items()}


def _login(target: Target, environment: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """User and password for rclone, and what may never be shown."""
    user = target.user or target.secret("USER", environment)
    password = target.secret("PASSWORD", environment)
    hidden = obscured(password) if password else ""
    found = {**({"user": user} if user else {}), **({"pass": hidden} if hidden else {})}
    return found, (password, hidden)


def _ftp(target: Target, environment: Mapping[str, str]) -> Remote:
    login, secrets = _login(target, environment)
    if "pass" not in login:
        raise TargetError("no_password", name=_variable(target))
    tls = {}
    if target.kind == "ftps":
        tls = {"tls": "true"} if target.port == IMPLICIT else {"explicit_tls": "true"}
    given = {"host": target.host, "port": str(target.port or 21), **login, **tls}
    # A path as FTP takes it: from the folder that one stands in after logging in; //srv from the root.
    return Remote(f":ftp:{target.place.removeprefix('/')}", target.label, _settings("ftp", target, given), secrets)


def _sftp(target: Target, environment: Mapping[str, str]) -> Remote:
    login, secrets = _login(target, environment)
    given = {
        "host": target.host,
        "port": str(target.port or 22),
        "shell_type": "none",
        "disable_hashcheck": "true",
        **login,
    }
    if "known_hosts_file" not in target.options:
        known = Path.home() / ".ssh" / "known_hosts"
        if not known.is_file():
            raise TargetError("no_known_hosts", host=target.host)
        given["known_hosts_file"] = str(known)
    if "pass" not in login and "key_file" not in target.options and not environment.get("SSH_AUTH_SOCK"):
        keys = [path for name in ("id_ed25519", "id_rsa") if (path := Path.home() / ".ssh" / name).is_file()]
        if not keys:
            raise TargetError("no_password", name=_variable(target))
        given["key_file"] = str(keys[0])
    # A path as SFTP takes it: from the machine's root; /~/ is the user's own folder.
    place = target.place.removeprefix("/~/") if target.place.startswith("/~/") else target.place
    return Remote(f":sftp:{place.rstrip('/')}", target.label, _settings("sftp", target, given), secrets)


def _s3(target: Target, environment: Mapping[str, str]) -> Remote:
    if not environment.get("AWS_ACCESS_KEY_ID") and not target.options.get("profile"):
        raise TargetError("no_keys")
    given = {
        "provider": "Other" if "endpoint" in target.options else "AWS",
        "env_auth": "true",
        "no_check_bucket": "true",
    }
    secrets = (environment.get("AWS_SECRET_ACCESS_KEY", ""), environment.get("AWS_SESSION_TOKEN", ""))
    return Remote(
        f":s3:{target.host}{target.place.rstrip('/')}",
        target.label,
        _settings("s3", target, given),
        secrets,
        immutable=(f"Cache-Control: {IMMUTABLE}",),
        fresh=(f"Cache-Control: {FRESH}",),
    )


def _webdav(target: Target, environment: Mapping[str, str]) -> Remote:
    login, secrets = _login(target, environment)
    scheme = "https" if target.kind == "webdavs" else "http"
    port = f":{target.port}" if target.port else ""
    given = {"url": f"{scheme}://{target.host}{port}", "vendor": "other", **login}
    place = target.place.strip("/")
    return Remote(f":webdav:{place}", target.label, _settings("webdav", target, given), secrets, staged=True)


def _configured(target: Target) -> Remote:
    """A place from rclone's own configuration; how it takes files is asked of rclone."""
    plain = Remote(target.place, target.label, own_config=True)
    try:
        features = json.loads(run(plain, "backend", "features", f"{target.place.partition(':')[0]}:"))["Features"]
    except ValueError as error:
        raise HostError(str(error)) from error
    staged = not features.get("PartialUploads") and not features.get("BucketBased") and bool(features.get("Move"))
    headers = bool(features.get("BucketBased"))
    return Remote(
        target.place,
        target.label,
        own_config=True,
        staged=staged,
        immutable=(f"Cache-Control: {IMMUTABLE}",) if headers else (),
        fresh=(f"Cache-Control: {FRESH}",) if headers else (),
    )


def _variable(target: Target) -> str:
    return f"PUBLISH_PASSWORD_{target.name.upper()}" if target.name else "PUBLISH_PASSWORD"
