"""Opens a source file in the editor's program; it refuses files outside of the content and the theme.

The page asks the preview's server, which starts the program: a `vscode://` link would do for one program alone, and not
in a container, where the browser and the files are on two machines. `EDITOR` is not asked: what it names mostly wants a
terminal, and this one shows the preview.
"""

import os
import shlex
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import quote

from district.preview import files
from district.preview.preview import Preview
from district.preview.texts import text

SETTING = "DISTRICT_EDITOR"
# Programs that go to a line: https://code.visualstudio.com/docs/configure/command-line
GOING_TO_LINES = ("code", "codium", "cursor")
# What else opens a text with the program that the system has for it.
OF_THE_SYSTEM = {"darwin": ["open", "-t", "{file}"], "linux": ["xdg-open", "{file}"], "win32": ["notepad", "{file}"]}
# A program that fails does so soon; one that is still there after so long is open.
FAILS_WITHIN_SECONDS = 1.0
# Signs that the shell of Windows obeys, also when a program is a .cmd file.
OBEYED = frozenset('&|<>^%!"')


class OpenError(Exception):
    """A file was not opened; its text is the whole message to the user."""


def found(preview: Preview, shown: str) -> Path | None:
    """Return the file that is shown as `content/members/aurora/facts.yaml`, if it is there and a source."""
    name, _, rest = shown.partition("/")
    folder = next((one for one in (preview.content, preview.theme) if one.name == name), None)
    path = files.within(folder, quote(rest)) if folder and rest else None
    return path if path and path.is_file() else None


def open_file(preview: Preview, shown: str, line: int) -> None:
    """Open a source at a line in the editor's program; raises OpenError, with the mend."""
    path = found(preview, shown)
    if not path:
        raise OpenError(text("open_missing", preview.language, file=shown))
    try:
        command = editor_command(path, line)
    except ValueError:  # a quote that is not closed
        command = []
    if not command:
        raise OpenError(text("open_by_none", preview.language, file=shown))
    program = Path(command[0]).stem
    try:
        _start(command)
    except (OSError, subprocess.CalledProcessError) as error:
        reason = error.strerror if isinstance(error, OSError) else f"exit status {error.returncode}"
        raise OpenError(
            text("open_failed", preview.language, file=shown, program=program, reason=reason or error)
        ) from error


def editor_command(path: Path, line: int) -> list[str]:
    """Return the command that opens a file at a line: as the setting says, else with a program that is there.

    In the setting `{file}` and `{line}` stand for these; without `{file}`, the file comes last. Empty: no program.
    """
    wanted = _split(os.environ.get(SETTING, ""))
    if not wanted:
        program = next((one for one in GOING_TO_LINES if shutil.which(one)), "")
        wanted = [program, "--goto", "{file}:{line}"] if program else list(OF_THE_SYSTEM.get(sys.platform, ()))
    if not wanted:
        return []
    if not any("{file}" in part for part in wanted):
        wanted.append("{file}")
    program = shutil.which(wanted[0]) or ""
    is_shelled = program.lower().endswith((".cmd", ".bat"))
    if not program or (is_shelled and OBEYED & set(str(path))):
        return []
    return [program, *(part.replace("{file}", str(path)).replace("{line}", str(line)) for part in wanted[1:])]


def _split(command: str) -> list[str]:
    """Return the words of a command; a path of Windows keeps its backslashes, and loses its quotes."""
    if sys.platform == "win32":
        return [word.strip('"') for word in shlex.split(command, posix=False)]
    return shlex.split(command)


def _start(command: list[str]) -> None:
    """Start a program and leave it alone; CalledProcessError where it fails at once."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=sys.platform != "win32",  # Ctrl-C in the terminal is not meant for it
    )
    try:
        status = process.wait(FAILS_WITHIN_SECONDS)
    except subprocess.TimeoutExpired:
        # Somebody has to take note of its end.
        threading.Thread(target=process.wait, name="preview-editor", daemon=True).start()
        return
    if status:
        raise subprocess.CalledProcessError(status, command)
