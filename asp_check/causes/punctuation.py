"""S1: commas, colons and the marks taken for them."""

from __future__ import annotations

from asp_check.causes.cause import RFC8259, Cause, Example, Text

TABLE = (
    Cause(
        id="S101",
        name="trailing-comma",
        source=f"{RFC8259}#section-4",
        params=("closing",),
        title=Text(
            "Une virgule est de trop avant une fermeture",
            "A comma too many before a closing mark",
        ),
        message=Text(
            "Cette virgule est de trop : rien ne la suit avant « {closing} ». Supprimez-la.",
            "This comma is one too many: nothing follows it before “{closing}”. Delete it.",
        ),
        why=Text(
            "La virgule sépare deux éléments. Après le dernier, il n'en faut pas : le portail "
            "refuse le fichier.",
            "A comma separates two elements. There must be none after the last one: the "
            "portal refuses the file.",
        ),
        mend=Text(
            "Supprimez la virgule. Elle reste souvent quand on a effacé le dernier élément.",
            "Delete the comma. It often remains when the last element was deleted.",
        ),
        examples=(
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique", "montantHT": 12.50,}',
                finds=True,
                at=(1, 42),
            ),
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique", "montantHT": 12.50}',
                finds=False,
            ),
        ),
    ),
    Cause(
        id="S102",
        name="missing-comma",
        source=f"{RFC8259}#section-4",
        title=Text(
            "Il manque une virgule entre deux éléments",
            "A comma is missing between two elements",
        ),
        message=Text(
            "Il manque une virgule entre cet élément et le suivant. Ajoutez-la ici.",
            "A comma is missing between this element and the next. Add it here.",
        ),
        why=Text(
            "Deux éléments qui se suivent sont toujours séparés par une virgule. Sans elle, "
            "le portail ne peut pas lire la suite du fichier.",
            "Two elements in a row are always separated by a comma. Without it, the portal "
            "cannot read the rest of the file.",
        ),
        mend=Text(
            "Ajoutez « , » juste après l'élément, sans espace avant.",
            "Add “,” right after the element, with no space before it.",
        ),
        examples=(
            Example(
                '{\n  "client": "",\n  "montantHT": 0.00\n}\n',
                '{\n  "client": "Clinique"\n  "montantHT": 12.50\n}\n',
                finds=True,
                at=(2, 23),
            ),
            Example(
                '{\n  "client": "",\n  "montantHT": 0.00\n}\n',
                '{\n  "client": "Clinique",\n  "montantHT": 12.50\n}\n',
                finds=False,
            ),
        ),
    ),
    Cause(
        id="S103",
        name="doubled-comma",
        source=f"{RFC8259}#section-4",
        title=Text("Deux virgules se suivent", "Two commas in a row"),
        message=Text(
            "Cette virgule est de trop : il y en a déjà une. Supprimez-la.",
            "This comma is one too many: there is one already. Delete it.",
        ),
        why=Text(
            "Une seule virgule sépare deux éléments. Une virgule double vient souvent d'un "
            "élément effacé à moitié.",
            "One comma separates two elements. A doubled comma often comes from an element "
            "that was only half deleted.",
        ),
        mend=Text(
            "Supprimez l'une des deux virgules, et vérifiez qu'aucun élément ne manque entre "
            "elles.",
            "Delete one of the two commas, and check that no element is missing between them.",
        ),
        examples=(
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique",, "montantHT": 12.50}',
                finds=True,
                at=(1, 23),
            ),
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique", "montantHT": 12.50}',
                finds=False,
            ),
        ),
    ),
    Cause(
        id="S104",
        name="comma-for-colon",
        source=f"{RFC8259}#section-4",
        params=("key",),
        title=Text(
            "Une virgule est à la place des deux-points",
            "A comma stands where a colon should",
        ),
        message=Text(
            "Après la clé « {key} », il faut deux-points et non une virgule. Remplacez « , » "
            "par « : ».",
            "After the key “{key}”, a colon is needed, not a comma. Replace “,” by “:”.",
        ),
        why=Text(
            "Dans un JSON, deux-points relient une clé à sa valeur, et une virgule sépare "
            "deux éléments. Avec une virgule, la valeur n'appartient plus à sa clé.",
            "In a JSON file, a colon ties a key to its value, and a comma separates two "
            "elements. With a comma, the value no longer belongs to its key.",
        ),
        mend=Text(
            "Remplacez la virgule par deux-points, avec les mêmes espaces que dans le modèle.",
            "Replace the comma by a colon, with the same spaces as in the model.",
        ),
        examples=(
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client", "Clinique", "montantHT": 12.50}',
                finds=True,
                at=(1, 10),
            ),
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique", "montantHT": 12.50}',
                finds=False,
            ),
        ),
    ),
    Cause(
        id="S105",
        name="semicolon-for-comma",
        source=f"{RFC8259}#section-4",
        params=("found",),
        title=Text(
            "Un point-virgule est à la place d'une virgule",
            "A semicolon stands where a comma should",
        ),
        message=Text(
            "« {found} » ne sépare pas deux éléments dans un JSON. Remplacez-le par une virgule.",
            "“{found}” does not separate two elements in a JSON file. Replace it by a comma.",
        ),
        why=Text(
            "Seule la virgule sépare deux éléments. Le point-virgule vient souvent d'un "
            "export CSV ou d'une habitude de tableur.",
            "Only a comma separates two elements. A semicolon often comes from a CSV export "
            "or from the habits of a spreadsheet.",
        ),
        mend=Text("Remplacez ce signe par « , ».", "Replace this mark by “,”."),
        examples=(
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique"; "montantHT": 12.50}',
                finds=True,
                at=(1, 22),
            ),
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique", "montantHT": 12.50}',
                finds=False,
            ),
        ),
    ),
    Cause(
        id="S106",
        name="missing-colon",
        source=f"{RFC8259}#section-4",
        params=("key",),
        title=Text(
            "Il manque les deux-points après une clé",
            "The colon after a key is missing",
        ),
        message=Text(
            "Il manque les deux-points entre la clé « {key} » et sa valeur. Ajoutez « : » ici.",
            "The colon between the key “{key}” and its value is missing. Add “:” here.",
        ),
        why=Text(
            "Deux-points relient chaque clé à sa valeur. Sans eux, le portail ne peut pas "
            "lire la suite du fichier.",
            "A colon ties each key to its value. Without it, the portal cannot read the rest "
            "of the file.",
        ),
        mend=Text(
            "Ajoutez « : » juste après la clé, avec les mêmes espaces que dans le modèle.",
            "Add “:” right after the key, with the same spaces as in the model.",
        ),
        examples=(
            Example('{"client": ""}', '{"client" "Clinique"}', finds=True, at=(1, 10)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="S107",
        name="colon-for-comma",
        source=f"{RFC8259}#section-4",
        title=Text(
            "Deux-points sont à la place d'une virgule",
            "A colon stands where a comma should",
        ),
        message=Text(
            "Ces deux éléments sont séparés par deux-points et non par une virgule. Remplacez "
            "« : » par « , ».",
            "These two elements are separated by a colon, not by a comma. Replace “:” by “,”.",
        ),
        why=Text(
            "Dans un JSON, une virgule sépare deux éléments, et deux-points relient une clé à "
            "sa valeur.",
            "In a JSON file, a comma separates two elements, and a colon ties a key to its value.",
        ),
        mend=Text(
            "Remplacez les deux-points par une virgule, avec les mêmes espaces que dans le modèle.",
            "Replace the colon by a comma, with the same spaces as in the model.",
        ),
        examples=(
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique": "montantHT": 12.50}',
                finds=True,
                at=(1, 22),
            ),
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique", "montantHT": 12.50}',
                finds=False,
            ),
        ),
    ),
    Cause(
        id="S108",
        name="decimal-comma",
        source=f"{RFC8259}#section-6",
        params=("found", "suggestion"),
        title=Text(
            "Un nombre est écrit avec une virgule décimale",
            "A number is written with a decimal comma",
        ),
        message=Text(
            "Le nombre {found} est écrit avec une virgule. Écrivez {suggestion}, avec un point.",
            "The number {found} is written with a comma. Write {suggestion}, with a point.",
        ),
        why=Text(
            "Dans un JSON, le séparateur décimal est le point. La virgule coupe le nombre en "
            "deux éléments.",
            "In a JSON file, decimals come after a point. A comma cuts the number into two "
            "elements.",
        ),
        mend=Text(
            "Remplacez la virgule par un point. Si un logiciel produit le fichier, réglez son "
            "export pour qu'il n'emploie pas le format français des nombres.",
            "Replace the comma by a point. If a program writes the file, set its export so "
            "that it does not use the French form of numbers.",
        ),
        examples=(
            Example('{"montantHT": 0.00}', '{"montantHT": 12,50}', finds=True, at=(1, 15)),
            Example('{"montantHT": 0.00}', '{"montantHT": 12.50}', finds=False),
        ),
    ),
    Cause(
        id="S109",
        name="unexpected-punctuation",
        source=f"{RFC8259}#section-2",
        params=("found", "expected"),
        title=Text("Un signe n'a pas sa place ici", "A mark has no place here"),
        message=Text(
            "Le signe « {found} » n'a pas sa place ici. Supprimez-le.",
            "The mark “{found}” has no place here. Delete it.",
        ),
        variants={
            ("expected", ":"): Text(
                "« {found} » est à la place des deux-points. Remplacez-le par « : ».",
                "“{found}” stands where a colon should. Replace it by “:”.",
            ),
            ("expected", ","): Text(
                "« {found} » est à la place d'une virgule. Remplacez-le par « , ».",
                "“{found}” stands where a comma should. Replace it by “,”.",
            ),
        },
        why=Text(
            "Entre les éléments d'un JSON, seuls la virgule, les deux-points, les accolades "
            "et les crochets sont admis, chacun à sa place.",
            "Between the elements of a JSON file, only commas, colons, braces and brackets "
            "are allowed, each in its place.",
        ),
        mend=Text(
            "Supprimez ce signe, et comparez la ligne à celle du modèle.",
            "Delete this mark, and compare the line with the model's.",
        ),
        examples=(
            Example('{"client": ""}', '{"client": ="Clinique"}', finds=True, at=(1, 12)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
)
