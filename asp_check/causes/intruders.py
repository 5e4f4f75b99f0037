"""S3: comments and characters that do not belong between the elements."""

from __future__ import annotations

from asp_check.causes.cause import RFC8259, Cause, Example, Text

TABLE = (
    Cause(
        id="S301",
        name="comment",
        source=f"{RFC8259}#section-2",
        params=("found",),
        title=Text("Le fichier contient un commentaire", "The file contains a comment"),
        message=Text(
            "Un JSON n'admet pas de commentaire. Supprimez « {found} ».",
            "A JSON file allows no comment. Delete “{found}”.",
        ),
        why=Text(
            "Les commentaires (« // … », « /* … */ », « # … ») existent dans d'autres "
            "langages, pas en JSON : le portail refuse le fichier.",
            "Comments (“// …”, “/* … */”, “# …”) exist in other languages, not in JSON: the "
            "portal refuses the file.",
        ),
        mend=Text(
            "Supprimez le commentaire et les espaces ajoutés avec lui.",
            "Delete the comment and the spaces added with it.",
        ),
        examples=(
            Example(
                '{"client": ""}', '{"client": "Clinique"/* à revoir */}', finds=True, at=(1, 22)
            ),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="S302",
        name="invalid-character",
        source=f"{RFC8259}#section-2",
        params=("character",),
        title=Text(
            "Un caractère interdit se trouve entre les éléments",
            "A forbidden character stands between the elements",
        ),
        message=Text(
            "Le caractère {character} n'a pas sa place ici. Supprimez-le, ou remplacez-le par "
            "un espace ordinaire si le modèle en a un.",
            "The character {character} has no place here. Delete it, or replace it by a plain "
            "space if the model has one.",
        ),
        variants={
            ("character", "NBSP"): Text(
                "Cet espace est insécable (NBSP), ce qu'un JSON n'admet pas entre les "
                "éléments. Remplacez-le par un espace ordinaire.",
                "This space is a no-break space (NBSP), which a JSON file does not allow "
                "between elements. Replace it by a plain space.",
            ),
        },
        why=Text(
            "Entre les éléments d'un JSON, seuls l'espace ordinaire, la tabulation et les "
            "fins de ligne sont admis. Un espace insécable se voit comme un espace ordinaire, "
            "mais c'est un autre caractère ; Word et les claviers français en produisent.",
            "Between the elements of a JSON file, only plain spaces, tabs and line ends are "
            "allowed. A no-break space looks like a plain space, but it is another character; "
            "Word and French keyboards produce it.",
        ),
        mend=Text(
            "Effacez ce caractère et retapez un espace ordinaire, comme dans le modèle.",
            "Erase this character and type a plain space, as in the model.",
        ),
        examples=(
            Example('{"client": ""}', '{"client":\xa0"Clinique"}', finds=True, at=(1, 11)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
)
