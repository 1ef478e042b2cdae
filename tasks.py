#!/usr/bin/env python3
"""Start any task of the project on a machine that has only Python: `python3 tasks.py NAME`.

It prepares `.venv` beside this file (district/bootstrap) and hands the task to invoke in there; inside the environment
`invoke NAME` reads this file too. It refuses to do what a task does: that is in district/commands. The file parses on
Python 3.6, and asks for the version first, so that an old Python says what is needed.
"""

import difflib
import sys

from district.bootstrap.texts import fail, language, refuse_old, text

# What each task needs installed (requirements/NAME.txt) and what it is for.
TASKS = {
    "audit": (
        "site",
        {"it": "elenca i pacchetti usati e le loro licenze", "en": "list the packages used and their licences"},
    ),
    "bench": (
        "test",
        {"it": "misura quanto è veloce il motore", "en": "measure how fast the engine is"},
    ),
    "build": ("site", {"it": "costruisce il sito in output/", "en": "build the site into output/"}),
    "catalogue": ("site", {"it": "stampa il catalogo in PDF", "en": "print the catalogue as PDF"}),
    "check": ("site", {"it": "controlla i contenuti senza costruire", "en": "check the content without building"}),
    "clean": ("site", {"it": "cancella ciò che si può rifare", "en": "delete what can be made again"}),
    "format": ("test", {"it": "mette in ordine il codice Python", "en": "put the Python code in order"}),
    "forms": (
        "site",
        {"it": "prepara un modulo da compilare per ogni impresa", "en": "make a fillable page for each company"},
    ),
    "golden": ("test", {"it": "rinnova i file attesi dai test", "en": "renew the files that the tests expect"}),
    "guide": ("test", {"it": "rinnova la guida in docs/guide/", "en": "renew the guide in docs/guide/"}),
    "import": (
        "site",
        {"it": "prende i dati mandati dalle imprese", "en": "take in the data that companies have sent"},
    ),
    "lint": ("test", {"it": "controlla stile e tipi del codice", "en": "check the code's style and types"}),
    "lock": ("test", {"it": "rinnova gli elenchi in requirements/", "en": "renew the lists in requirements/"}),
    "new": (
        "site",
        {"it": "prepara una voce nuova: impresa, evento, notizia…", "en": "prepare a new entry: member, event, news…"},
    ),
    "event-report": (
        "site",
        {"it": "prepara il resoconto di un evento passato", "en": "prepare the report of an event that is over"},
    ),
    "schemas": (
        "site",
        {"it": "rinnova gli schemi per gli editor", "en": "renew the schemas for editors' programs"},
    ),
    "publish": (
        "site",
        {"it": "pubblica il sito: manda solo ciò che è cambiato", "en": "publish the site: send only what has changed"},
    ),
    "newsletter": (
        "site",
        {"it": "prepara la newsletter e il materiale per la stampa", "en": "make the newsletter and the press packs"},
    ),
    "serve": ("site", {"it": "mostra il sito e segue ogni modifica", "en": "show the site and follow each change"}),
    "strings": ("site", {"it": "aggiorna le traduzioni del tema", "en": "update the theme's translations"}),
    "todo": (
        "site",
        {"it": "dice che cosa resta da fare, e a chi chiederlo", "en": "tell what is left to do, and whom to ask"},
    ),
    "translations": (
        "site",
        {"it": "dice quali traduzioni mancano o sono superate", "en": "tell which translations are missing or stale"},
    ),
    "test": ("test", {"it": "esegue tutti i controlli e i test", "en": "run all checks and tests"}),
}

refuse_old(*sys.version_info[:2])


def main(arguments: list[str]) -> int:
    """Prepare what the task needs and run it; return the exit status. Without a task, list them all."""
    from district.bootstrap.environment import VENV, hand_over, prepare

    if not arguments or arguments[0] in {"-h", "--help", "-l", "--list", "help"}:
        print(text("usage"))
        for name, (_, about) in TASKS.items():
            print(f"  {name:<12} {about[language()]}")
        return 0
    if arguments[0] not in TASKS:
        near = difflib.get_close_matches(arguments[0], TASKS, 1)
        fail("unknown", name=arguments[0], near=text("near", name=near[0]) if near else ".")
    if {"-h", "--help"} & set(arguments[1:]):
        # Behind a task that wants a word (a kind, a file), invoke would take it for that word.
        arguments = ["--help", arguments[0]]
    needs = {TASKS[name][0] for name in arguments if name in TASKS}
    try:
        prepare("test" if "test" in needs else "site")
        return hand_over(arguments)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        fail("locked", path=error.filename or VENV)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

# invoke forbids it: each start would compile the whole project anew, which takes a tenth of a second.
sys.dont_write_bytecode = bool(sys.flags.dont_write_bytecode)

from district.commands import collection  # noqa: E402 - only the environment has what the tasks import

namespace = collection({name: about for name, (_, about) in TASKS.items()}, language())
