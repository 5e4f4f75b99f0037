"""S2: quotes, missing, doubled or of another kind."""

from __future__ import annotations

from asp_check.causes.cause import RFC8259, Cause, Example, Text

TABLE = (
    Cause(
        id="S201",
        name="single-quotes",
        source=f"{RFC8259}#section-7",
        params=("found",),
        title=Text("Un texte est entre apostrophes", "A text stands between apostrophes"),
        message=Text(
            'Le texte {found} est entre apostrophes. Remplacez-les par des guillemets droits (").',
            'The text {found} stands between apostrophes. Replace them by straight quotes (").',
        ),
        why=Text(
            "En JSON, les clés et les textes sont entre guillemets droits. L'apostrophe est "
            "admise dans d'autres langages, pas ici.",
            "In JSON, keys and texts stand between straight quotes. Apostrophes are allowed "
            "in other languages, not here.",
        ),
        mend=Text(
            "Remplacez l'apostrophe de chaque côté par \".",
            'Replace the apostrophe on each side by ".',
        ),
        examples=(
            Example('{"client": ""}', "{\"client\": 'Clinique'}", finds=True, at=(1, 12)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="S202",
        name="curly-quotes",
        source=f"{RFC8259}#section-7",
        params=("found",),
        title=Text(
            "Un texte est entre guillemets typographiques",
            "A text stands between curly quotes",
        ),
        message=Text(
            "Le texte {found} est entre guillemets typographiques. Remplacez-les par des "
            'guillemets droits (").',
            'The text {found} stands between curly quotes. Replace them by straight quotes (").',
        ),
        why=Text(
            "En JSON, les clés et les textes sont entre guillemets droits. Word, Outlook et "
            "macOS remplacent d'eux-mêmes les guillemets droits par des guillemets courbes ou "
            "français.",
            "In JSON, keys and texts stand between straight quotes. Word, Outlook and macOS "
            "replace straight quotes by curly or French ones of their own accord.",
        ),
        mend=Text(
            'Remplacez les guillemets par " de chaque côté. Travaillez dans un éditeur de '
            "texte brut, jamais dans Word.",
            'Replace the quotes by " on each side. Work in a plain text editor, never in Word.',
        ),
        examples=(
            Example('{"client": ""}', '{"client": “Clinique”}', finds=True, at=(1, 12)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="S203",
        name="unquoted-key",
        source=f"{RFC8259}#section-4",
        params=("key",),
        title=Text("Une clé n'est pas entre guillemets", "A key is not in quotes"),
        message=Text(
            'La clé « {key} » n\'est pas entre guillemets. Écrivez "{key}".',
            'The key “{key}” is not in quotes. Write "{key}".',
        ),
        why=Text(
            "En JSON, toutes les clés sont entre guillemets droits, même celles d'un seul mot.",
            "In JSON, all keys stand between straight quotes, even those of one word.",
        ),
        mend=Text('Ajoutez " de chaque côté de la clé.', 'Add " on each side of the key.'),
        examples=(
            Example('{"client": ""}', '{client: "Clinique"}', finds=True, at=(1, 2)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="S204",
        name="missing-quote",
        source=f"{RFC8259}#section-7",
        params=("side", "text"),
        title=Text(
            "Il manque un guillemet d'un côté d'un texte",
            "A quote is missing on one side of a text",
        ),
        message=Text(
            'Il manque un guillemet autour de « {text} ». Ajoutez " ici.',
            'A quote is missing around “{text}”. Add " here.',
        ),
        variants={
            ("side", "open"): Text(
                'Il manque le guillemet ouvrant devant « {text} ». Ajoutez " ici.',
                'The opening quote before “{text}” is missing. Add " here.',
            ),
            ("side", "close"): Text(
                'Il manque le guillemet fermant après « {text} ». Ajoutez " ici.',
                'The closing quote after “{text}” is missing. Add " here.',
            ),
        },
        why=Text(
            "Un texte commence et finit par un guillemet droit. S'il en manque un, le portail "
            "lit comme du texte ce qui n'en est pas.",
            "A text starts and ends with a straight quote. If one is missing, the portal "
            "reads as text what is none.",
        ),
        mend=Text(
            "Ajoutez le guillemet qui manque, et vérifiez les guillemets des lignes voisines.",
            "Add the missing quote, and check the quotes of the lines around it.",
        ),
        examples=(
            Example('{"client": ""}', '{"client": Clinique"}', finds=True, at=(1, 12)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="S205",
        name="unquoted-text",
        source=f"{RFC8259}#section-3",
        params=("found",),
        title=Text("Un texte n'est pas entre guillemets", "A text is not in quotes"),
        message=Text(
            'Le texte « {found} » n\'est pas entre guillemets. Écrivez "{found}".',
            'The text “{found}” is not in quotes. Write "{found}".',
        ),
        why=Text(
            "En JSON, seuls les nombres, true, false et null s'écrivent sans guillemets. Tout "
            "autre texte est entre guillemets droits.",
            "In JSON, only numbers, true, false and null are written without quotes. Any "
            "other text stands between straight quotes.",
        ),
        mend=Text('Ajoutez " de chaque côté du texte.', 'Add " on each side of the text.'),
        examples=(
            Example('{"client": ""}', '{"client": Clinique}', finds=True, at=(1, 12)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="S206",
        name="stray-quote",
        source=f"{RFC8259}#section-7",
        title=Text("Un guillemet est de trop", "A quote too many"),
        message=Text(
            "Ce guillemet est de trop. Supprimez-le, ou écrivez \\\" s'il fait partie du texte.",
            'This quote is one too many. Delete it, or write \\" if it belongs to the text.',
        ),
        why=Text(
            "Un guillemet droit ouvre ou ferme un texte. Pour en écrire un à l'intérieur d'un "
            "texte, il faut le faire précéder d'une barre oblique inverse.",
            "A straight quote opens or closes a text. To write one inside a text, put a "
            "backslash before it.",
        ),
        mend=Text(
            "Supprimez ce guillemet. S'il fait partie du texte, écrivez \\\" à sa place.",
            'Delete this quote. If it belongs to the text, write \\" instead.',
        ),
        examples=(
            Example('{"client": ""}', '{"client": "Clinique""}', finds=True, at=(1, 22)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="S207",
        name="unescaped-quote",
        source=f"{RFC8259}#section-7",
        params=("found",),
        title=Text(
            "Un texte contient des guillemets droits non protégés",
            "A text contains quotes that are not escaped",
        ),
        message=Text(
            'Ce texte contient des guillemets droits non protégés : « {found} ». Écrivez \\" à la '
            "place de chacun d'eux, ou employez des guillemets français.",
            'This text contains quotes that are not escaped: “{found}”. Write \\" in place of each, '
            "or use curly quotes.",
        ),
        why=Text(
            "Un guillemet droit ferme le texte : ce qui suit n'est plus lu comme du texte, et le "
            "fichier n'est plus lisible.",
            "A straight quote closes the text: what follows is no longer read as text, and the file "
            "cannot be read any more.",
        ),
        mend=Text(
            'Écrivez \\" à la place de chaque guillemet droit du texte, ou des guillemets français.',
            'Write \\" in place of each straight quote of the text, or use curly quotes.',
        ),
        examples=(
            Example(
                '{"client": "", "lieu": ""}',
                '{"client": "Le "Grand" Hôtel", "lieu": "ici"}',
                finds=True,
                at=(1, 16),
            ),
            Example(
                '{"client": "", "lieu": ""}',
                '{"client": "Le \\"Grand\\" Hôtel", "lieu": "ici"}',
                finds=False,
            ),
        ),
    ),
)
