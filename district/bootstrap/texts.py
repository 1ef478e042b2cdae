"""What the set-up says, in Italian or English; it refuses to need more than Python 3.6, to tell an old one so."""

import os
import re
import sys
from typing import NoReturn

OLDEST = (3, 11)
ITALIAN_ON_WINDOWS = 0x10
TEXTS = {
    "usage": {
        "it": "Uso: python3 tasks.py COMANDO [opzioni]; le opzioni di un comando: python3 tasks.py COMANDO --help",
        "en": "Usage: python3 tasks.py NAME [options]; the options of a task: python3 tasks.py NAME --help",
    },
    "unknown": {
        "it": "Non c'è un comando \"{name}\"{near} L'elenco: python3 tasks.py",
        "en": 'There is no task "{name}"{near} The list: python3 tasks.py',
    },
    "near": {"it": '; forse "{name}"?', "en": '; perhaps "{name}"?'},
    "old": {
        "it": "Serve Python {oldest} o più nuovo, questo è {found}: installatelo e rilanciate con quello.",
        "en": "Python {oldest} or newer is needed, this is {found}: install it and start again with it.",
    },
    "no_venv": {
        "it": "Manca il modulo venv: installatelo (Debian, Ubuntu: sudo apt install python3-venv) e rilanciate.",
        "en": "The venv module is missing: install it (Debian, Ubuntu: sudo apt install python3-venv), start again.",
    },
    "locked": {
        "it": "Non posso scrivere {path}: chiudete chi lo usa, controllate spazio e permessi, rilanciate.",
        "en": "Cannot write {path}: close what uses it, check space and permissions, start again.",
    },
    "making": {
        "it": "Preparo l'ambiente in .venv: la prima volta serve circa un minuto.",
        "en": "Making the environment in .venv: the first time it takes about a minute.",
    },
    "fetching": {
        "it": "  scarico {done} di {total}: {name}",
        "en": "  fetching {done} of {total}: {name}",
    },
    "installing": {"it": "  installo...", "en": "  installing..."},
    "ready": {"it": "Ambiente pronto.", "en": "The environment is ready."},
    "no_network": {
        "it": "Non riesco a scaricare i pacchetti: controllate la rete (o il proxy) e rilanciate. Dettagli in {log}",
        "en": "Cannot fetch the packages: check the network (or the proxy) and start again. Details in {log}",
    },
    "failed": {
        "it": "Ambiente non riuscito: {reason}. Cancellate .venv e rilanciate, o mandate {log} a chi cura il sito.",
        "en": "No environment: {reason}. Delete .venv and start again, or send {log} to whoever keeps the site.",
    },
    "no_requirements": {
        "it": "Manca {path}: il progetto è stato scaricato solo in parte; scaricatelo di nuovo.",
        "en": "{path} is missing: the project was fetched only in part; fetch it again.",
    },
}


def language() -> str:
    """Return "it" or "en": the user's language, Italian where none is set, since the editors are Italian."""
    names = ("DISTRICT_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    chosen = next((os.environ[name] for name in names if os.environ.get(name)), "")
    if not chosen and sys.platform == "win32":
        import ctypes

        italian = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == ITALIAN_ON_WINDOWS
        return "it" if italian else "en"
    return "it" if re.split("[_.@-]", chosen)[0].lower() in ("", "it", "c", "posix") else "en"


def text(code: str, **values: object) -> str:
    """Return the message `code` in the user's language, with `values` filled in."""
    return TEXTS[code][language()].format(**values)


def fail(code: str, **values: object) -> NoReturn:
    """Print one line to the error stream and leave with 2, the status of "the tool itself failed"."""
    sys.stderr.write(text(code, **values) + "\n")
    raise SystemExit(2)


def refuse_old(major: int, minor: int) -> None:
    """Leave with one line where Python is older than the project needs."""
    if (major, minor) < OLDEST:
        fail("old", oldest="{}.{}".format(*OLDEST), found="{}.{}".format(major, minor))
