"""What the parts of the guide that are made from the code say, in each interface language; it refuses to know when."""

TEXTS = {
    "made": {
        "it": "Questa pagina la scrive `invoke guide`: non si corregge a mano.",
        "en": "This page is written by `invoke guide`: it is not to be corrected by hand.",
    },
    "commands-file": {"it": "comandi.md", "en": "commands.md"},
    "commands": {"it": "Tutti i comandi", "en": "All commands"},
    "commands-opening": {
        "it": "Ogni comando si scrive dopo `python3 tasks.py` (su Windows `py tasks.py`), nella cartella del progetto. "
        "Con `--help` in fondo, un comando spiega sé stesso.",
        "en": "Each command is written behind `python3 tasks.py` (on Windows `py tasks.py`), in the project's folder. "
        "With `--help` at its end, a command explains itself.",
    },
    "commands-content": {"it": "Per i contenuti", "en": "For the content"},
    "commands-code": {"it": "Per chi cura il programma", "en": "For who looks after the program"},
    "fields-file": {"it": "campi.md", "en": "fields.md"},
    "fields": {"it": "Tutti i campi", "en": "All fields"},
    "fields-opening": {
        "it": "Che cosa si può scrivere in ogni file, con un esempio per campo. Quelli con «serve sempre» non possono "
        "mancare. Gli altri si lasciano via quando non si sa o non c'è niente da dire.",
        "en": "What can be written in each file, with an example for each field. Those marked “always needed” may not "
        "be missing. The others are left out when nothing is known or there is nothing to say.",
    },
    "example": {"it": "Per esempio", "en": "For example"},
    "needed": {"it": "serve sempre", "en": "always needed"},
    "one-of": {"it": "una parola del vocabolario", "en": "a word of the vocabulary"},
    "choices": {"it": "una di queste parole:", "en": "one of these words:"},
    "group": {"it": "gruppo", "en": "group"},
    "list-of": {"it": "elenco di gruppi", "en": "list of groups"},
    "bare": {"it": "basta anche un valore solo", "en": "a single value will do too"},
    "declared": {"it": "i nomi li decide `content/site.yaml`", "en": "the names are decided by `content/site.yaml`"},
    "group-title": {"it": "Gruppo", "en": "Group"},
    "every-entry": {"it": "In ogni voce", "en": "In every entry"},
    "head": {
        "it": "In cima a ogni testo, tra le due righe ---",
        "en": "At the head of each text, between the lines ---",
    },
    "site": {"it": "Il sito", "en": "The site"},
    "grants": {"it": "I contributi pubblici", "en": "Public grants"},
    "vocabulary": {"it": "Un vocabolario", "en": "A vocabulary"},
    "problems-file": {"it": "problemi.md", "en": "problems.md"},
    "problems": {"it": "Tutti i problemi", "en": "All problems"},
    "problems-opening": {
        "it": "Ogni problema ha una sigla, per esempio F101: una lettera e tre cifre. Qui c'è che cosa vuol dire e "
        "come si rimedia; al posto dei puntini il messaggio dice il nome, il valore o il file di cui si tratta. Quelli "
        "che cominciano con N sono avvisi: si elencano e non fermano niente. Gli altri sono errori: il sito non si "
        "ricostruisce finché ce n'è uno, e resta quello di prima.",
        "en": "Each problem has a code, for example F101: a letter and three digits. Here is what it means and how it "
        "is mended; in the place of the dots the message tells the name, the value or the file. Those that begin with "
        "N are notices: they are listed and stop nothing. The others are errors: the site is not built again while "
        "there is one, and the one before stays.",
    },
    "why": {"it": "Perché", "en": "Why"},
    "mend": {"it": "Rimedio", "en": "Mend"},
    "letter-Y": {"it": "File e YAML", "en": "Files and YAML"},
    "letter-F": {"it": "Campi", "en": "Fields"},
    "letter-R": {"it": "Riferimenti ad altre voci", "en": "References to other entries"},
    "letter-W": {"it": "Parole dei vocabolari", "en": "Words of vocabularies"},
    "letter-L": {"it": "Lingue", "en": "Languages"},
    "letter-T": {"it": "Testi", "en": "Texts"},
    "letter-P": {"it": "Immagini e documenti", "en": "Pictures and documents"},
    "letter-A": {"it": "Indirizzi delle pagine", "en": "Addresses of pages"},
    "letter-B": {"it": "Costruzione del sito", "en": "Building the site"},
    "letter-N": {"it": "Avvisi e cose da fare", "en": "Notices and things to do"},
    "letter-I": {"it": "Dati mandati dalle imprese", "en": "Data sent by companies"},
    "words-file": {"it": "parole.md", "en": "words.md"},
    "words": {"it": "Tutte le parole dei vocabolari", "en": "All words of the vocabularies"},
    "words-opening": {
        "it": "A sinistra la parola come si scrive nei file, a destra come si legge nel sito. Se ne manca una, la si "
        "aggiunge al vocabolario, con un'etichetta in ogni lingua.",
        "en": "On the left the word as it is written in the files, on the right as it is read on the site. Where one "
        "is missing, it is added to the vocabulary, with a label in each language.",
    },
    "measures": {"it": "Misure", "en": "Measures"},
}


def said(code: str, language: str) -> str:
    """The text of a code in a language; English where the language has none."""
    wordings = TEXTS[code]
    return wordings.get(language, wordings["en"])
