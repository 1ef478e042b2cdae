"""What only the browser's desk says, in each interface language; it refuses what the fields say of themselves."""

from __future__ import annotations

from district.desk.texts import TEXTS as DESKS

TEXTS = {
    "title": {"it": "{network}: la redazione", "en": "{network}: the desk"},
    "facts": {"it": "{kind}: dati", "en": "{kind}: facts"},
    "all-text": {"it": "{kind}: testi", "en": "{kind}: texts"},
    "all-report": {"it": "{kind}: resoconti", "en": "{kind}: reports"},
    "all-results": {"it": "{kind}: risultati", "en": "{kind}: results"},
    "text": {"it": "testo", "en": "text"},
    "report": {"it": "resoconto", "en": "report"},
    "results": {"it": "risultati", "en": "results"},
    "site": {"it": "La rete e il sito", "en": "The network and the site"},
    "grants": {"it": "Contributi pubblici ricevuti", "en": "Public grants received"},
    "clone": {"it": "copia-del-sito", "en": "copy-of-the-site"},
    "slug": {
        "it": "Il nome della cartella, che sarà anche la fine dell'indirizzo: minuscole senza accenti, cifre e "
        "trattini. Il testo della voce va salvato con lo stesso nome.",
        "en": "The folder's name, which will also end the address: small letters without accents, digits and hyphens. "
        "Save the entry's text under the same name.",
    },
    "text-slug": {
        "it": "Lo stesso nome con cui sono salvati i dati della voce.",
        "en": "The same name that the entry's facts are saved under.",
    },
    "no-slug": {
        "it": "Vanno bene solo minuscole senza accenti, cifre e trattini singoli, per esempio fiera-di-milano.",
        "en": "Only small letters without accents, digits and single hyphens will do, for example milan-fair.",
    },
    "body": {"it": "Testo", "en": "Text"},
    "body-hint": {
        "it": "In Markdown: una riga vuota fra i capoversi, ## davanti ai titoli; per un collegamento le parole fra "
        "parentesi quadre e, attaccato, l'indirizzo fra parentesi tonde.",
        "en": "In Markdown: an empty line between paragraphs, ## before headings; for a link the words in square "
        "brackets and, right after them, the address in round ones.",
    },
    "wrong": {"it": "Non è scritto come serve. {about}", "en": "This is not written as it must be. {about}"},
    "yes": {"it": "Sì", "en": "Yes"},
    "example": {"it": "Per esempio: {shown}", "en": "For example: {shown}"},
    "no-script": {
        "it": "La redazione ha bisogno di JavaScript.",
        "en": "The desk needs JavaScript.",
    },
    "failed": {
        "it": "La redazione non si è aperta. Ricaricare la pagina; se non basta, ricostruire il sito con --desk.",
        "en": "The desk did not open. Reload the page; if that is not enough, build the site with --desk again.",
    },
}


def said(code: str, language: str, **values: object) -> str:
    """The text of a code in a language; English where the language has none."""
    wordings = TEXTS.get(code) or DESKS[code]
    return wordings.get(language, wordings["en"]).format(**values)
