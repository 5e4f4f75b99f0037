"""S4: numbers, true, false and null."""

from __future__ import annotations

from asp_check.causes.cause import RFC8259, Cause, Example, Text

TABLE = (
    Cause(
        id="S401",
        name="nan-or-infinity",
        source=f"{RFC8259}#section-6",
        params=("found",),
        title=Text(
            "NaN ou Infinity est à la place d'un nombre",
            "NaN or Infinity stands where a number should",
        ),
        message=Text(
            "« {found} » n'est pas un nombre admis en JSON. Écrivez le montant ou la quantité "
            "en chiffres.",
            "“{found}” is not a number that JSON allows. Write the amount or the quantity in "
            "digits.",
        ),
        why=Text(
            "Ces mots apparaissent quand un calcul a échoué, par exemple une division par "
            "zéro ou une case vide. Le JSON ne les admet pas.",
            "These words appear when a calculation failed, such as a division by zero or an "
            "empty cell. JSON does not allow them.",
        ),
        mend=Text(
            "Retrouvez la valeur dans la pièce d'origine et écrivez-la. Corrigez ensuite le "
            "calcul qui l'a perdue.",
            "Find the value in the original document and write it. Then correct the "
            "calculation that lost it.",
        ),
        examples=(
            Example('{"montantHT": 0.00}', '{"montantHT": NaN}', finds=True, at=(1, 15)),
            Example('{"montantHT": 0.00}', '{"montantHT": 12.50}', finds=False),
        ),
    ),
    Cause(
        id="S402",
        name="plus-sign",
        source=f"{RFC8259}#section-6",
        params=("found", "suggestion"),
        title=Text("Un nombre commence par un signe plus", "A number starts with a plus sign"),
        message=Text(
            "Un nombre ne prend pas de signe plus. Écrivez {suggestion} au lieu de {found}.",
            "A number takes no plus sign. Write {suggestion} instead of {found}.",
        ),
        why=Text(
            "En JSON, un nombre positif s'écrit sans signe.",
            "In JSON, a positive number is written without a sign.",
        ),
        mend=Text("Supprimez le signe « + ».", "Delete the “+” sign."),
        examples=(
            Example('{"montantHT": 0.00}', '{"montantHT": +12.50}', finds=True, at=(1, 15)),
            Example('{"montantHT": 0.00}', '{"montantHT": 12.50}', finds=False),
        ),
    ),
    Cause(
        id="S403",
        name="leading-dot",
        source=f"{RFC8259}#section-6",
        params=("found", "suggestion"),
        title=Text("Un nombre commence par un point", "A number starts with a point"),
        message=Text(
            "Le nombre {found} n'a pas de chiffre avant le point. Écrivez {suggestion}.",
            "The number {found} has no digit before the point. Write {suggestion}.",
        ),
        why=Text(
            "En JSON, il y a toujours au moins un chiffre avant le point.",
            "In JSON, there is always at least one digit before the point.",
        ),
        mend=Text(
            "Ajoutez le zéro qui manque devant le point.",
            "Add the missing zero before the point.",
        ),
        examples=(
            Example('{"montantHT": 0.00}', '{"montantHT": .50}', finds=True, at=(1, 15)),
            Example('{"montantHT": 0.00}', '{"montantHT": 0.50}', finds=False),
        ),
    ),
    Cause(
        id="S404",
        name="leading-zero",
        source=f"{RFC8259}#section-6",
        params=("found", "suggestion"),
        title=Text(
            "Un nombre commence par un zéro inutile",
            "A number starts with a useless zero",
        ),
        message=Text(
            "Un nombre ne commence pas par un zéro inutile. Écrivez {suggestion} au lieu de "
            "{found}.",
            "A number does not start with a useless zero. Write {suggestion} instead of {found}.",
        ),
        why=Text(
            "En JSON, seul un nombre plus petit que 1 commence par zéro. Un numéro qui "
            "commence par 0 (FINESS, SIRET, code postal) n'est pas un nombre mais un texte : "
            "il lui faut des guillemets.",
            "In JSON, only a number smaller than 1 starts with zero. An identifier that "
            "starts with 0 (FINESS, SIRET, post code) is not a number but a text: it needs "
            "quotes.",
        ),
        mend=Text(
            "Supprimez les zéros de tête d'une quantité ou d'un montant. S'il s'agit d'un "
            "numéro et que le modèle attend un texte, mettez-le entre guillemets avec ses "
            "zéros.",
            "Delete the leading zeros of a quantity or an amount. If it is an identifier and "
            "the model expects a text, put it in quotes with its zeros.",
        ),
        examples=(
            Example('{"montantHT": 0.00}', '{"montantHT": 012.50}', finds=True, at=(1, 15)),
            Example('{"montantHT": 0.00}', '{"montantHT": 12.50}', finds=False),
        ),
    ),
    Cause(
        id="S405",
        name="trailing-dot",
        source=f"{RFC8259}#section-6",
        params=("found", "suggestion"),
        title=Text("Un nombre se termine par un point", "A number ends with a point"),
        message=Text(
            "Le nombre {found} n'a pas de chiffre après le point. Écrivez {suggestion}.",
            "The number {found} has no digit after the point. Write {suggestion}.",
        ),
        why=Text(
            "En JSON, il y a toujours au moins un chiffre après le point.",
            "In JSON, there is always at least one digit after the point.",
        ),
        mend=Text(
            "Supprimez le point, ou ajoutez les décimales que le modèle attend.",
            "Delete the point, or add the decimals that the model expects.",
        ),
        examples=(
            Example('{"quantite": 0}', '{"quantite": 12.}', finds=True, at=(1, 14)),
            Example('{"quantite": 0}', '{"quantite": 12}', finds=False),
        ),
    ),
    Cause(
        id="S406",
        name="non-ascii-digits",
        source=f"{RFC8259}#section-6",
        params=("found", "suggestion"),
        title=Text(
            "Un nombre emploie des chiffres d'une autre écriture",
            "A number uses digits of another script",
        ),
        message=Text(
            "Les chiffres de {found} ne sont pas les chiffres ordinaires, de 0 à 9. Retapez "
            "le nombre : {suggestion}.",
            "The digits of {found} are not the plain ones, 0 to 9. Retype the number: "
            "{suggestion}.",
        ),
        variants={
            ("suggestion", ""): Text(
                "Les chiffres de {found} ne sont pas les chiffres ordinaires, de 0 à 9. "
                "Retapez le nombre au clavier.",
                "The digits of {found} are not the plain ones, 0 to 9. Type the number again "
                "on the keyboard.",
            ),
        },
        why=Text(
            "D'autres écritures ont leurs propres chiffres, et certains ressemblent aux "
            "nôtres (chiffres de pleine largeur, exposants). Le JSON n'admet que 0 à 9.",
            "Other scripts have digits of their own, and some look like ours (full-width "
            "digits, superscripts). JSON allows 0 to 9 only.",
        ),
        mend=Text(
            "Effacez le nombre et retapez-le au clavier.",
            "Erase the number and type it on the keyboard.",
        ),
        examples=(
            Example('{"quantite": 0}', '{"quantite": １２}', finds=True, at=(1, 14)),
            Example('{"quantite": 0}', '{"quantite": 12}', finds=False),
        ),
    ),
    Cause(
        id="S407",
        name="malformed-number",
        source=f"{RFC8259}#section-6",
        params=("found",),
        title=Text("Un nombre est mal écrit", "A number is badly written"),
        message=Text(
            "{found} n'est pas un nombre bien écrit. Écrivez des chiffres, avec un seul point "
            "devant les décimales, sans espace ni symbole.",
            "{found} is not a well-written number. Write digits, with one point before the "
            "decimals, without space or symbol.",
        ),
        why=Text(
            "Un nombre JSON est fait de chiffres, d'un signe moins au besoin et d'un seul "
            "point. Les espaces de milliers, les symboles et les points doublés n'y ont pas "
            "leur place.",
            "A JSON number is made of digits, a minus sign if needed and a single point. "
            "Thousands separators, symbols and doubled points have no place in it.",
        ),
        mend=Text(
            "Réécrivez le nombre à partir de la pièce d'origine, par exemple 1250.00.",
            "Write the number again from the original document, for instance 1250.00.",
        ),
        examples=(
            Example('{"montantHT": 0.00}', '{"montantHT": 12..50}', finds=True, at=(1, 15)),
            Example('{"montantHT": 0.00}', '{"montantHT": 12.50}', finds=False),
        ),
    ),
    Cause(
        id="S411",
        name="wrong-literal",
        source=f"{RFC8259}#section-3",
        params=("found", "suggestion"),
        title=Text(
            "true, false ou null est écrit autrement",
            "true, false or null is written otherwise",
        ),
        message=Text(
            "En JSON, « {found} » s'écrit {suggestion}, en minuscules et sans guillemets. "
            "Remplacez-le.",
            "In JSON, “{found}” is written {suggestion}, in lower case and without quotes. "
            "Replace it.",
        ),
        why=Text(
            "Le JSON n'a que trois mots : true (vrai), false (faux) et null (rien), toujours "
            "en minuscules. Les autres graphies viennent d'un langage de programmation ou "
            "d'un tableur.",
            "JSON has three words only: true, false and null, always in lower case. Other "
            "spellings come from a programming language or a spreadsheet.",
        ),
        mend=Text(
            "Écrivez true, false ou null, en minuscules.",
            "Write true, false or null, in lower case.",
        ),
        examples=(
            Example(
                '{"client": "", "vague2": false}',
                '{"client": "Clinique", "vague2": True}',
                finds=True,
                at=(1, 34),
            ),
            Example(
                '{"client": "", "vague2": false}',
                '{"client": "Clinique", "vague2": true}',
                finds=False,
            ),
        ),
    ),
)
