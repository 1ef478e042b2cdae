"""Tells which files changed, batch by batch, whatever happens to the folders; it refuses to know what follows."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

from watchfiles import Change, DefaultFilter, watch

from district.preview.preview import Preview

# Watching tells nothing of a folder that is removed and made again, nor well of a single file: these are looked at.
LOOK_EVERY_MS = 200
# What an editor writes in several steps comes closer together than this; a longer wait would be felt at each save.
CALM_MS = 20
Mark = tuple[int, int, int]


class Sources(DefaultFilter):
    """Leaves out what editors and tools write beside the sources, and what a build writes."""

    def __init__(self, output: Path) -> None:
        """Leave out `output` besides the usual."""
        super().__init__()
        self._output = output

    def __call__(self, change: Change, path: str) -> bool:
        """Say whether a change counts."""
        return super().__call__(change, path) and not Path(path).is_relative_to(self._output)


def batches(preview: Preview, stop: Event) -> Iterator[set[Path]]:
    """Yield sets of changed files until `stop`; an empty set each time watching (again) begins.

    Nothing that happens after such a set is lost, so a build on each sees every change.
    """
    polling: bool | None = None
    looked_at = (*preview.folders, preview.settings)
    while not stop.is_set():
        marks = {path: mark(path) for path in looked_at}
        there = [folder for folder in preview.folders if marks[folder] and folder.is_dir()]
        begun = False
        try:
            for changes in watch(
                *there,
                watch_filter=Sources(preview.output),
                stop_event=stop,
                rust_timeout=LOOK_EVERY_MS,
                step=CALM_MS,
                yield_on_timeout=True,
                raise_interrupt=False,
                force_polling=polling,
                ignore_permission_denied=True,
            ):
                if not begun:
                    begun = True
                    yield set()
                now = {path: mark(path) for path in looked_at}
                moved = {path for path in looked_at if now[path] != marks[path]}
                marks = now
                changed = {Path(path) for _, path in changes} | moved
                if changed:
                    yield changed
                if moved & set(preview.folders):
                    break
        except FileNotFoundError:
            stop.wait(LOOK_EVERY_MS / 1000)
        except OSError:
            # The system's limit of watched folders is reached, or its file system cannot be watched.
            if polling:
                raise
            polling = True


def mark(path: Path) -> Mark:
    """Return what tells a file from its next version, or a folder from another in its place; zeros where none is."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    whole = (0, 0) if path.is_dir() else (found.st_mtime_ns, found.st_size)
    return (found.st_ino or 1, *whole)
