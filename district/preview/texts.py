"""What the preview says, in each interface language; it refuses to know when."""

TEXTS = {
    "serving": {
        "it": "Anteprima: {address}  (Ctrl-C per finire)",
        "en": "Preview: {address}  (Ctrl-C to end)",
    },
    "desk": {
        "it": "Redazione: {address}",
        "en": "Desk: {address}",
    },
    "moved": {
        "it": "La porta {taken} è occupata: uso la {port}.",
        "en": "Port {taken} is in use: taking {port}.",
    },
    "port_in_use": {
        "it": "La porta {port} è occupata da un altro programma: chiudetelo, o sceglietene un'altra con --port.",
        "en": "Port {port} is in use by another program: close it, or choose another with --port.",
    },
    "port_refused": {
        "it": "La porta {port} non si può usare: sceglietene una fra 1024 e 65535 con --port.",
        "en": "Port {port} cannot be used: choose one from 1024 to 65535 with --port.",
    },
    "no_port": {
        "it": "Tutte le porte da {first} a {last} sono occupate: sceglietene una libera con --port.",
        "en": "All ports from {first} to {last} are in use: choose a free one with --port.",
    },
    "changed": {
        "it": "Cambiato: {names}. Ricostruisco.",
        "en": "Changed: {names}. Building again.",
    },
    "and_more": {"it": " e altri {count}", "en": " and {count} more"},
    "built": {"it": "Sito aggiornato in {seconds} s.", "en": "Site up to date in {seconds} s."},
    "kept": {
        "it": "Sito non aggiornato ({seconds} s): resta l'ultima versione riuscita.",
        "en": "Site not updated ({seconds} s): the last good version stays.",
    },
    "preparing": {"it": "Preparo il sito…", "en": "Preparing the site…"},
    "preparing_more": {
        "it": "La pagina si apre da sola appena è pronta.",
        "en": "The page opens by itself as soon as it is ready.",
    },
    "one_error": {
        "it": "Un errore: il sito resta com'era",
        "en": "One error: the site stays as it was",
    },
    "errors": {
        "it": "{count} errori: il sito resta com'era",
        "en": "{count} errors: the site stays as it was",
    },
    "one_notice": {"it": "Un avviso", "en": "One notice"},
    "notices": {"it": "{count} avvisi", "en": "{count} notices"},
    "why": {"it": "Perché", "en": "Why"},
    "mend": {"it": "Rimedio", "en": "Mend"},
    "error": {"it": "Errore", "en": "Error"},
    "notice": {"it": "Avviso", "en": "Notice"},
    "close": {"it": "Chiudi", "en": "Close"},
    "no_page": {"it": "Questa pagina non c'è", "en": "There is no such page"},
    "no_page_more": {
        "it": "Nessuna pagina del sito ha l'indirizzo {address}.",
        "en": "No page of the site has the address {address}.",
    },
    "home": {"it": "Alla pagina iniziale", "en": "To the home page"},
    "crash_what": {
        "it": "la costruzione del sito si è interrotta",
        "en": "building the site broke off",
    },
    "crash_why": {
        "it": "un modello del tema, le impostazioni o il programma hanno un errore: {reason}",
        "en": "a template of the theme, the settings or the program has a fault: {reason}",
    },
    "crash_mend": {
        "it": "annullate l'ultima modifica al tema o al codice; se no, mandate queste righe a chi cura il sito",
        "en": "undo the last change to theme or code; else send these lines to whoever keeps the site",
    },
    "crash_unsaid": {"it": "il motivo è nel terminale", "en": "the reason is in the terminal"},
}


def text(code: str, language: str, **values: object) -> str:
    """Return the message `code` in `language` ("it" or "en") with `values` filled in."""
    return TEXTS[code][language].format(**values)


def counted(count: int, language: str, *, errors: bool) -> str:
    """Return how many errors or notices there are, in words that agree with the number."""
    one, many = ("one_error", "errors") if errors else ("one_notice", "notices")
    return text(one if count == 1 else many, language, count=count)
