"""What the values of ``model.py`` are called, in French and in English: one plain table a kind of key.

Each text is a part of a sentence without capital nor full stop, and holds no value.
"""

from asp_check.causes.cause import Text

ROLES = {
    "bdc": Text("bon de commande", "purchase order (BDC)"),
    "va": Text("VA", "VA"),
    "mom": Text("MOM", "MOM"),
    "invoice": Text("facture", "invoice"),
    "pilot": Text("PV pilote", "pilot report (PV)"),
}
"""What a piece is."""

FORMS = {
    "pdf": Text("PDF", "PDF"),
    "docx": Text("DOCX", "DOCX"),
    "image": Text("image", "image"),
    "data": Text("données structurées", "structured data"),
}
"""What kind of file a paper is."""

UNREADABLE = {
    "empty": Text("le fichier est vide", "the file is empty"),
    "too-large": Text("le fichier est trop volumineux", "the file is too large"),
    "unknown-form": Text(
        "ce n'est ni un PDF, ni un DOCX, ni une image, ni des données structurées connues",
        "it is neither a PDF, nor a DOCX, nor an image, nor structured data that are known",
    ),
    "encrypted": Text(
        "le fichier est chiffré et demande un mot de passe",
        "the file is encrypted and asks for a password",
    ),
    "damaged": Text("le fichier est endommagé ou tronqué", "the file is damaged or truncated"),
    "no-pages": Text("le document n'a aucune page", "the document has no page"),
    "timeout": Text(
        "la lecture a dépassé le temps permis", "reading it took longer than is allowed"
    ),
    "memory": Text(
        "la lecture a dépassé la mémoire permise", "reading it took more memory than is allowed"
    ),
    "crash": Text("la lecture s'est interrompue", "reading it broke off"),
    "faults": Text(
        "le fichier de données a des erreurs\u00a0; asp-check piece read les liste",
        "the data file has errors; asp-check piece read lists them",
    ),
    "no-file": Text(
        "ce n'est pas un fichier, mais un dossier, un tube ou un lien sans cible",
        "it is no file, but a folder, a pipe or a link to nothing",
    ),
    "denied": Text("le système ne permet pas de le lire", "the system does not let it be read"),
    "library": Text(
        "la bibliothèque qui lit ce format n'est pas installée",
        "the library that reads this form is not installed",
    ),
}
"""Why a file could not be read."""

DOUBTS = {
    "unclear": Text("la lecture est incertaine", "the reading is unclear"),
    "not-about": Text(
        "aucune pièce ne parle de cet établissement",
        "no piece is about this establishment",
    ),
    "subject": Text(
        "la pièce ne dit pas de quel établissement il s'agit",
        "the piece does not say which establishment it is about",
    ),
    "request": Text(
        "la valeur de la demande est elle-même en défaut",
        "the value of the request is itself at fault",
    ),
    "hidden": Text(
        "le texte est dans le fichier mais ne se voit pas sur la page",
        "the text is in the file but cannot be seen on the page",
    ),
    "disagree": Text(
        "deux lecteurs de PDF n'y lisent pas la même chose",
        "two PDF readers do not read the same there",
    ),
    "overlap": Text("du texte en recouvre un autre", "text is drawn over other text"),
    "stored": Text(
        "la valeur enregistrée dans le champ n'est pas celle que la page montre",
        "the value stored in the field is not the one that the page shows",
    ),
    "font": Text(
        "la police ne dit pas quels caractères elle dessine",
        "the font does not tell which characters it draws",
    ),
    "ocr": Text("lu sur une image", "read off an image"),
    "scan": Text("page numérisée", "scanned page"),
    "unread": Text(
        "toutes les pages n'ont pas été lues", "some pages of the document were not read"
    ),
    "crowded": Text(
        "la page porte plus de mots qu'une page n'en porte",
        "the page holds more words than a page does",
    ),
    "form": Text(
        "ce qui est écrit n'a pas la forme attendue",
        "what is written does not have the form that is expected",
    ),
    "time": Text("l'heure n'est donnée que d'un côté", "the time of day is given on one side only"),
    "several": Text("plusieurs valeurs y sont écrites", "several values are written there"),
    "marks": Text(
        "les cases cochées ne désignent pas une réponse et une seule",
        "the ticked boxes do not name one answer and one only",
    ),
    "extent": Text(
        "on ne peut pas dire où la valeur commence ou finit",
        "where the value begins or ends cannot be told",
    ),
    "empty": Text("la valeur lue est vide", "the value that was read is empty"),
    "no-value": Text("aucune valeur n'y a été trouvée", "no value was found there"),
    "illegible": Text(
        "une personne a dit ne pas pouvoir la lire", "a person said that nobody can read it"
    ),
    "ink": Text(
        "ce qui est dessiné dans la case ne s'accorde pas avec la marque ou le champ",
        "what is drawn in the box does not agree with the mark or the field",
    ),
    "cross": Text(
        "une croix sans case peut dire oui comme non",
        "a cross without a box may mean yes as well as no",
    ),
    "struck": Text("un trait barre le texte", "a line strikes the text out"),
    "image": Text("une image couvre la place", "an image covers the place"),
    "turned": Text("du texte y est écrit de travers", "text is written askew there"),
    "outlines": Text(
        "des lettres y sont peut-être dessinées, et non écrites",
        "letters may be drawn there instead of written",
    ),
    "single": Text(
        "une case seule, laissée vide, ne dit ni oui ni non",
        "a single box that is left empty says neither yes nor no",
    ),
}
"""Why what was found is no sure reading."""

NOTES = {
    "cp1252": Text("lu comme du Windows-1252", "read as Windows-1252"),
    "utf-16": Text("lu comme de l'UTF-16", "read as UTF-16"),
    "macros": Text("des macros, jamais exécutées", "macros, never run"),
    "tracked-changes": Text(
        "des modifications suivies\u00a0: ce qui est supprimé n'est pas lu",
        "tracked changes: what is deleted is not read",
    ),
    "javascript": Text("du JavaScript, jamais exécuté", "JavaScript, never run"),
    "launch": Text(
        "une action qui lance un programme ou envoie les champs, jamais exécutée",
        "an action that starts a program or sends the fields, never run",
    ),
    "embedded-files": Text("des fichiers joints, jamais ouverts", "embedded files, never opened"),
    "xfa": Text(
        "un formulaire XFA, qui n'est pas lu\u00a0: seul ce que la page montre l'est",
        "an XFA form, which is not read: only what the page shows is",
    ),
    "encrypted": Text(
        "un chiffrement sans mot de passe d'ouverture",
        "encryption without a password to open it",
    ),
    "layers": Text(
        "des calques, que chacun peut afficher ou masquer",
        "layers, which anyone may show or hide",
    ),
    "large-image": Text(
        "une image trop grande pour être ouverte", "an image too large to be opened"
    ),
    "unread-parts": Text(
        "des parties qui n'ont pu être parcourues", "parts that could not be looked through"
    ),
    "unread-page": Text("une page qui n'a pu être lue", "a page that could not be read"),
}
"""What a file holds that is never run nor opened, or not read."""

SIGNED = {
    "seal": Text("signature électronique", "electronic signature"),
    "image": Text("image dans le cadre de signature", "image in the signature box"),
    "ink": Text("tracé dans le cadre de signature", "drawing in the signature box"),
    "annotation": Text("annotation dans le cadre de signature", "annotation in the signature box"),
    "seal-elsewhere": Text(
        "signature électronique d'une autre pièce du même fichier",
        "electronic signature of another piece of the same file",
    ),
    "unread": Text("toutes les pages n'ont pas été lues", "some pages were not read"),
    "declared": Text("d'après le fichier de données", "according to the data file"),
    "person": Text("d'après une personne", "according to a person"),
    "draft": Text("un DOCX est un projet, non signé", "a DOCX is a draft, not signed"),
    "scan": Text(
        "page numérisée\u00a0: la signature est à vérifier à l'œil",
        "scanned page: look for the signature yourself",
    ),
    "no-box": Text("aucun cadre de signature reconnu", "no signature box was recognised"),
    "empty-box": Text("cadre de signature vide", "empty signature box"),
    "image-elsewhere": Text("image hors du cadre de signature", "image outside the signature box"),
    "ink-elsewhere": Text("tracé hors du cadre de signature", "drawing outside the signature box"),
    "words": Text("des mots disent que la pièce est signée", "words say that the piece is signed"),
    "hidden": Text(
        "du texte du cadre de signature ne se lit pas avec certitude",
        "text in the signature box cannot be read for sure",
    ),
    "form": Text(
        "une partie du document n'a pas pu être lue", "a part of the document could not be read"
    ),
    "certificate-page": Text(
        "page de certificat d'un service de signature", "certificate page of a signing service"
    ),
}
"""How a piece is signed, or why it is not known to be."""

LATER = {
    "altered": Text("les octets signés ont changé", "the bytes that were signed have changed"),
    "content": Text("des pages ont changé", "pages have changed"),
    "fields": Text("des champs ont été remplis ou changés", "fields were filled or changed"),
    "annotations": Text("des annotations ont été ajoutées", "annotations were added"),
    "signatures": Text("une autre signature a été apposée", "another signature was added"),
    "validation": Text("des données de validation ont été ajoutées", "validation data were added"),
    "other": Text("autre chose a été ajouté", "something else was added"),
}
"""What was done to a file after it was signed: the keys of ``Seal.later``, parted by commas."""

STATES = {
    "read": Text("lu", "read"),
    "given": Text("indiqué", "given"),
    "empty": Text("vide", "empty"),
    "equal": Text("égal", "equal"),
    "normalised": Text("égal après normalisation", "equal after normalisation"),
    "confirmed": Text("confirmé par une personne", "confirmed by a person"),
    "different": Text("différent", "different"),
    "absent": Text("absent", "absent"),
    "unclear": Text("incertain", "unclear"),
    "unnamed": Text("aucun libellé trouvé", "no label found"),
}
"""What a reading or a comparison came to."""
