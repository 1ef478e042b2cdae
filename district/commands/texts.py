"""What the commands say, in each interface language; it refuses to know when they say it."""

MESSAGES = {
    "audited": {
        "it": "{count} pacchetti, tutti fissati: quelli di Python in requirements/site.txt, quelli della redazione in "
        "district/admin/sveltia.py",
        "en": "{count} packages, all pinned: those of Python in requirements/site.txt, those of the desk in "
        "district/admin/sveltia.py",
    },
    "no_hash": {
        "it": "{name} {version}: nell'elenco manca l'impronta dei suoi file. Rinnovate l'elenco con «lock».",
        "en": "{name} {version}: the list holds no hash of its files. Make the list anew with “lock”.",
    },
    "no_licence": {"it": "licenza non detta", "en": "no licence told"},
    "other_version": {
        "it": "{name}: l'elenco vuole {version}, qui c'è {installed}. Cancellate .venv/ e rilanciate il comando.",
        "en": "{name}: the list wants {version}, here is {installed}. Delete .venv/ and start the command again.",
    },
    "printed": {"it": "{path}: pagine {pages}, {size} MB", "en": "{path}: {pages} pages, {size} MB"},
    "unknown_event": {
        "it": "Non c'è un evento «{given}».{near} Gli eventi con imprese partecipanti sono: {choices}",
        "en": "There is no event “{given}”.{near} The events with companies taking part are: {choices}",
    },
    "unknown_participants": {
        "it": "All'evento «{given}» non partecipa nessuna impresa. Gli eventi con imprese partecipanti sono: {choices}",
        "en": "No company takes part in “{given}”. The events with companies taking part are: {choices}",
    },
    "unknown_facet": {
        "it": "Non c'è un vocabolario «{given}».{near} Scrivete per esempio products=sandali. Ci sono: {choices}",
        "en": "There is no vocabulary “{given}”.{near} Write for example products=sandali. There are: {choices}",
    },
    "unknown_word": {
        "it": "Nessuna impresa ha la parola «{given}».{near} Le parole in uso sono: {choices}",
        "en": "No company has the word “{given}”.{near} The words in use are: {choices}",
    },
    "near": {"it": " Forse «{near}»?", "en": " Perhaps “{near}”?"},
    "no_companies": {
        "it": "Non c'è nessuna impresa da stampare: la pubblicazione lascia fuori esempi e bozze",
        "en": "There is no company to print: publishing leaves samples and drafts out",
    },
    "no_catalogue": {
        "it": "Il tema non ha un modello per il catalogo (theme/print/catalogue.typ)",
        "en": "The theme has no template for the catalogue (theme/print/catalogue.typ)",
    },
    "eccp_besides": {
        "it": (
            "La piattaforma chiede anche due cose che qui non si possono vedere: chi gestisca la rete almeno a metà\n"
            "tempo e, se tra gli aderenti non c'è un ente pubblico, una collaborazione visibile con enti pubblici.\n"
            "Quante prove di attività servano non lo dice: il numero è nostro. Il profilo lo esaminano loro."
        ),
        "en": (
            "The platform also asks for two things that cannot be seen here: a team of at least half a person and,\n"
            "where no public body is a member, a visible collaboration with public bodies.\n"
            "It does not say how many proofs of activity it takes: the number is ours. They examine each profile."
        ),
    },
    "eccp_members": {
        "it": "almeno {fewest} imprese aderenti, vere e pubblicate: ce ne sono {count}",
        "en": "at least {fewest} members, real and published: there are {count}",
    },
    "eccp_members_mend": {
        "it": "aggiungete una cartella in content/members/ per ogni impresa; gli esempi (sample: true) non contano",
        "en": "add a folder in content/members/ for each company; samples (sample: true) do not count",
    },
    "eccp_met": {"it": "[sì]", "en": "[yes]"},
    "eccp_page": {
        "it": "una pagina in inglese che presenta la rete",
        "en": "a page in English that presents the network",
    },
    "eccp_page_mend": {
        "it": "scrivete il testo in content/sections/network/text.en.md",
        "en": "write the text in content/sections/network/text.en.md",
    },
    "eccp_proofs": {
        "it": "almeno {fewest} prove di attività nell'ultimo anno (eventi, notizie, progetti): ce ne sono {count}",
        "en": "at least {fewest} proofs of activity in the last year (events, news, projects): there are {count}",
    },
    "eccp_proofs_mend": {
        "it": "raccontate ciò che la rete ha fatto: una cartella in content/events/, content/news/ o content/projects/",
        "en": "tell what the network has done: a folder in content/events/, content/news/ or content/projects/",
    },
    "eccp_ready": {
        "it": "Il profilo soddisfa tutti i {count} requisiti.",
        "en": "The profile meets all {count} criteria.",
    },
    "eccp_types": {
        "it": "organizzazioni di almeno {fewest} tipi (le imprese e i ruoli dei partner): ce ne sono {count}",
        "en": "organisations of at least {fewest} types (the companies, and the partners' roles): there are {count}",
    },
    "eccp_types_mend": {
        "it": "servono imprese in content/members/ e altri enti in content/partners/, purché aderiscano alla rete",
        "en": "it takes companies in content/members/ and other bodies in content/partners/ that belong to the network",
    },
    "eccp_unmet": {"it": "[no]", "en": "[no]"},
    "eccp_unread": {
        "it": "I contenuti non si leggono: usate prima check senza --eccp",
        "en": "The content cannot be read: use check without --eccp first",
    },
    "eccp_unready": {
        "it": "Requisiti da soddisfare: {unmet} su {count}.",
        "en": "Criteria still to be met: {unmet} of {count}.",
    },
    "nothing_to_tell": {
        "it": "Dal {since} non c'è niente da raccontare: né notizie, né eventi con resoconto, né eventi in arrivo.",
        "en": "There is nothing to tell since {since}: no news, no event with a report, no event to come.",
    },
    "now": {
        "it": '--now: "{given}" non è un momento; scrivetelo così: --now 2025-06-01 oppure --now 2025-06-01T09:00',
        "en": '--now: "{given}" is no moment; write it like this: --now 2025-06-01 or --now 2025-06-01T09:00',
    },
    "since": {
        "it": '--since: "{given}" non è un giorno; scrivetelo così: --since 2025-06-01',
        "en": '--since: "{given}" is no day; write it like this: --since 2025-06-01',
    },
    "written": {"it": "scritto: {path}", "en": "written: {path}"},
    "accepted": {"it": "annotata: {path}", "en": "recorded: {path}"},
    "missing_text": {
        "it": "manca      {entry}/{file} ({words} parole da tradurre)",
        "en": "missing    {entry}/{file} ({words} words to translate)",
    },
    "no_entry": {
        "it": "«{given}» non è una voce: scrivete per esempio members/aurora, oppure all",
        "en": "“{given}” is no entry: write for example members/aurora, or all",
    },
    "stale_text": {
        "it": "superata   {path}: paragrafi cambiati {count}, parole {words}",
        "en": "stale      {path}: {count} changed paragraphs, {words} words",
    },
    "translations": {
        "it": "Traduzioni: {missing} mancanti, {stale} superate, {unrecorded} mai annotate, {current} aggiornate.",
        "en": "Translations: {missing} missing, {stale} stale, {unrecorded} never recorded, {current} current.",
    },
    "unknown_kind": {
        "it": "«{given}» non è un tipo di voce; ci sono: {choices}",
        "en": "“{given}” is no kind of entry; there are: {choices}",
    },
    "no_slug": {
        "it": "«{given}» non può essere il nome di una cartella: --slug vuole minuscole, cifre e trattini singoli",
        "en": "“{given}” cannot name a folder: --slug wants small letters, digits and single hyphens",
    },
    "entry_exists": {
        "it": "content/{given} c'è già: non ci si scrive sopra",
        "en": "content/{given} is there already: it is not written over",
    },
    "no_field": {
        "it": "«{given}» non è un campo; ci sono: {choices}",
        "en": "“{given}” is no field; there are: {choices}",
    },
    "no_setting": {
        "it": "--set: «{given}» non va bene; scrivete per esempio --set name=Aurora",
        "en": "--set: “{given}” will not do; write for example --set name=Aurora",
    },
    "given_up": {"it": "Lasciato perdere: non è stato scritto niente.", "en": "Given up: nothing has been written."},
    "not_made": {
        "it": "Così non va: non è stato scritto niente.",
        "en": "That will not do: nothing has been written.",
    },
    "made": {
        "it": "È una bozza: l'anteprima (serve) la mostra. Quando è finita, togliete «draft: true» da facts.yaml.",
        "en": "It is a draft: the preview (serve) shows it. When it is finished, take “draft: true” out of facts.yaml.",
    },
    "no_event": {
        "it": "Non c'è un evento «{given}» in content/events/.{near}",
        "en": "There is no event “{given}” in content/events/.{near}",
    },
    "event_not_over": {
        "it": "L'evento «{given}» non è ancora passato (finisce: {day})",
        "en": "The event “{given}” is not over yet (it ends: {day})",
    },
    "report_made": {
        "it": "Scrivete il resoconto al posto dell'appunto tra [… …]: finché c'è, la pubblicazione si ferma.",
        "en": "Write the report in place of the note between [… …]: while it is there, publishing stops.",
    },
    "report_there": {
        "it": "C'era già tutto: non è stato scritto niente.",
        "en": "All was there already: nothing has been written.",
    },
    "guide_current": {"it": "La guida era già aggiornata.", "en": "The guide was up to date already."},
    "schemas_current": {"it": "Gli schemi erano già aggiornati.", "en": "The schemas were up to date already."},
    "todo_none": {"it": "Non c'è niente da fare.", "en": "There is nothing to be done."},
    "todo_count": {"it": "Cose da fare: {count}.", "en": "Things to do: {count}."},
    "no_site": {
        "it": "I contenuti non si leggono: usate prima check",
        "en": "The content cannot be read: use check first",
    },
    "no_file": {"it": "Il file {given} non si può aprire", "en": "The file {given} cannot be opened"},
    "file_exists": {
        "it": "{given} c'è già: non ci si scrive sopra",
        "en": "{given} is there already: it is not written over",
    },
    "row_new": {"it": "{row}: {slug}, nuova", "en": "{row}: {slug}, new"},
    "row_changed": {"it": "{row}: {slug}, da aggiornare", "en": "{row}: {slug}, to be brought up to date"},
    "row_same": {"it": "{row}: {slug}, niente di nuovo", "en": "{row}: {slug}, nothing new"},
    "row_refused": {"it": "{row}: {slug}, non va bene", "en": "{row}: {slug}, will not do"},
    "import_summary": {
        "it": "Nuove {new}, da aggiornare {changed}, senza novità {same}, respinte {refused}.",
        "en": "New {new}, to be brought up to date {changed}, nothing new {same}, refused {refused}.",
    },
    "import_ask": {"it": "Prendere questi cambiamenti? (s/n) ", "en": "Take these changes in? (y/n) "},
    "import_left": {"it": "Non è stato scritto niente.", "en": "Nothing has been written."},
    "pseudo": {
        "it": "Testi sfuggiti alle traduzioni: {count}. Si vedono anche in {path}: tutto ciò che non sta tra ⟦ ⟧.",
        "en": "Texts that escape the translations: {count}. See them in {path} too: all that is not in ⟦ ⟧.",
    },
    "theme_strings": {
        "it": "Parole del tema in «{into}»: tradotte {done} su {total}, {guessed} solo indovinate.",
        "en": "The theme's strings in “{into}”: {done} of {total} translated, {guessed} only guessed.",
    },
    "words_to_translate": {
        "it": "Da tradurre in «{into}»: {words} parole.",
        "en": "To translate into “{into}”: {words} words.",
    },
    "no_member": {
        "it": "Non c'è un'impresa «{given}» in content/members/",
        "en": "There is no company “{given}” in content/members/",
    },
    "choice": {
        "it": '--{option}: "{given}" non va bene; scegliete fra {choices}',
        "en": '--{option}: "{given}" will not do; choose among {choices}',
    },
    "missing": {
        "it": 'Qui manca "{module}": usate python3 tasks.py {task}, che lo installa',
        "en": '"{module}" is missing here: use python3 tasks.py {task}, which installs it',
    },
    "progress": {"it": "  {step}: {done} di {total}…", "en": "  {step}: {done} of {total}…"},
    "count_files": {"it": "file letti {count}", "en": "files read {count}"},
    "count_texts": {"it": "testi convertiti {count}", "en": "texts converted {count}"},
    "count_pictures_made": {"it": "preparate {count}", "en": "made {count}"},
    "count_pictures_kept": {"it": "già pronte {count}", "en": "kept {count}"},
    "count_cards_made": {"it": "disegnate {count}", "en": "drawn {count}"},
    "count_cards_kept": {"it": "già pronte {count}", "en": "kept {count}"},
    "count_pages": {"it": "pagine {count}", "en": "pages {count}"},
    "count_exports": {"it": "file {count}", "en": "files {count}"},
    "count_written": {"it": "scritti {count}", "en": "written {count}"},
    "count_unchanged": {"it": "invariati {count}", "en": "unchanged {count}"},
    "profile": {"it": "Il tempo, fase per fase:", "en": "The time, stage by stage:"},
    "stage_starting": {"it": "avvio", "en": "starting"},
    "stage_reading": {"it": "lettura", "en": "reading"},
    "stage_planning": {"it": "piano delle pagine", "en": "planning"},
    "stage_checking": {"it": "controlli", "en": "checking"},
    "stage_dressing": {"it": "stile, caratteri e testi del tema", "en": "the theme's style, fonts and strings"},
    "stage_desk": {"it": "redazione nel browser", "en": "desk in the browser"},
    "stage_pictures": {"it": "immagini", "en": "pictures"},
    "stage_cards": {"it": "anteprime per i social", "en": "social cards"},
    "stage_rendering": {"it": "pagine", "en": "rendering"},
    "stage_exports": {"it": "altri formati", "en": "exports"},
    "stage_prints": {"it": "catalogo e schede", "en": "catalogue and sheets"},
    "stage_search": {"it": "indice di ricerca", "en": "search"},
    "stage_compressing": {"it": "compressione", "en": "compressing"},
    "stage_writing": {"it": "scrittura", "en": "writing"},
    "stage_rest": {"it": "il resto", "en": "the rest"},
    "stage_all": {"it": "in tutto", "en": "all"},
    "step_failed": {"it": "Non superato: {steps}", "en": "Failed: {steps}"},
}


def message(code: str, language: str, **values: object) -> str:
    """Return the message `code` in `language` ("it" or "en") with `values` filled in."""
    return MESSAGES[code][language].format(**values)
