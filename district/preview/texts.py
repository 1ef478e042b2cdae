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
    "open": {"it": "Apri", "en": "Open"},
    "open_more": {"it": "Apri {file} nell'editor", "en": "Open {file} in the editor"},
    "preview": {"it": "Anteprima", "en": "Preview"},
    "bar": {"it": "Questa pagina nell'anteprima", "en": "This page in the preview"},
    "states": {"it": "Stato", "en": "State"},
    "sources": {"it": "Apri:", "en": "Open:"},
    "opened": {"it": "{file} si apre nell'editor.", "en": "{file} is opening in the editor."},
    "open_unreached": {
        "it": "L'anteprima non risponde: controllate che sia ancora in funzione nel terminale.",
        "en": "The preview does not answer: see in the terminal whether it still runs.",
    },
    "open_missing": {
        "it": "{file} non c'è, o non è fra i contenuti e il tema.",
        "en": "{file} is not there, or not among content and theme.",
    },
    "open_failed": {
        "it": "{program} non ha aperto {file}: {reason}. Il programma da usare si scrive in DISTRICT_EDITOR.",
        "en": "{program} did not open {file}: {reason}. Which program to use can be written into DISTRICT_EDITOR.",
    },
    "open_by_none": {
        "it": "Non trovo un programma per aprire {file}: scrivete in DISTRICT_EDITOR quale usare e riavviate.",
        "en": "No program was found to open {file}: write into DISTRICT_EDITOR which to use, then start again.",
    },
    "open_refused": {
        "it": "Questa pagina è di un'anteprima di prima: ricaricatela.",
        "en": "This page is of an earlier preview: load it again.",
    },
    "wrong_host": {
        "it": "L'anteprima risponde solo a questo computer: {address}",
        "en": "The preview answers this computer alone: {address}",
    },
    "bar_facts": {"it": "Dati", "en": "Facts"},
    "bar_text": {"it": "Testo", "en": "Text"},
    "bar_source": {"it": "Originale", "en": "Source"},
    "bar_borrowed": {"it": "Testo in prestito", "en": "Borrowed text"},
    "bar_site": {"it": "Sito", "en": "Site"},
    "bar_grants": {"it": "Contributi", "en": "Grants"},
    "bar_vocabulary": {"it": "Vocabolario", "en": "Vocabulary"},
    "bar_desk": {"it": "Apri nella redazione", "en": "Open at the desk"},
    "bar_template": {"it": "Modello", "en": "Template"},
    "bar_sample": {"it": "Esempio inventato", "en": "Sample"},
    "bar_draft": {"it": "Bozza", "en": "Draft"},
    "bar_waiting": {"it": "In attesa, pubblicazione: {date}", "en": "Waiting, to be published: {date}"},
    "bar_borrowed_from": {
        "it": "Testo in {named}: manca, si legge quello in {other}",
        "en": "{named} text: missing, the {other} one stands in",
    },
    "bar_missing": {"it": "Testo in {named}: manca", "en": "{named} text: missing"},
    "bar_stale": {
        "it": "Traduzione in {named}: l'originale è cambiato",
        "en": "{named} translation: its source has changed",
    },
    "bar_due": {
        "it": "Da riconfermare, ultima conferma: {date}",
        "en": "To be confirmed again, last confirmed: {date}",
    },
    "bar_unverified": {"it": "Mai confermata dall'impresa", "en": "Never confirmed by the company"},
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
