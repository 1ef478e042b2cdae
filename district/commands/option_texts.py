"""What each option of the commands is for, in each interface language; it refuses to know which command has it."""

OPTIONS = {
    "accept": {
        "it": "annota che le traduzioni di una voce (o di tutte: all) corrispondono ora all'originale",
        "en": "record that an entry's translations (or all of them: all) now match their source",
    },
    "content": {
        "it": "la cartella dei contenuti (di norma content/)",
        "en": "the folder of the content (content/ by default)",
    },
    "delete_unknown": {
        "it": "toglie dall'host anche i file che non sono di questo sito",
        "en": "delete from the host also the files that are not of this site",
    },
    "dry_run": {
        "it": "elenca ciò che si manderebbe e toglierebbe, senza toccare niente",
        "en": "list what would be sent and deleted, and touch nothing",
    },
    "event": {
        "it": "solo le imprese presenti a un evento (il nome della sua cartella)",
        "en": "only the companies at an event (the name of its folder)",
    },
    "facet": {
        "it": "solo le imprese con una parola di un vocabolario, es. products=sandali",
        "en": "only the companies with a word of a vocabulary, e.g. products=sandali",
    },
    "eccp": {
        "it": "dice se il profilo della rete è pronto per la European Cluster Collaboration Platform",
        "en": "tell whether the network's profile is ready for the European Cluster Collaboration Platform",
    },
    "format": {
        "it": "text da leggere, json per i programmi, github e gitlab per le annotazioni, markdown per il riassunto",
        "en": "text to read, json for programs, github and gitlab for annotations, markdown for the summary",
    },
    "if_changed": {
        "it": "non fa niente se i contenuti non sono cambiati e il sito non cambia ancora da solo",
        "en": "do nothing unless the content has changed or the site changes by itself by now",
    },
    "alone": {
        "it": "misura soltanto il motore, senza gli altri accanto",
        "en": "measure the engine alone, nobody beside it",
    },
    "hugo": {"it": "misura accanto anche Hugo", "en": "measure Hugo beside it too"},
    "own": {
        "it": "misura anche il sito della rete, con tutto ciò che ha",
        "en": "measure the network’s own site too, with everything on",
    },
    "runs": {"it": "quante volte misurare (di norma 3)", "en": "how many times to measure (by default 3)"},
    "sizes": {
        "it": "quante imprese, es. 54,540 (di norma anche 2000 e 10000)",
        "en": "how many members, e.g. 54,540 (by default 2000 and 10000 too)",
    },
    "write": {
        "it": "scrive le misure in docs/performance.md",
        "en": "write the figures into docs/performance.md",
    },
    "k": {
        "it": "solo i test il cui nome contiene questo",
        "en": "only the tests whose name holds this",
    },
    "lang": {"it": "la lingua dei messaggi: it o en", "en": "the messages' language: it or en"},
    "file": {
        "it": "il file mandato dall'impresa (.yaml), o la tabella di molte imprese (.csv, .xlsx)",
        "en": "the file that a company has sent (.yaml), or the table of many (.csv, .xlsx)",
    },
    "template": {
        "it": "non prende niente: scrive in quel file una tabella vuota con tutte le colonne",
        "en": "take nothing in: write into that file an empty table with all the columns",
    },
    "yes": {
        "it": "prende senza chiedere",
        "en": "take it in without asking",
    },
    "kind": {
        "it": "impresa, evento, notizia, progetto, corso, bando, partner, persona, obiettivo, pagina o sezione",
        "en": "member, event, news, project, course, call, partner, person, aim, page or section",
    },
    "set": {
        "it": "un valore, es. name=Aurora, address.hamlet=lammari, title.it=Titolo (più volte; allora non fa domande)",
        "en": "a value, e.g. name=Aurora, address.hamlet=lammari, title.it=Titolo (repeatable; then nothing is asked)",
    },
    "slug": {
        "it": "il nome della cartella",
        "en": "the folder's name",
    },
    "texts": {
        "it": "un testo in più, es. results per un progetto (più volte)",
        "en": "a further text, e.g. results for a project (repeatable)",
    },
    "links": {
        "it": "prova anche i collegamenti verso altri siti (ci vuole la rete)",
        "en": "try the links to other sites too (that takes the network)",
    },
    "member": {
        "it": "una sola impresa (il nome della sua cartella; di norma tutte)",
        "en": "a single company (the name of its folder; all of them by default)",
    },
    "mails": {
        "it": "scrive in mails/ un'e-mail già pronta per ogni impresa a cui chiedere qualcosa",
        "en": "write into mails/ a ready e-mail for each company that is to be asked something",
    },
    "language": {
        "it": "in quale lingua, es. it (di norma in tutte)",
        "en": "in which language, e.g. it (in all of them by default)",
    },
    "long": {"it": "anche i test che durano di più", "en": "also the tests that take longer"},
    "now": {
        "it": "il momento per cui costruire, es. 2025-06-01 o 2025-06-01T09:00 (di norma adesso)",
        "en": "the moment to build for, e.g. 2025-06-01 or 2025-06-01T09:00 (by default now)",
    },
    "output": {
        "it": "dove scrivere (di norma output/ per il sito, newsletter/ per la newsletter)",
        "en": "where to write (by default output/ for the site, newsletter/ for the newsletter)",
    },
    "pictures": {
        "it": "rifà anche le immagini, dall'anteprima vera (ci vuole Chromium)",
        "en": "make the pictures too, from the real preview (that takes Chromium)",
    },
    "port": {
        "it": "la porta (di norma 8000 o la prima libera dopo)",
        "en": "the port (by default 8000 or the first free one after)",
    },
    "profile": {
        "it": "dice quanto è durata ogni fase",
        "en": "tell how long each stage took",
    },
    "desk": {
        "it": "aggiunge la redazione nel browser, in /admin/",
        "en": "add the desk in the browser, at /admin/",
    },
    "pseudo": {
        "it": "costruisce in output-pseudo/ un'anteprima con ogni parola del tema tra ⟦ ⟧: ciò che è fuori sfugge",
        "en": "build into output-pseudo/ a preview with each of the theme's words in ⟦ ⟧: what is outside escapes",
    },
    "publish": {
        "it": "il sito da pubblicare: senza esempi né bozze",
        "en": "the site to publish: without samples and drafts",
    },
    "rollback": {
        "it": "rimette in linea la versione di prima (cartelle e SFTP con switch:, rami git)",
        "en": "bring back the former version (folders and SFTP with switch:, git branches)",
    },
    "since": {
        "it": "il giorno da cui raccontare, es. 2025-06-01",
        "en": "the day from which to tell, e.g. 2025-06-01",
    },
    "siteurl": {
        "it": "l'indirizzo al quale starà il sito",
        "en": "the address at which the site will stand",
    },
    "theme": {
        "it": "la cartella del tema (di norma theme/)",
        "en": "the folder of the theme (theme/ by default)",
    },
    "to": {
        "it": "dove pubblicare: un nome di publishing.yaml o un indirizzo, es. ftps://utente@ftp.example.org/www",
        "en": "where to publish: a name in publishing.yaml or an address, e.g. ftps://user@ftp.example.org/www",
    },
    "upgrade": {"it": "prende le versioni più nuove", "en": "take the newest versions"},
}
