"""T2: elements of a list, too many, too few, out of order."""

from __future__ import annotations

from asp_check.causes.cause import ASP, Cause, Example, Text

TABLE = (
    Cause(
        id="T201",
        name="missing-element",
        source=ASP,
        params=("index", "array"),
        title=Text(
            "Un élément du modèle manque dans une liste",
            "An element of the model is missing in a list",
        ),
        message=Text(
            "Dans {array}, l'élément n° {index} du modèle manque. Ajoutez-le ici.",
            "In {array}, element no. {index} of the model is missing. Add it here.",
        ),
        why=Text(
            "Cette liste du modèle a un nombre fixe d'éléments, chacun à sa place. S'il en "
            "manque un, les suivants ne veulent plus dire la même chose.",
            "This list of the model has a fixed number of elements, each in its place. If one "
            "is missing, the next ones no longer mean the same.",
        ),
        mend=Text(
            "Recopiez l'élément depuis le modèle, à la même place, et remplissez-le.",
            "Copy the element from the model, to the same place, and fill it in.",
        ),
        examples=(
            Example('{"periode": ["", 0]}', '{"periode": ["mai"]}', finds=True, at=(1, 19)),
            Example('{"periode": ["", 0]}', '{"periode": ["mai", 2024]}', finds=False),
        ),
    ),
    Cause(
        id="T202",
        name="extra-element",
        source=ASP,
        params=("index", "array"),
        title=Text("Une liste a un élément de trop", "A list has an element too many"),
        message=Text(
            "Dans {array}, l'élément n° {index} n'existe pas dans le modèle. Supprimez-le.",
            "In {array}, element no. {index} does not exist in the model. Delete it.",
        ),
        why=Text(
            "Cette liste du modèle a un nombre fixe d'éléments. Un élément de plus fait "
            "refuser le fichier.",
            "This list of the model has a fixed number of elements. One more gets the file "
            "refused.",
        ),
        mend=Text(
            "Supprimez l'élément et la virgule qui le précède.",
            "Delete the element and the comma before it.",
        ),
        examples=(
            Example(
                '{"periode": ["", 0]}', '{"periode": ["mai", 2024, "juin"]}', finds=True, at=(1, 27)
            ),
            Example('{"periode": ["", 0]}', '{"periode": ["mai", 2024]}', finds=False),
        ),
    ),
    Cause(
        id="T203",
        name="element-order",
        source=ASP,
        params=("index", "array"),
        title=Text(
            "Les éléments d'une liste ne sont pas dans l'ordre du modèle",
            "The elements of a list are not in the order of the model",
        ),
        message=Text(
            "Dans {array}, l'élément n° {index} n'est pas dans l'ordre du modèle. Remettez-le "
            "à sa place.",
            "In {array}, element no. {index} is not in the order of the model. Move it back "
            "to its place.",
        ),
        why=Text(
            "Dans cette liste, c'est la place d'un élément qui dit ce qu'il est. Deux "
            "éléments intervertis changent le sens du fichier.",
            "In this list, the place of an element says what it is. Two swapped elements "
            "change the meaning of the file.",
        ),
        mend=Text(
            "Remettez les éléments dans l'ordre du modèle.",
            "Put the elements back into the order of the model.",
        ),
        examples=(
            Example(
                '{"periode": ["", 0, false]}',
                '{"periode": [true, "mai", 2024]}',
                finds=True,
                at=(1, 14),
            ),
            Example('{"periode": ["", 0, false]}', '{"periode": ["mai", 2024, true]}', finds=False),
        ),
    ),
    Cause(
        id="T204",
        name="too-few-elements",
        source=ASP,
        params=("count", "min", "array"),
        title=Text("Une liste n'a pas assez d'éléments", "A list has too few elements"),
        message=Text(
            "Il y a {count:élément|éléments} dans {array} ; il en faut au moins {min}. "
            "Ajoutez ce qui manque.",
            "There are {count:element|elements} in {array}; at least {min:is|are} needed. Add "
            "what is missing.",
        ),
        variants={
            ("count", "1"): Text(
                "Il n'y a qu'un élément dans {array} ; il en faut au moins {min}. Ajoutez ce "
                "qui manque.",
                "There is only one element in {array}; at least {min:is|are} needed. Add what "
                "is missing.",
            ),
            ("count", "0"): Text(
                "Il n'y a aucun élément dans {array} ; il en faut au moins {min}. Ajoutez ce "
                "qui manque.",
                "There is no element in {array}; at least {min:is|are} needed. Add what is "
                "missing.",
            ),
        },
        why=Text(
            "Le manifeste du modèle fixe un nombre minimal d'éléments pour cette liste.",
            "The manifest of the model sets a least number of elements for this list.",
        ),
        mend=Text(
            "Ajoutez les éléments qui manquent, chacun écrit comme celui du modèle.",
            "Add the missing elements, each written like the model's.",
        ),
        examples=(
            Example(
                '{"lots": ["", ""]}',
                '{"lots": ["A"]}',
                finds=True,
                at=(1, 14),
                manifest={"/lots": {"min": 2}},
            ),
            Example(
                '{"lots": ["", ""]}',
                '{"lots": ["A", "B"]}',
                finds=False,
                manifest={"/lots": {"min": 2}},
            ),
        ),
    ),
    Cause(
        id="T205",
        name="too-many-elements",
        source=ASP,
        params=("count", "max", "array"),
        title=Text("Une liste a trop d'éléments", "A list has too many elements"),
        message=Text(
            "Il y a {count:élément|éléments} dans {array} ; il en faut au plus {max}. "
            "Supprimez ce qui est de trop, ou faites plusieurs demandes.",
            "There are {count:element|elements} in {array}; at most {max:is|are} allowed. "
            "Delete what is too much, or make several requests.",
        ),
        variants={
            ("count", "1"): Text(
                "Il y a un élément dans {array} ; il en faut au plus {max}. Supprimez ce qui "
                "est de trop.",
                "There is one element in {array}; at most {max:is|are} allowed. Delete what "
                "is too much.",
            ),
        },
        why=Text(
            "Le manifeste du modèle fixe un nombre maximal d'éléments pour cette liste.",
            "The manifest of the model sets a greatest number of elements for this list.",
        ),
        mend=Text(
            "Supprimez les éléments de trop, ou répartissez-les entre plusieurs fichiers.",
            "Delete the elements that are too many, or share them among several files.",
        ),
        examples=(
            Example(
                '{"lots": ["", ""]}',
                '{"lots": ["A", "B", "C"]}',
                finds=True,
                at=(1, 21),
                manifest={"/lots": {"max": 2}},
            ),
            Example(
                '{"lots": ["", ""]}',
                '{"lots": ["A", "B"]}',
                finds=False,
                manifest={"/lots": {"max": 2}},
            ),
        ),
    ),
)
