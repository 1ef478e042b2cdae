"""What a publishing says, in each interface language; it refuses to know when it says it."""

from collections.abc import Callable
from dataclasses import dataclass

TEXTS = {
    "nothing_due": {
        "it": "Niente da pubblicare: i contenuti non sono cambiati{until}.",
        "en": "Nothing to publish: the content has not changed{until}.",
    },
    "until": {
        "it": " e il sito non cambia da solo prima del {moment}",
        "en": " and the site does not change by itself before {moment}",
    },
    "build_failed": {
        "it": "Non ho pubblicato niente: {target} resta com'è.",
        "en": "Nothing was published: {target} stays as it is.",
    },
    "building": {"it": "Costruisco il sito per {target}…", "en": "Building the site for {target}…"},
    "comparing": {"it": "Confronto con {target}…", "en": "Comparing with {target}…"},
    "no_manifest": {
        "it": "Su {target} l'elenco dei file (.manifest.json) manca, è rovinato o non è di questo sito: ho guardato "
        "i file a uno a uno ({count}) e rimando quelli che non sono sicuramente uguali.",
        "en": "On {target} the list of files (.manifest.json) is missing, damaged or not of this site: I have looked "
        "at the files one by one ({count}) and send again those that are not certainly the same.",
    },
    "going_on": {
        "it": "La pubblicazione precedente si era interrotta: riprendo da lì.",
        "en": "The publishing before this one broke off: going on from there.",
    },
    "first": {"it": "Mando i file nuovi: {count}", "en": "Sending new files: {count}"},
    "then": {"it": "Sostituisco i file cambiati: {count}", "en": "Replacing changed files: {count}"},
    "last": {"it": "Tolgo i file che non servono più: {count}", "en": "Deleting files no longer needed: {count}"},
    "unknown_kept": {
        "it": "File che non sono di questo sito, lasciati dove sono: {count} ({names}). "
        "Con --delete-unknown si tolgono.",
        "en": "Files that are not of this site, left where they are: {count} ({names}). --delete-unknown removes them.",
    },
    "published": {
        "it": "Pubblicato su {target}: mandati {sent} file ({size}), tolti {gone}, in {seconds} s.",
        "en": "Published to {target}: {sent} files sent ({size}), {gone} deleted, in {seconds} s.",
    },
    "site_is": {
        "it": "Il sito ha {pages} pagine, {files} file ({size}).",
        "en": "The site has {pages} pages, {files} files ({size}).",
    },
    "would_send": {"it": "{sign} {path}  {size}", "en": "{sign} {path}  {size}"},
    "dry_run": {
        "it": "Prova: manderei {sent} file ({size}), + nuovi, ~ cambiati; ne toglierei {gone} (-). "
        "Non ho toccato niente.",
        "en": "Dry run: {sent} files would be sent ({size}), + new, ~ changed; {gone} deleted (-). "
        "Nothing was touched.",
    },
    "locked": {
        "it": "Qualcun altro sta pubblicando su {target}: {machine}, processo {process}, ultimo segno {since}. "
        "Aspettate che finisca; se si è interrotto, dopo un quarto d'ora si può riprovare.",
        "en": "Somebody else is publishing to {target}: {machine}, process {process}, last sign {since}. "
        "Wait until it is done; if it broke off, try again after a quarter of an hour.",
    },
    "lock_stale": {
        "it": "Una pubblicazione di {machine} ({since}) si è interrotta senza chiudere: prendo il suo posto.",
        "en": "A publishing by {machine} ({since}) broke off without closing: taking its place.",
    },
    "lock_left": {
        "it": "Il segno di lavori in corso è rimasto sull'host ({reason}): scade da solo in un quarto d'ora.",
        "en": "The sign of work in progress stayed on the host ({reason}): it expires in a quarter of an hour.",
    },
    "broke_off": {
        "it": "La pubblicazione su {target} si è interrotta: {reason}\n"
        "Il sito in linea resta intero, ogni pagina vecchia o nuova. "
        "Ripetete il comando: riprende da dove era arrivato.",
        "en": "The publishing to {target} broke off: {reason}\nThe site online stays whole, each page old or new. "
        "Repeat the command: it goes on from where it was.",
    },
    "rolled_back": {
        "it": "Su {target} è tornata la versione di prima. Ripetendo il comando torna quella tolta.",
        "en": "The former version is back on {target}. Repeating the command brings back the other.",
    },
    "no_rollback": {
        "it": "Su {target} non si può tornare indietro con --rollback: si può con una cartella o con SFTP quando "
        "l'indirizzo comincia con switch:, e con un ramo git. Altrimenti pubblicate di nuovo i contenuti di prima.",
        "en": "There is no --rollback for {target}: folders and SFTP have it when the address begins with switch:, "
        "and so have git branches. Otherwise publish the former content again.",
    },
    "nothing_former": {
        "it": "Su {target} non c'è una versione di prima a cui tornare.",
        "en": "There is no former version on {target} to go back to.",
    },
    "real_folder": {
        "it": "{target} è una cartella vera, non un collegamento: per cambiare il sito tutto in una volta spostatela, "
        "oppure togliete switch: dall'indirizzo.",
        "en": "{target} is a real folder, no link: move it away so that the site can be switched at once, or take "
        "switch: out of the address.",
    },
    "in_the_way": {
        "it": "In {target} ci sono {count} file che non sono di questo sito ({names}): cambiando tutto in una volta "
        "sparirebbero. Spostateli, oppure usate --delete-unknown.",
        "en": "{target} holds {count} files that are not of this site ({names}): switching at once would make them "
        "vanish. Move them, or use --delete-unknown.",
    },
    "outrun": {
        "it": "Nel frattempo qualcun altro ha pubblicato su {target}: ripetete il comando.",
        "en": "Somebody else has published to {target} meanwhile: repeat the command.",
    },
    "reading_again": {
        "it": "Rileggo {count} file da {address}…",
        "en": "Reading {count} files again from {address}…",
    },
    "read_again": {
        "it": "Riletti: {count} file, tutti uguali a quelli mandati.",
        "en": "Read again: {count} files, all the same as were sent.",
    },
    "unreachable": {
        "it": "Non ho potuto rileggere il sito: {address} non risponde ({reason}).",
        "en": "The site could not be read again: {address} does not answer ({reason}).",
    },
    "differs": {
        "it": "A {address} non c'è quello che ho mandato: {reason}",
        "en": "At {address} is not what was sent: {reason}",
    },
    "another_content": {"it": "un altro contenuto", "en": "another content"},
    "differing": {
        "it": "{count} file su {all} non corrispondono: l'indirizzo è quello giusto? L'host ha una memoria (cache) "
        "da svuotare? Il sito è stato comunque mandato per intero.",
        "en": "{count} of {all} files do not match: is it the right address? Does the host keep a cache that wants "
        "emptying? The site was sent whole all the same.",
    },
    "no_target": {
        "it": "Dove pubblicare? Indicate --to, per esempio --to ftps://utente@ftp.example.org/www, oppure scrivete "
        "una destinazione in publishing.yaml (docs/pubblicare.md dice come).",
        "en": "Publish to where? Give --to, for example --to ftps://user@ftp.example.org/www, or write a target into "
        "publishing.yaml (docs/publishing.md says how).",
    },
    "which_target": {
        "it": "In publishing.yaml ci sono più destinazioni: scegliete con --to fra {names}.",
        "en": "publishing.yaml names several targets: choose with --to among {names}.",
    },
    "unknown_target": {
        "it": "«{name}» non è una destinazione di publishing.yaml (ci sono: {names}). "
        "Una cartella si indica con ./{name}",
        "en": "“{name}” is no target of publishing.yaml (there are: {names}). A folder is written ./{name}",
    },
    "settings_yaml": {
        "it": "publishing.yaml, riga {line}: non si riesce a leggere come YAML.",
        "en": "publishing.yaml, line {line}: cannot be read as YAML.",
    },
    "settings_shape": {
        "it": "publishing.yaml: sotto «{name}» ci vuole un nome di lettere e cifre con un indirizzo (to:), "
        "e se serve siteurl:",
        "en": "publishing.yaml: “{name}” wants a name of letters and digits with an address (to:), "
        "and siteurl: if needed",
    },
    "settings_key": {
        "it": "publishing.yaml: «{key}» non è previsto; ci sono targets:, e per ogni destinazione to: e siteurl:",
        "en": "publishing.yaml: “{key}” is not known; there are targets:, and for each target to: and siteurl:",
    },
    "unknown_scheme": {
        "it": "Non so pubblicare su «{scheme}:»: si può su {schemes}.",
        "en": "“{scheme}:” is not known; there are {schemes}.",
    },
    "address_shape": {
        "it": "L'indirizzo non è completo: si scrive {scheme}://utente@host/cartella",
        "en": "The address is not complete: it is written {scheme}://user@host/folder",
    },
    "git_shape": {
        "it": "Un ramo git si indica con git:REPOSITORY#RAMO, per esempio git:origin#pages",
        "en": "A git branch is written git:REPOSITORY#BRANCH, for example git:origin#pages",
    },
    "rclone_shape": {
        "it": "Una destinazione di rclone si indica con rclone:NOME:CARTELLA",
        "en": "A target of rclone's is written rclone:NAME:FOLDER",
    },
    "no_switch": {
        "it": "switch: va bene davanti a una cartella o a sftp://, non a {scheme}:",
        "en": "switch: may stand before a folder or sftp://, not before {scheme}:",
    },
    "no_secrets": {
        "it": "Password e chiavi non si scrivono nell'indirizzo: vanno nella variabile d'ambiente PUBLISH_PASSWORD. "
        "Se quella di prima è finita in un file o in una schermata, cambiatela.",
        "en": "Passwords and keys are not written into the address: they go into the environment variable "
        "PUBLISH_PASSWORD. If this one has been in a file or on a screen, change it.",
    },
    "no_password": {
        "it": "Manca la password: mettetela nella variabile d'ambiente {name} (docs/pubblicare.md dice come).",
        "en": "The password is missing: put it into the environment variable {name} (docs/publishing.md says how).",
    },
    "no_keys": {
        "it": "Mancano le chiavi: mettetele nelle variabili d'ambiente AWS_ACCESS_KEY_ID e AWS_SECRET_ACCESS_KEY.",
        "en": "The keys are missing: put them into the environment variables AWS_ACCESS_KEY_ID and "
        "AWS_SECRET_ACCESS_KEY.",
    },
    "no_known_hosts": {
        "it": "Questo computer non conosce ancora la chiave di {host}: collegatevi una volta con «ssh {host}», "
        "oppure indicate ?known_hosts_file=FILE.",
        "en": "This machine does not know the key of {host} yet: connect once with “ssh {host}”, or give "
        "?known_hosts_file=FILE.",
    },
    "bad_now": {
        "it": "«{now}» non è un momento: scrivete per esempio 2026-09-14 oppure 2026-09-14T18:30",
        "en": "“{now}” is no moment: write for example 2026-09-14 or 2026-09-14T18:30",
    },
}


@dataclass(frozen=True)
class Tell:
    """Says things about one target, in one language, line by line."""

    say: Callable[[str], None]
    language: str
    target: str

    def __call__(self, code: str, **values: object) -> None:
        """Say the message `code`."""
        self.say(text(code, self.language, **{"target": self.target, **values}))


def text(code: str, language: str, **values: object) -> str:
    """The message `code` in `language` ("it" or "en") with `values` filled in."""
    return TEXTS[code][language].format(**values)


def weight(count: int, language: str) -> str:
    """A number of bytes as people read it."""
    for unit, size in (("MB", 1_000_000), ("kB", 1_000)):
        if count >= size:
            shown = f"{count / size:.1f}"
            return f"{shown.replace('.', ',') if language == 'it' else shown} {unit}"
    return f"{count} byte" if language == "it" or count == 1 else f"{count} bytes"
