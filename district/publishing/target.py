"""Where to publish to: an address on the command line, or a name that publishing.yaml explains.

Refuses passwords in either: they come from the environment, `PUBLISH_PASSWORD`, or `PUBLISH_PASSWORD_NAME` for one
target.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import yaml

SETTINGS = "publishing.yaml"
SWITCH = "switch:"
FILES = frozenset({"folder", "ftp", "ftps", "sftp", "s3", "webdav", "webdavs", "rclone"})
WHOLE = frozenset({"zip", "git"})
# Which of them can be switched at once, when `switch:` stands before the address.
SWITCHED = frozenset({"folder", "sftp"})
_NAME = re.compile(r"[A-Za-z][\w-]*")
_OPTION = re.compile(r"[a-z0-9_]+")
_SECRET = re.compile(r"pass|secret|token|key(?!_file)|auth|credential")
_KEYS = frozenset({"to", "siteurl"})


class TargetError(Exception):
    """No place can be made out; `code` is a text of this room, `values` fill it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values


@dataclass(frozen=True)
class Target:
    """One place to publish to. `place` is the folder, file, repository or path; `label` may be shown."""

    kind: str
    label: str
    place: str
    switch: bool = False
    name: str = ""
    siteurl: str = ""
    user: str = ""
    host: str = ""
    port: int | None = None
    branch: str = ""
    options: Mapping[str, str] = field(default_factory=dict)

    def secret(self, what: str, environment: Mapping[str, str] = os.environ) -> str:
        """What the environment holds for this target (`PUBLISH_PASSWORD_NAME`), else for any; perhaps nothing."""
        own = re.sub(r"\W", "_", self.name).upper()
        return (own and environment.get(f"PUBLISH_{what}_{own}")) or environment.get(f"PUBLISH_{what}", "")


def find_target(to: str, root: Path) -> Target:
    """The target of a name or an address; without either, the only one that the settings name.

    TargetError when there is none, or it cannot be understood.
    """
    named = read_settings(root / SETTINGS)
    if not to:
        if len(named) != 1:
            raise TargetError("no_target" if not named else "which_target", names=", ".join(named))
        to = next(iter(named))
    if to in named:
        return _parse(named[to]["to"], root, to, named[to].get("siteurl", ""))
    if _NAME.fullmatch(to):
        raise TargetError("unknown_target", name=to, names=", ".join(named) or "–")
    return _parse(to, Path.cwd())


def read_settings(path: Path) -> dict[str, dict[str, str]]:
    """The named targets; none when there is no such file. TargetError with its line when it cannot be read."""
    if not path.is_file():
        return {}
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise TargetError("settings_yaml", line=line) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise TargetError("settings_yaml", line=0) from error
    targets = found.get("targets") if isinstance(found, dict) else None
    if not isinstance(targets, dict) and targets is not None:
        raise TargetError("settings_shape", name="targets")
    if isinstance(found, dict) and (more := sorted(map(str, found.keys() - {"targets"}))):
        raise TargetError("settings_key", key=more[0])
    return {str(name): _settings_of(str(name), given) for name, given in (targets or {}).items()}


def _settings_of(name: str, given: Any) -> dict[str, str]:
    settings = {"to": given} if isinstance(given, str) else given
    if not _NAME.fullmatch(name) or not isinstance(settings, dict):
        raise TargetError("settings_shape", name=name)
    for key, value in settings.items():
        if key not in _KEYS:
            raise TargetError("settings_key", key=key)
        if not isinstance(value, str):
            raise TargetError("settings_shape", name=name)
    if "to" not in settings:
        raise TargetError("settings_shape", name=name)
    return dict(settings)


def _parse(address: str, here: Path, name: str = "", siteurl: str = "") -> Target:
    """A target from its address; paths are seen from `here`."""
    switch = address.startswith(SWITCH)
    bare = address.removeprefix(SWITCH)
    kind, colon, rest = bare.partition(":")
    common = {"switch": switch, "name": name, "siteurl": siteurl}
    # A bare path, `C:\\site` among them.
    if not colon or len(kind) == 1 or kind.lower() not in FILES | WHOLE:
        if "://" in bare:
            raise TargetError("unknown_scheme", scheme=kind, schemes=", ".join(sorted(FILES | WHOLE)))
        kind, rest = "folder", bare
    kind = kind.lower()
    if switch and kind not in SWITCHED:
        raise TargetError("no_switch", scheme=kind)
    if kind in {"folder", "zip"}:
        place = (here / Path(rest.removeprefix("//") if rest.startswith("///") else rest).expanduser()).absolute()
        return Target(kind, f"{SWITCH if switch else ''}{place}", str(place), **common)  # type: ignore[arg-type]
    if kind == "git":
        repository, _, branch = rest.partition("#")
        _no_password(repository)
        if not repository or not branch:
            raise TargetError("git_shape")
        return Target(kind, f"git:{repository}#{branch}", repository, branch=branch, **common)  # type: ignore[arg-type]
    if kind == "rclone":
        if ":" not in rest or rest.startswith(":"):
            raise TargetError("rclone_shape")
        return Target(kind, f"rclone:{rest}", rest, **common)  # type: ignore[arg-type]
    return _on_a_host(kind, urlsplit(f"{kind}:{rest}"), common)


def _on_a_host(kind: str, parts: SplitResult, common: Mapping[str, Any]) -> Target:
    """A target on another machine, by its protocol."""
    _no_password(f"{parts.scheme}://{parts.netloc}")
    try:
        port = parts.port
    except ValueError:
        raise TargetError("address_shape", scheme=kind) from None
    if not parts.hostname:
        raise TargetError("address_shape", scheme=kind)
    options = dict(parse_qsl(parts.query))
    for option in options:
        if not _OPTION.fullmatch(option) or _SECRET.search(option):
            raise TargetError("no_secrets")
    path = unquote(parts.path)
    host = parts.netloc.rpartition("@")[2].partition(":")[0] if kind == "s3" else parts.hostname
    label = f"{'switch:' if common['switch'] else ''}{kind}://{host}{f':{port}' if port else ''}{path}"
    user = unquote(parts.username or "")
    return Target(kind, label, path, user=user, host=host, port=port, options=options, **common)


def _no_password(address: str) -> None:
    if urlsplit(address).password is not None:
        raise TargetError("no_secrets")
