"""One publishing from the command to the exit status: build, compare, send, read again.

Refuses to touch the target before the build is whole, and to read the command line.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from district.clock import machine_moment, read_clock
from district.plugin.run import ROOT, Options
from district.plugin.run import build as build_site
from district.publishing.branch import OutrunError
from district.publishing.choosing import choose
from district.publishing.delta import Delta
from district.publishing.host import Folder, HostError, size
from district.publishing.lock import Lock, LockedError, Moment
from district.publishing.manifest import read_built
from district.publishing.record import BUILD, Record, is_due, read_record, source_mark
from district.publishing.reread import UnreachableError, chosen, read_again, wait_for
from district.publishing.sending import Build
from district.publishing.target import Target, TargetError, find_target
from district.publishing.texts import Tell, text, weight
from district.publishing.ways import InTheWayError, Means, NoWayBackError, Way, some

DONE, PROBLEMS, FAILED = 0, 1, 2
# So many files that are not as they were sent are named.
MOST_TOLD = 8
# What a site is made from, besides content and theme.
ENGINE = ("district", "publishconf.py", "pelicanconf.py", "requirements/site.txt")


@dataclass(frozen=True)
class Wish:
    """What is to be published, and how. Texts may be empty."""

    to: str
    content: Path
    theme: Path
    cache: Path
    now: str = ""
    siteurl: str = ""
    language: str = "it"
    dry_run: bool = False
    if_changed: bool = False
    rollback: bool = False
    delete_unknown: bool = False
    root: Path = ROOT


def publish(wish: Wish, say: Callable[[str], None] = print, moment: Moment = machine_moment) -> int:
    """Publishes, and says what it does; the exit status.

    0 when the target holds the build (or need not), 1 when the build has errors or what is online is not what was
    sent, 2 when the target cannot be reached, understood, or is another's at the moment.
    """
    try:
        target = find_target(wish.to, wish.root)
    except TargetError as error:
        say(text(error.code, wish.language, **error.values))
        return FAILED
    tell = Tell(say, wish.language, target.label)
    try:
        return _Publishing(wish, target, tell, moment).run()
    except TargetError as error:
        tell(error.code, **error.values)
    except LockedError as error:
        tell("locked", machine=error.machine, process=error.process, since=error.since)
    except OutrunError:
        tell("outrun")
    except NoWayBackError as error:
        tell(error.code)
    except InTheWayError as error:
        tell(error.code, count=len(error.names), names=some(error.names))
    except HostError as error:
        tell("broke_off", reason=error)
    return FAILED


class _Publishing:
    """One publishing to one target."""

    def __init__(self, wish: Wish, target: Target, tell: Tell, moment: Moment) -> None:
        self.wish, self.target, self.tell, self.moment = wish, target, tell, moment
        self.siteurl = wish.siteurl or target.siteurl
        name = hashlib.sha256(target.label.encode()).hexdigest()[:12]
        self.work = wish.cache / "publishing" / name

    def run(self) -> int:
        """Does what was wished; the exit status."""
        way = choose(self.target, self.work, Means(self.moment, self.tell, self.wish.delete_unknown))
        # Two from this checkout would build into the same folder.
        with Lock(Folder(self.work), self.moment, self.tell):
            if self.wish.rollback:
                way.roll_back()
                self.tell("rolled_back")
                return DONE
            source = source_mark(self._roots(), self.siteurl)
            if self.wish.if_changed and not self._is_due(way, source):
                return DONE
            return self._build_and_publish(way, source)

    def _roots(self) -> list[Path]:
        engine = (ROOT / name for name in ENGINE)
        return [self.wish.content, self.wish.theme, *(path for path in engine if path.exists())]

    def _is_due(self, way: Way, source: str) -> bool:
        """Whether there is something to publish; says why not."""
        try:
            now = read_clock(self.wish.now).now
        except ValueError:
            raise TargetError("bad_now", now=self.wish.now) from None
        state = way.state()
        if is_due(state, source, now):
            return True
        change: Any = state["last"].get("next_change")
        until = text("until", self.wish.language, moment=change) if change else ""
        self.tell("nothing_due", until=until)
        return False

    def _build_and_publish(self, way: Way, source: str) -> int:
        wish, folder = self.wish, self.work / "site"
        self.tell("building")
        sys.stdout.flush()
        options = Options(
            content=wish.content,
            theme=wish.theme,
            output=folder,
            publish=True,
            siteurl=self.siteurl,
            now=wish.now,
            language=wish.language,
        )
        if status := build_site(options).status:
            self.tell("build_failed")
            return status
        build = Build(folder, *read_built(folder), self.work)
        record = read_record(folder, self.moment(), source)
        self.tell("comparing")
        if wish.dry_run:
            self._show(build, way.would(build))
            return DONE
        begun = time.monotonic()
        delta = way.publish(build, record)
        self._told(build, record, delta, time.monotonic() - begun)
        return self._read_again(build, record, delta)

    def _show(self, build: Build, delta: Delta) -> None:
        """What a publishing would do, file by file."""
        for sign, paths in (("+", delta.first), ("~", delta.then)):
            for path in paths:
                shown = weight(size(build.folder, [path]), self.wish.language)
                self.tell("would_send", sign=sign, path=path, size=shown)
        for path in delta.last:
            self.tell("would_send", sign="-", path=path, size="")
        total = weight(size(build.folder, delta.sent), self.wish.language)
        self.tell("dry_run", sent=len(delta.sent), size=total, gone=len(delta.last))

    def _told(self, build: Build, record: Record, delta: Delta, seconds: float) -> None:
        language = self.wish.language
        shown = f"{seconds:.1f}".replace(".", "," if language == "it" else ".")
        sent = weight(size(build.folder, delta.sent), language)
        self.tell("published", sent=len(delta.sent), size=sent, gone=len(delta.last), seconds=shown)
        self.tell("site_is", pages=record.pages, files=record.files, size=weight(record.bytes, language))

    def _read_again(self, build: Build, record: Record, delta: Delta) -> int:
        """Reads the changed files and a sample of pages at the site's address; 1 when they are not what was sent."""
        if not record.address or self.target.kind == "zip":
            return DONE
        paths = chosen(build.hashes, delta.sent)
        self.tell("reading_again", count=len(paths), address=record.address)
        try:
            if self.target.kind == "git":
                wait_for(record.address, build.hashes, BUILD)
            wrong = read_again(record.address, build.hashes, paths)
        except UnreachableError as error:
            self.tell("unreachable", address=record.address, reason=error)
            return DONE
        if not wrong:
            self.tell("read_again", count=len(paths))
            return DONE
        for path, status in list(wrong.items())[:MOST_TOLD]:
            reason = status or text("another_content", self.wish.language)
            self.tell("differs", address=f"{record.address}/{path}", reason=reason)
        self.tell("differing", count=len(wrong), all=len(paths))
        return PROBLEMS
