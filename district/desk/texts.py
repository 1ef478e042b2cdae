"""What the desk writes and says, in each interface language; it refuses to know when."""

TEXTS = {
    "kind-members": {"it": "impresa", "en": "member"},
    "kind-events": {"it": "evento", "en": "event"},
    "kind-news": {"it": "notizia", "en": "news item"},
    "kind-projects": {"it": "progetto", "en": "project"},
    "kind-courses": {"it": "corso", "en": "course"},
    "kind-calls": {"it": "bando", "en": "call"},
    "kind-partners": {"it": "partner", "en": "partner"},
    "kind-people": {"it": "persona", "en": "person"},
    "kind-aims": {"it": "obiettivo", "en": "aim"},
    "kind-pages": {"it": "pagina", "en": "page"},
    "kind-sections": {"it": "sezione", "en": "section"},
    "asking": {
        "it": "Nuova voce: {kind}. Rispondete e premete Invio; Ctrl-C per lasciar perdere: finché non si è alla fine "
        "non viene scritto niente.",
        "en": "New entry: {kind}. Answer and press Enter; Ctrl-C to give up: nothing is written before the end.",
    },
    "one": {"it": "una parola o il suo numero", "en": "a word or its number"},
    "several": {"it": "parole o numeri, con la virgola in mezzo", "en": "words or numbers, with commas between"},
    "optional": {"it": "Invio per saltare", "en": "Enter to skip"},
    "example": {"it": "per esempio {shown}", "en": "for example {shown}"},
    "needed": {"it": "Questo serve.", "en": "This is needed."},
    "no-such-word": {"it": "«{word}» non è tra le parole offerte.", "en": "“{word}” is not among the words offered."},
    "no-such-word-near": {
        "it": "«{word}» non è tra le parole offerte; forse «{near}»?",
        "en": "“{word}” is not among the words offered; perhaps “{near}”?",
    },
    "also": {
        "it": "Preparare anche il testo «{name}»? (s/n)",
        "en": "Prepare the text “{name}” too? (y/n)",
    },
    "folder": {
        "it": "Il nome della cartella, che sarà anche la fine dell'indirizzo: minuscole senza accenti, cifre e -.",
        "en": "The folder's name, which will also end the address: small letters without accents, digits and hyphens.",
    },
    "no-slug": {
        "it": "Vanno bene solo minuscole senza accenti, cifre e trattini singoli, per esempio fiera-di-milano.",
        "en": "Only small letters without accents, digits and single hyphens will do, for example milan-fair.",
    },
    "taken": {"it": "«{slug}» c'è già: sceglietene un altro.", "en": "“{slug}” is there already: choose another."},
    "skeleton": {
        "it": "Per usare un campo, togliere il # davanti alla sua riga (e a quelle rientrate sotto) e scrivere il "
        "valore giusto. I campi che non servono si possono cancellare.",
        "en": "To use a field, take away the # before its line (and those indented below) and write the right value. "
        "Fields that are not needed can be deleted.",
    },
    "choices": {"it": "Le parole possibili: {words}.", "en": "The possible words: {words}."},
    "word-offers": {"it": "offre", "en": "offers"},
    "word-seeks": {"it": "cerca", "en": "seeks"},
    "mail-subject": {
        "it": "{network}: i dati di {name} sono ancora giusti?",
        "en": "{network}: are the data of {name} still right?",
    },
    "mail-opening": {
        "it": "Gentili colleghi di {name},\n\nchi cerca un fornitore sul sito di {network} si fida di ciò che vi "
        "legge. Questi sono i dati della vostra impresa:",
        "en": "Dear colleagues of {name},\n\nthose who look for a supplier on the site of {network} rely on what they "
        "read there. These are your company's data:",
    },
    "mail-missing": {"it": "Mancano ancora:", "en": "Still missing:"},
    "mail-text": {"it": "Questo è il testo della vostra pagina:", "en": "This is the text of your page:"},
    "mail-close": {
        "it": "Se è tutto giusto basta rispondere «confermo»; altrimenti compilate il modulo allegato, che si apre nel "
        "browser, oppure scriveteci che cosa va cambiato o aggiunto. "
        "Pubblicheremo quello che ci dite, con la data della vostra risposta.\n\nGrazie,\n{network}",
        "en": "If all is right, just answer “confirmed”; otherwise fill in the attached form, which opens in the "
        "browser, or tell us what is to be changed or added. "
        "We shall publish what you tell us, with the date of your answer.\n\nThank you,\n{network}",
    },
    "form-company": {"it": "L'impresa", "en": "The company"},
    "form-page": {"it": "La pagina", "en": "The page"},
    "form-summary": {"it": "Una frase che dice che cosa fate", "en": "A sentence that says what you do"},
    "form-text": {"it": "Il testo", "en": "The text"},
    "form-opening": {
        "it": "Qui c'è ciò che il sito dice di voi. Cambiate ciò che non è più giusto, aggiungete ciò che manca, poi "
        "mandatelo alla rete. Se è tutto giusto basta il vostro nome in fondo: vale come conferma.",
        "en": "This is what the site says of you. Change what is no longer right, add what is missing, then send it "
        "to the network. If all is right, your name at the end is enough: that confirms it.",
    },
    "form-no-script": {
        "it": "Questa pagina ha bisogno di JavaScript per preparare il file; senza, stampatela e compilatela a mano.",
        "en": "This page needs JavaScript to prepare the file: without it, print the page and fill it in by hand.",
    },
    "form-each-line": {"it": "Uno per riga.", "en": "One on each line."},
    "form-send": {"it": "Da mandare alla rete", "en": "To be sent to the network"},
    "form-note": {
        "it": "Altro da dirci: persone a cui rivolgersi, certificazioni, annunci per la bacheca, fotografie",
        "en": "Anything else: people to speak to, certificates, notices for the board, photographs",
    },
    "form-who": {"it": "Chi compila (nome e cognome)", "en": "Who fills this in (first name and surname)"},
    "form-needed": {"it": "Manca il nome di chi compila.", "en": "The name of who fills this in is missing."},
    "form-mail": {"it": "Prepara l'e-mail", "en": "Prepare the e-mail"},
    "form-save": {"it": "Salva il file", "en": "Save the file"},
    "form-made": {"it": "Ecco che cosa si manda:", "en": "This is what is sent:"},
    "form-long": {
        "it": "I cambiamenti sono troppi per stare nell'e-mail: salvate il file e allegatelo.",
        "en": "There are too many changes for the e-mail: save the file and attach it.",
    },
    "afterwards": {
        "it": "Ora che l'evento è passato si possono aggiungere:",
        "en": "Now that the event is over, these can be added:",
    },
    "text": {"it": "Scrivere qui il testo.", "en": "Write the text here."},
    "report": {
        "it": "Scrivere qui com'è andata: chi c'era, che cosa si è visto e deciso, che cosa viene dopo.",
        "en": "Write here how it went: who was there, what was seen and decided, what comes next.",
    },
    "results": {
        "it": "Scrivere qui i risultati: che cosa si può usare ora, e dove si trova.",
        "en": "Write the results here: what can now be used, and where to find it.",
    },
}


def said(code: str, language: str, **values: object) -> str:
    """The text of a code in a language; English where the language has none."""
    wordings = TEXTS[code]
    return wordings.get(language, wordings["en"]).format(**values)
