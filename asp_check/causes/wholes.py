"""S7 to S9: too much or too little of a document, a member or a key."""

from __future__ import annotations

from asp_check.causes.cause import RFC8259, Cause, Example, Text

TABLE = (
    Cause(
        id="S701",
        name="text-after-end",
        source=f"{RFC8259}#section-2",
        params=("found",),
        title=Text("Du texte suit la fin du JSON", "Text follows the end of the JSON"),
        message=Text(
            "Le JSON est terminé, mais du texte suit : « {found} ». Supprimez-le.",
            "The JSON has ended, but text follows: “{found}”. Delete it.",
        ),
        why=Text(
            "Après la dernière accolade, rien d'autre que la fin de fichier du modèle n'est admis.",
            "After the last brace, nothing but the end of file of the model is allowed.",
        ),
        mend=Text(
            "Supprimez ce texte. S'il s'agit d'une partie de la demande, replacez-la à "
            "l'intérieur des accolades.",
            "Delete this text. If it is a part of the request, move it back inside the braces.",
        ),
        examples=(
            Example(
                '{"client": ""}\n',
                '{"client": "Clinique"}\nfin du fichier\n',
                finds=True,
                at=(2, 1),
            ),
            Example('{"client": ""}\n', '{"client": "Clinique"}\n', finds=False),
        ),
    ),
    Cause(
        id="S702",
        name="two-documents",
        source=f"{RFC8259}#section-2",
        title=Text(
            "Le fichier contient plusieurs JSON à la suite",
            "The file contains several JSON documents in a row",
        ),
        message=Text(
            "Un second JSON commence ici. Gardez un seul JSON par fichier, et mettez l'autre "
            "dans un fichier à part.",
            "A second JSON document starts here. Keep one per file, and put the other into a "
            "file of its own.",
        ),
        why=Text(
            "Un fichier ne contient qu'un JSON. Deux documents à la suite viennent souvent "
            "d'un export ajouté à la fin d'un fichier existant.",
            "A file holds one JSON document only. Two in a row often come from an export "
            "appended to an existing file.",
        ),
        mend=Text(
            "Séparez les documents en autant de fichiers, ou exportez de nouveau en "
            "remplaçant le fichier.",
            "Split the documents into as many files, or export again and replace the file.",
        ),
        examples=(
            Example(
                '{"client": ""}\n',
                '{"client": "Clinique"}\n{"client": "Hôpital"}\n',
                finds=True,
                at=(2, 1),
            ),
            Example('{"client": ""}\n', '{"client": "Clinique"}\n', finds=False),
        ),
    ),
    Cause(
        id="S703",
        name="empty-file",
        source=f"{RFC8259}#section-2",
        title=Text("Le fichier est vide", "The file is empty"),
        message=Text(
            "Le fichier est vide. Exportez de nouveau la demande, ou vérifiez le nom du fichier.",
            "The file is empty. Export the request again, or check the name of the file.",
        ),
        why=Text(
            "Un fichier vide, ou fait seulement d'espaces et de lignes vides, ne contient "
            "aucune demande.",
            "An empty file, or one of nothing but spaces and empty lines, holds no request.",
        ),
        mend=Text(
            "Produisez de nouveau le fichier. Vérifiez que l'export s'est terminé sans erreur.",
            "Produce the file again. Check that the export ended without an error.",
        ),
        examples=(
            Example('{"client": ""}', "", finds=True, at=(1, 1)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="S704",
        name="missing-value",
        source=f"{RFC8259}#section-4",
        params=("key",),
        title=Text("Une valeur manque", "A value is missing"),
        message=Text(
            "La clé « {key} » n'a pas de valeur. Ajoutez-la après les deux-points.",
            "The key “{key}” has no value. Add it after the colon.",
        ),
        variants={
            ("key", ""): Text(
                "Il manque une valeur ici. Ajoutez-la, comme dans le modèle.",
                "A value is missing here. Add it, as in the model.",
            ),
        },
        why=Text(
            "Chaque clé est suivie d'une valeur. Un champ sans contenu s'écrit comme dans le "
            'modèle, par exemple "".',
            "Every key is followed by a value. A field without content is written as in the "
            'model, for instance "".',
        ),
        mend=Text(
            "Écrivez la valeur, ou le texte vide du modèle si le champ peut rester vide.",
            "Write the value, or the model's empty text if the field may stay empty.",
        ),
        examples=(
            Example(
                '{"client":"", "montantHT":0.00}',
                '{"client":, "montantHT":12.50}',
                finds=True,
                at=(1, 11),
            ),
            Example(
                '{"client":"", "montantHT":0.00}',
                '{"client":"Clinique", "montantHT":12.50}',
                finds=False,
            ),
        ),
    ),
    Cause(
        id="S705",
        name="keyless-value",
        source=f"{RFC8259}#section-4",
        title=Text("Une clé manque devant les deux-points", "A key is missing before a colon"),
        message=Text(
            "Il manque la clé devant ces deux-points. Ajoutez-la entre guillemets, comme dans "
            "le modèle.",
            "The key before this colon is missing. Add it in quotes, as in the model.",
        ),
        why=Text(
            "Dans un objet, chaque valeur est précédée de sa clé et de deux-points.",
            "In an object, every value comes after its key and a colon.",
        ),
        mend=Text("Recopiez la clé depuis le modèle.", "Copy the key from the model."),
        examples=(
            Example('{"client": ""}', '{: "Clinique"}', finds=True, at=(1, 2)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="S706",
        name="not-json",
        source=f"{RFC8259}#section-2",
        params=("found",),
        title=Text("Le fichier n'est pas un JSON", "The file is not JSON"),
        message=Text(
            "Ce fichier n'est pas un JSON (contenu reconnu : {found}). Indiquez le fichier "
            "JSON de la demande.",
            "This file is not JSON (content recognised: {found}). Give the JSON file of the "
            "request.",
        ),
        why=Text(
            "Le contenu est celui d'un autre type de fichier, quel que soit son nom. Renommer "
            "un fichier en « .json » ne le convertit pas.",
            "The content is that of another type of file, whatever its name. Renaming a file "
            "to “.json” does not convert it.",
        ),
        mend=Text(
            "Choisissez le fichier JSON de la demande ; les pièces (PDF, ZIP) se déposent à part.",
            "Choose the JSON file of the request; the documents (PDF, ZIP) are deposited apart.",
        ),
        examples=(
            Example('{"client": ""}', "%PDF-1.7\n", finds=True, at=(1, 1)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="S801",
        name="duplicate-key",
        source=f"{RFC8259}#section-4",
        params=("key",),
        title=Text(
            "Une clé figure deux fois dans le même objet",
            "A key appears twice in the same object",
        ),
        message=Text(
            "La clé « {key} » figure déjà dans cet objet. Gardez celle qui porte la bonne "
            "valeur et supprimez l'autre.",
            "The key “{key}” is already in this object. Keep the one with the right value and "
            "delete the other.",
        ),
        why=Text(
            "Quand une clé est répétée, un logiciel retient la première valeur, un autre la "
            "dernière : on ne sait pas laquelle sera payée.",
            "When a key is repeated, one program keeps the first value, another the last: "
            "nobody knows which one will be paid.",
        ),
        mend=Text(
            "Supprimez la clé de trop avec sa valeur et sa virgule, et vérifiez la valeur de "
            "celle qui reste.",
            "Delete the extra key with its value and its comma, and check the value of the "
            "one that stays.",
        ),
        examples=(
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique", "client": "Hôpital", "montantHT": 12.50}',
                finds=True,
                at=(1, 24),
            ),
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique", "montantHT": 12.50}',
                finds=False,
            ),
        ),
    ),
    Cause(
        id="S901",
        name="reading-stopped",
        source=f"{RFC8259}#section-9",
        params=("count",),
        title=Text(
            "La lecture s'est arrêtée : trop de fautes de syntaxe",
            "Reading stopped: too many faults of syntax",
        ),
        message=Text(
            "La lecture s'est arrêtée ici après {count:faute de syntaxe|fautes de syntaxe}. "
            "Corrigez celles qui précèdent, puis relancez le contrôle.",
            "Reading stopped here after {count:fault of syntax|faults of syntax}. Correct "
            "those above, then run the check again.",
        ),
        why=Text(
            "Au-delà d'un certain nombre de fautes, ce que le lecteur suppose n'est plus "
            "fiable. Le fichier n'est sans doute pas un JSON, ou il a été abîmé.",
            "Beyond a certain number of faults, what the reader assumes is no longer "
            "reliable. The file is probably not JSON, or it was damaged.",
        ),
        mend=Text(
            "Vérifiez que c'est le bon fichier et exportez-le de nouveau. Sinon, corrigez les "
            "premières fautes et relancez le contrôle.",
            "Check that it is the right file and export it again. Otherwise correct the first "
            "faults and run the check again.",
        ),
        examples=(
            Example(
                '{"lots": [0]}', '{"lots": [' + "1, = " * 600 + "1]}", finds=True, at=(1, 2514)
            ),
            Example('{"lots": [0]}', '{"lots": [1]}', finds=False),
        ),
    ),
)
