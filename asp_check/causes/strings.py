"""S5: what is written between two quotes."""

from __future__ import annotations

from asp_check.causes.cause import RFC8259, Cause, Example, Text

TABLE = (
    Cause(
        id="S501",
        name="bad-escape",
        source=f"{RFC8259}#section-7",
        params=("found",),
        title=Text(
            "Une barre oblique inverse introduit une séquence inconnue",
            "A backslash starts an unknown sequence",
        ),
        message=Text(
            "La séquence « {found} » n'existe pas en JSON. Pour écrire une barre oblique "
            "inverse, doublez-la (\\\\).",
            "The sequence “{found}” does not exist in JSON. To write a backslash, double it "
            "(\\\\).",
        ),
        why=Text(
            "Dans un texte JSON, la barre oblique inverse introduit une séquence : \\n, \\t, "
            '\\", \\\\, \\/, \\b, \\f, \\r, ou \\u suivi de quatre chiffres hexadécimaux. Aucune '
            "autre n'existe ; un chemin Windows en est la cause la plus fréquente.",
            'In a JSON text, the backslash starts a sequence: \\n, \\t, \\", \\\\, \\/, \\b, \\f, \\r, '
            "or \\u followed by four hexadecimal digits. There is no other; a Windows path is "
            "the most frequent cause.",
        ),
        mend=Text(
            "Doublez la barre oblique inverse, ou supprimez-la si elle ne fait pas partie du "
            "texte.",
            "Double the backslash, or delete it if it does not belong to the text.",
        ),
        examples=(
            Example('{"fichier": ""}', '{"fichier": "C:\\devis"}', finds=True, at=(1, 16)),
            Example('{"fichier": ""}', '{"fichier": "C:\\\\devis"}', finds=False),
        ),
    ),
    Cause(
        id="S502",
        name="raw-control-character",
        source=f"{RFC8259}#section-7",
        params=("character", "suggestion"),
        title=Text(
            "Un caractère de contrôle se trouve tel quel dans un texte",
            "A control character stands as it is in a text",
        ),
        message=Text(
            "Le caractère {character} ne peut pas figurer tel quel dans un texte. "
            "Supprimez-le, ou écrivez {suggestion} s'il est voulu.",
            "The character {character} cannot stand as it is in a text. Delete it, or write "
            "{suggestion} if it is meant.",
        ),
        variants={
            ("character", "U+0009"): Text(
                "Une tabulation ne peut pas figurer telle quelle dans un texte. Supprimez-la, "
                "ou écrivez {suggestion} si elle est voulue.",
                "A tab cannot stand as it is in a text. Delete it, or write {suggestion} if "
                "it is meant.",
            ),
            ("character", "U+000A"): Text(
                "Un retour à la ligne ne peut pas figurer tel quel dans un texte. "
                "Supprimez-le, ou écrivez {suggestion} s'il est voulu.",
                "A line end cannot stand as it is in a text. Delete it, or write {suggestion} "
                "if it is meant.",
            ),
            ("character", "U+000D"): Text(
                "Un retour à la ligne ne peut pas figurer tel quel dans un texte. "
                "Supprimez-le, ou écrivez {suggestion} s'il est voulu.",
                "A line end cannot stand as it is in a text. Delete it, or write {suggestion} "
                "if it is meant.",
            ),
        },
        why=Text(
            "Une tabulation, un retour à la ligne ou un autre caractère de contrôle est "
            "interdit entre les guillemets d'un JSON. Il vient souvent d'une cellule de "
            "tableur copiée avec son retour à la ligne.",
            "A tab, a line end or another control character is forbidden between the quotes "
            "of a JSON file. It often comes from a spreadsheet cell copied with its line end.",
        ),
        mend=Text(
            "Supprimez ce caractère ou remplacez-le par un espace. Un nom ou une adresse n'en "
            "a presque jamais besoin.",
            "Delete this character or replace it by a space. A name or an address hardly ever "
            "needs it.",
        ),
        examples=(
            Example('{"client": ""}', '{"client": "Clinique\tdu Parc"}', finds=True, at=(1, 21)),
            Example('{"client": ""}', '{"client": "Clinique du Parc"}', finds=False),
        ),
    ),
    Cause(
        id="S503",
        name="lone-surrogate",
        source=f"{RFC8259}#section-8.2",
        params=("found",),
        title=Text(
            "Une séquence \\u ne code que la moitié d'un caractère",
            "A \\u sequence encodes only half a character",
        ),
        message=Text(
            "La séquence « {found} » n'est que la moitié d'un caractère. Écrivez le caractère "
            "entier, ou supprimez-la.",
            "The sequence “{found}” is only half a character. Write the whole character, or "
            "delete it.",
        ),
        why=Text(
            "Certains caractères, comme les émojis, se codent par deux séquences \\u qui vont "
            "ensemble. Une moitié seule ne désigne aucun caractère ; elle apparaît quand un "
            "texte a été coupé au milieu.",
            "Some characters, such as emojis, are encoded by two \\u sequences that go "
            "together. One half alone stands for no character; it appears when a text was cut "
            "in the middle.",
        ),
        mend=Text(
            "Retapez le texte en entier à partir de la pièce d'origine, ou supprimez la séquence.",
            "Retype the whole text from the original document, or delete the sequence.",
        ),
        examples=(
            Example('{"client": ""}', '{"client": "Clinique \\ud83d"}', finds=True, at=(1, 22)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
)
