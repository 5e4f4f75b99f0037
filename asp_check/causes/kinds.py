"""T3: values of another type, or other than the model allows."""

from __future__ import annotations

from asp_check.causes.cause import ASP, Cause, Example, Text
from asp_check.finding import Severity

TABLE = (
    Cause(
        id="T301",
        name="wrong-type",
        source=ASP,
        params=("expected_type", "found_type"),
        title=Text(
            "Une valeur n'est pas du type attendu",
            "A value is not of the expected type",
        ),
        message=Text(
            "Cette valeur est {found_type}, le modèle attend {expected_type}. Réécrivez-la "
            "sous cette forme.",
            "This value is {found_type}, the model expects {expected_type}. Write it again in "
            "that form.",
        ),
        why=Text(
            "Le modèle montre si une valeur est un texte entre guillemets, un nombre sans "
            "guillemets, true ou false. Le portail ne convertit pas l'un en l'autre.",
            "The model shows whether a value is a text in quotes, a number without quotes, "
            "true or false. The portal does not turn one into the other.",
        ),
        mend=Text(
            "Ajoutez ou supprimez les guillemets pour écrire la valeur comme dans le modèle.",
            "Add or remove the quotes so that the value is written as in the model.",
        ),
        examples=(
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": 12, "montantHT": 12.50}',
                finds=True,
                at=(1, 12),
            ),
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique", "montantHT": 12.50}',
                finds=False,
            ),
        ),
    ),
    Cause(
        id="T302",
        name="null-value",
        source=ASP,
        params=("expected_type",),
        title=Text("null est à la place d'une valeur", "null stands where a value should"),
        message=Text(
            "null n'est pas admis ici, le modèle attend {expected_type}. Écrivez la valeur "
            "sous cette forme.",
            "null is not allowed here, the model expects {expected_type}. Write the value in "
            "that form.",
        ),
        variants={
            ("expected_type", "string"): Text(
                "null n'est pas admis ici, le modèle attend un texte. Écrivez-le entre "
                "guillemets, ou \"\" s'il n'y en a pas.",
                "null is not allowed here, the model expects a text. Write it in quotes, or "
                '"" if there is none.',
            ),
            ("expected_type", "array"): Text(
                "null n'est pas admis ici, le modèle attend une liste. Écrivez-la entre "
                "crochets, comme dans le modèle.",
                "null is not allowed here, the model expects a list. Write it between "
                "brackets, as in the model.",
            ),
            ("expected_type", "object"): Text(
                "null n'est pas admis ici, le modèle attend un objet. Écrivez-le entre "
                "accolades avec toutes ses clés, comme dans le modèle.",
                "null is not allowed here, the model expects an object. Write it between "
                "braces with all its keys, as in the model.",
            ),
        },
        why=Text(
            "null veut dire « aucune valeur ». Là où le modèle montre un texte, un nombre ou "
            "une liste, null n'est pas la même chose et le fichier n'est plus conforme au "
            "modèle.",
            "null means “no value”. Where the model shows a text, a number or a list, null is "
            "not the same, and the file no longer conforms to the model.",
        ),
        mend=Text(
            "Écrivez la valeur. Si elle n'existe pas, reprenez ce que montre le modèle, par "
            'exemple "".',
            'Write the value. If there is none, take what the model shows, for instance "".',
        ),
        examples=(
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": null, "montantHT": 12.50}',
                finds=True,
                at=(1, 12),
            ),
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique", "montantHT": 12.50}',
                finds=False,
            ),
        ),
    ),
    Cause(
        id="T303",
        name="changed-fixed-value",
        source=ASP,
        params=("model", "found"),
        title=Text(
            "Une valeur imposée par le modèle a changé",
            "A value set by the model was changed",
        ),
        message=Text(
            "Cette valeur est imposée par le modèle. Écrivez {model} au lieu de {found}.",
            "This value is set by the model. Write {model} instead of {found}.",
        ),
        why=Text(
            "Certaines valeurs font partie du modèle, comme son numéro de version ou le nom "
            "du dispositif. Elles ne sont pas à remplir.",
            "Some values belong to the model, such as its version number or the name of the "
            "scheme. They are not to be filled in.",
        ),
        mend=Text(
            "Rétablissez la valeur du modèle. Si elle a changé dans un modèle plus récent, "
            "téléchargez-le et contrôlez avec lui.",
            "Restore the value of the model. If it changed in a newer model, download that "
            "one and check against it.",
        ),
        examples=(
            Example(
                '{"version": "1.0", "client": ""}',
                '{"version": "2.0", "client": "Clinique"}',
                finds=True,
                at=(1, 13),
                manifest={"/version": {"fixed": True}},
            ),
            Example(
                '{"version": "1.0", "client": ""}',
                '{"version": "1.0", "client": "Clinique"}',
                finds=False,
                manifest={"/version": {"fixed": True}},
            ),
        ),
    ),
    Cause(
        id="T304",
        name="presumed-fixed-value",
        severity=Severity.WARNING,
        certainty="inference",
        source=ASP,
        params=("model", "found"),
        title=Text(
            "Une valeur que le modèle montre remplie a changé",
            "A value that the model shows filled in was changed",
        ),
        message=Text(
            "Le modèle montre {model}, le fichier {found}. Rétablissez la valeur du modèle ; "
            "si le champ est à remplir, déclarez-le « free » dans le manifeste.",
            "The model shows {model}, the file {found}. Restore the value of the model; if "
            "the field is to be filled in, declare it “free” in the manifest.",
        ),
        why=Text(
            "Le modèle vierge ne dit pas si une valeur déjà remplie est imposée ou donnée en "
            "exemple. Tant que le manifeste ne tranche pas, elle est présumée imposée.",
            "The blank model does not say whether a value already filled in is set or an "
            "example. As long as the manifest does not decide, it is presumed to be set.",
        ),
        mend=Text(
            "Consultez la documentation technique du modèle, puis déclarez la valeur "
            "« fixed » (imposée) ou « free » (libre) dans le manifeste.",
            "Look at the technical documentation of the model, then declare the value “fixed” "
            "or “free” in the manifest.",
        ),
        examples=(
            Example(
                '{"version": "1.0", "client": ""}',
                '{"version": "2.0", "client": "Clinique"}',
                finds=True,
                at=(1, 13),
            ),
            Example(
                '{"version": "1.0", "client": ""}',
                '{"version": "1.0", "client": "Clinique"}',
                finds=False,
            ),
        ),
    ),
    Cause(
        id="T305",
        name="not-in-list",
        source=ASP,
        params=("found", "allowed"),
        title=Text(
            "Une valeur n'est pas dans la liste admise",
            "A value is not in the allowed list",
        ),
        message=Text(
            "La valeur « {found} » n'est pas admise ici. Choisissez parmi : {allowed}.",
            "The value “{found}” is not allowed here. Choose among: {allowed}.",
        ),
        why=Text(
            "Ce champ n'admet que quelques valeurs, écrites à la lettre près : majuscules, "
            "espaces et accents comptent.",
            "This field allows a few values only, to the letter: capitals, spaces and accents "
            "count.",
        ),
        mend=Text("Recopiez l'une des valeurs admises.", "Copy one of the allowed values."),
        examples=(
            Example(
                '{"indicateur": ""}',
                '{"indicateur": "Cas 3"}',
                finds=True,
                at=(1, 16),
                manifest={"/indicateur": {"enum": ("Cas 1", "Cas 2")}},
            ),
            Example(
                '{"indicateur": ""}',
                '{"indicateur": "Cas 2"}',
                finds=False,
                manifest={"/indicateur": {"enum": ("Cas 1", "Cas 2")}},
            ),
        ),
    ),
    Cause(
        id="T306",
        name="pattern-mismatch",
        source=ASP,
        params=("found", "pattern"),
        title=Text(
            "Une valeur n'a pas la forme attendue",
            "A value does not have the expected form",
        ),
        message=Text(
            "La valeur « {found} » n'a pas la forme attendue, que le manifeste décrit ainsi : "
            "{pattern}. Corrigez-la.",
            "The value “{found}” does not have the expected form, which the manifest "
            "describes as: {pattern}. Correct it.",
        ),
        why=Text(
            "Le manifeste du modèle décrit la forme de ce champ : nombre de chiffres, lettres "
            "admises, tirets. [0-9]{9}, par exemple, veut dire neuf chiffres.",
            "The manifest of the model describes the form of this field: number of digits, "
            "letters allowed, hyphens. [0-9]{9}, for instance, means nine digits.",
        ),
        mend=Text(
            "Réécrivez la valeur à partir de la pièce d'origine, sans espace ni signe ajouté.",
            "Write the value again from the original document, without added space or mark.",
        ),
        examples=(
            Example(
                '{"siren": ""}',
                '{"siren": "123 456 789"}',
                finds=True,
                at=(1, 11),
                manifest={"/siren": {"pattern": "[0-9]{9}"}},
            ),
            Example(
                '{"siren": ""}',
                '{"siren": "123456789"}',
                finds=False,
                manifest={"/siren": {"pattern": "[0-9]{9}"}},
            ),
        ),
    ),
)
