"""T4: a right value, written in another form."""

from __future__ import annotations

from asp_check.causes.cause import ASP, Cause, Example, Text
from asp_check.finding import Severity

TABLE = (
    Cause(
        id="T401",
        name="number-form",
        source=ASP,
        params=("found", "suggestion"),
        title=Text(
            "Un nombre est écrit avec un exposant",
            "A number is written with an exponent",
        ),
        message=Text(
            "Le nombre {found} est écrit avec un exposant. Écrivez {suggestion}.",
            "The number {found} is written with an exponent. Write {suggestion}.",
        ),
        variants={
            ("suggestion", ""): Text(
                "Le nombre {found} est écrit avec un exposant. Écrivez tous ses chiffres.",
                "The number {found} is written with an exponent. Write all its digits.",
            ),
        },
        why=Text(
            "L'écriture scientifique (1e3 pour 1000) est admise en JSON, mais ce n'est pas "
            "celle du modèle. Les tableurs la produisent pour les grands nombres.",
            "Scientific notation (1e3 for 1000) is allowed in JSON, but it is not the "
            "model's. Spreadsheets produce it for large numbers.",
        ),
        mend=Text(
            "Écrivez tous les chiffres du nombre. Dans un tableur, donnez à la colonne un "
            "format de nombre ordinaire avant l'export.",
            "Write all the digits of the number. In a spreadsheet, give the column a plain "
            "number format before the export.",
        ),
        examples=(
            Example('{"montantHT": 0.00}', '{"montantHT": 125e-1}', finds=True, at=(1, 15)),
            Example('{"montantHT": 0.00}', '{"montantHT": 12.50}', finds=False),
        ),
    ),
    Cause(
        id="T402",
        name="negative-zero",
        source=ASP,
        params=("found",),
        title=Text("Zéro est écrit avec un signe moins", "Zero is written with a minus sign"),
        message=Text(
            "Zéro ne prend pas de signe moins. Écrivez {found} sans « - ».",
            "Zero takes no minus sign. Write {found} without “-”.",
        ),
        why=Text(
            "Un zéro négatif vient d'un calcul arrondi, et le modèle ne l'emploie pas.",
            "A negative zero comes from a rounded calculation, and the model does not use it.",
        ),
        mend=Text(
            "Supprimez le signe « - ». Vérifiez aussi que le montant est bien nul.",
            "Delete the “-” sign. Check too that the amount really is zero.",
        ),
        examples=(
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique", "montantHT": -0.00}',
                finds=True,
                at=(1, 37),
            ),
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique", "montantHT": 12.50}',
                finds=False,
            ),
        ),
    ),
    Cause(
        id="T403",
        name="wrong-decimals",
        source=ASP,
        params=("found", "decimals"),
        title=Text(
            "Un nombre n'a pas le nombre de décimales imposé",
            "A number does not have the required decimals",
        ),
        message=Text(
            "Le nombre {found} doit avoir {decimals:chiffre après le point|chiffres après le "
            "point}. Corrigez-le.",
            "The number {found} must have {decimals:digit after the point|digits after the "
            "point}. Correct it.",
        ),
        variants={
            ("decimals", "0"): Text(
                "Le nombre {found} doit être entier. Écrivez-le sans point ni décimale.",
                "The number {found} must be whole. Write it without point or decimal.",
            ),
        },
        why=Text(
            "Le manifeste du modèle impose le nombre de décimales de ce champ, zéros "
            "compris : 12.50 et 12.5 ne sont pas la même écriture.",
            "The manifest of the model sets the number of decimals of this field, zeros "
            "included: 12.50 and 12.5 are not the same writing.",
        ),
        mend=Text(
            "Ajoutez les zéros qui manquent, ou arrondissez à partir de la pièce d'origine.",
            "Add the missing zeros, or round from the original document.",
        ),
        examples=(
            Example(
                '{"montantHT": 0.00}',
                '{"montantHT": 12.5}',
                finds=True,
                at=(1, 15),
                manifest={"/montantHT": {"decimals": 2}},
            ),
            Example(
                '{"montantHT": 0.00}',
                '{"montantHT": 12.50}',
                finds=False,
                manifest={"/montantHT": {"decimals": 2}},
            ),
        ),
    ),
    Cause(
        id="T404",
        name="other-decimals",
        severity=Severity.WARNING,
        certainty="inference",
        source=ASP,
        params=("found", "model", "decimals"),
        title=Text(
            "Un nombre n'a pas autant de décimales que dans le modèle",
            "A number does not have as many decimals as in the model",
        ),
        message=Text(
            "Le nombre {found} n'a pas {decimals:décimale|décimales}, comme le montre le "
            "modèle ({model}). Écrivez-le ainsi, ou déclarez « decimals » dans le manifeste.",
            "The number {found} does not have {decimals:decimal|decimals}, as the model shows "
            "({model}). Write it so, or declare “decimals” in the manifest.",
        ),
        variants={
            ("decimals", "0"): Text(
                "Le nombre {found} a des décimales, celui du modèle ({model}) n'en a pas. "
                "Écrivez-le sans décimale, ou déclarez « decimals » dans le manifeste.",
                "The number {found} has decimals, the model's ({model}) has none. Write it "
                "without decimals, or declare “decimals” in the manifest.",
            ),
        },
        why=Text(
            "Le modèle vierge montre un nombre de décimales sans dire s'il est imposé. Le "
            "suivre ne peut pas nuire ; tant que le manifeste ne tranche pas, l'écart est "
            "signalé sans bloquer.",
            "The blank model shows a number of decimals without saying whether it is "
            "required. Following it can do no harm; as long as the manifest does not decide, "
            "the difference is reported but does not block.",
        ),
        mend=Text(
            "Écrivez autant de décimales que le modèle, zéros compris. Si la documentation "
            "technique l'impose, déclarez « decimals » dans le manifeste.",
            "Write as many decimals as the model, zeros included. If the technical "
            "documentation requires them, declare “decimals” in the manifest.",
        ),
        examples=(
            Example('{"montantHT": 0.00}', '{"montantHT": 12.5}', finds=True, at=(1, 15)),
            Example('{"montantHT": 0.00}', '{"montantHT": 12.50}', finds=False),
        ),
    ),
    Cause(
        id="T405",
        name="string-escape",
        severity=Severity.WARNING,
        certainty="inference",
        source=ASP,
        params=("found", "suggestion"),
        title=Text(
            "Un caractère est codé par une séquence que le modèle n'emploie pas",
            "A character is encoded by a sequence that the model does not use",
        ),
        message=Text(
            "{found} est codé autrement que dans le modèle. Écrivez « {suggestion} » à la place.",
            "{found} is encoded otherwise than in the model. Write “{suggestion}” instead.",
        ),
        why=Text(
            "En JSON, un caractère peut s'écrire tel quel (é) ou par une séquence (\\u00e9). "
            "Les deux se lisent de même, mais le modèle n'emploie que la première forme.",
            "In JSON, a character can be written as it is (é) or as a sequence (\\u00e9). Both "
            "read the same, but the model uses the first form only.",
        ),
        mend=Text(
            "Remplacez la séquence par le caractère. Si un logiciel produit le fichier, "
            "réglez son export pour qu'il écrive les accents tels quels (json.dumps : "
            "ensure_ascii=False).",
            "Replace the sequence by the character. If a program writes the file, set its "
            "export so that it writes accents as they are (json.dumps: ensure_ascii=False).",
        ),
        examples=(
            Example('{"client": ""}', '{"client": "Cl\\u00e9ment"}', finds=True, at=(1, 15)),
            Example('{"client": ""}', '{"client": "Clément"}', finds=False),
        ),
    ),
)
