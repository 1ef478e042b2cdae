"""What the files of a site were found to hold, kept from one build to the next: only what has changed is read anew.

Refuses to believe a file's time, to keep what has problems (they are told by who reads it), and to make anything from
what it finds but the values that facts are made of: what another hand has laid there runs no code.
"""

from __future__ import annotations

import io
import pickle
import sys
from contextlib import suppress
from enum import EnumType
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

from district import cache, clock, kinds
from district.cache import NOWHERE, Cache, by, code_of

HERE, KINDS = Path(__file__).parent, Path(kinds.__file__ or "").parent
# What facts and heads are made of: types of these modules, and these of others.
OWN = (f"{kinds.__name__}.", f"{__package__}.")
OTHERS = frozenset({("datetime", "datetime"), ("datetime", "date"), ("decimal", "Decimal"), ("zoneinfo", "ZoneInfo")})
NAME = "files"


class Kept:
    """What files hold, by their names, each with the mark of all that it was made from.

    It is one thing, written as a whole: that is done when of so many files one is new.
    """

    SHARE = 50

    def __init__(self, place: Cache = NOWHERE) -> None:
        self._cache = place
        self._asked: dict[str, tuple[bytes, Any]] = {}
        self._new = 0

    @cached_property
    def _kept(self) -> dict[str, tuple[bytes, Any]]:
        raw = self._cache.get(NAME)
        with suppress(Exception):  # whatever it is, it is none of ours
            found = _Values(io.BytesIO(raw or b"")).load()
            return found if isinstance(found, dict) else {}
        return {}

    def get(self, name: str, mark: bytes) -> Any:
        """What a file was found to hold when it had this mark, or None."""
        found = self._kept.get(name)
        if found is None or found[0] != mark:
            return None
        self._asked[name] = found
        return found[1]

    def put(self, name: str, mark: bytes, value: Any) -> None:
        """Keeps what a file holds, from `save` on. Nobody may change it afterwards."""
        self._asked[name] = (mark, value)
        self._new += 1

    def save(self) -> None:
        """Writes what was asked for, when enough of it is new; the rest is forgotten."""
        if self._cache.folder is not None and self._new * self.SHARE > len(self._asked):
            self._cache.put(NAME, pickle.dumps(self._asked, pickle.HIGHEST_PROTOCOL))
            self._new = 0


class _Values(pickle.Unpickler):
    """Reads nothing but values.

    Source: https://docs.python.org/3/library/pickle.html#restricting-globals
    """

    def find_class(self, module: str, name: str) -> Any:
        """A type that facts are made of; UnpicklingError for anything else, which is not even imported."""
        if (module, name) in OTHERS:
            return super().find_class(module, name)
        if (module, name) == ("builtins", "getattr"):
            return _part  # as Python writes time zones, and the members of enumerations
        if module.startswith(OWN) and isinstance(sys.modules.get(module), ModuleType):
            found = getattr(sys.modules[module], name, None)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _part(kind: Any, name: str) -> Any:
    if isinstance(kind, EnumType):
        return kind[name]
    if (kind, name) == (ZoneInfo, "_unpickle"):
        return ZoneInfo._unpickle  # type: ignore[attr-defined] # noqa: SLF001 - by what name it writes itself
    raise pickle.UnpicklingError(name)


def kept_files(folder: Path) -> Kept:
    """What files hold as this code, this Python and these libraries read them."""
    code = code_of(HERE, *(Path(module.__file__ or "") for module in (cache, clock)), KINDS)
    return Kept(Cache(folder, f"{code} {sys.version} {by('babel', 'pydantic', 'pydantic_core', 'pyyaml')}"))


def mark_of(*parts: str) -> bytes:
    """The mark of a file: of its text, and of what else its facts depend on."""
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).digest()
