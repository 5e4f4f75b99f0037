"""V: what is in the fields, as far as the model alone can tell."""

from __future__ import annotations

from asp_check.causes.cause import ASP, Cause, Example, Text
from asp_check.finding import Severity

TABLE = (
    Cause(
        id="V001",
        name="empty-slot",
        severity=Severity.WARNING,
        source=ASP,
        params=("key", "model"),
        title=Text("Un champ est resté vide", "A field was left empty"),
        message=Text(
            "Le champ « {key} » est resté comme dans le modèle vierge ({model}). Remplissez-le.",
            "The field “{key}” is still as in the blank model ({model}). Fill it in.",
        ),
        why=Text(
            "Un champ laissé tel que dans le modèle vierge est souvent un oubli. Il bloque "
            "quand le manifeste déclare le champ obligatoire, et n'est pas signalé quand il "
            "admet un champ vide.",
            "A field left as in the blank model is often an oversight. It blocks where the "
            "manifest declares the field required, and is not reported where it allows an "
            "empty field.",
        ),
        mend=Text(
            "Remplissez le champ. S'il peut rester vide, déclarez « may_be_empty » dans le "
            "manifeste du modèle.",
            "Fill in the field. If it may stay empty, declare “may_be_empty” in the manifest "
            "of the model.",
        ),
        examples=(
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique", "montantHT": 0.00}',
                finds=True,
                at=(1, 37),
            ),
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique", "montantHT": 12.50}',
                finds=False,
            ),
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "", "montantHT": 12.50}',
                finds=True,
                at=(1, 12),
                manifest={"/client": {"required": True}},
            ),
        ),
    ),
    Cause(
        id="V002",
        name="blank-model",
        source=ASP,
        title=Text("Le fichier est le modèle vierge", "The file is the blank model"),
        message=Text(
            "Le fichier est le modèle vierge : aucun champ n'est rempli. Remplissez-le avant "
            "de le déposer.",
            "The file is the blank model: no field is filled in. Fill it in before you deposit it.",
        ),
        why=Text(
            "Le modèle vierge est un point de départ, pas une demande : aucun modèle vierge "
            "n'est conforme à lui-même.",
            "The blank model is a starting point, not a request: no blank model conforms to "
            "itself.",
        ),
        mend=Text(
            "Remplissez les champs, et vérifiez que vous contrôlez le bon fichier.",
            "Fill in the fields, and make sure that you are checking the right file.",
        ),
        examples=(
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "", "montantHT": 0.00}',
                finds=True,
                at=(1, 1),
            ),
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique", "montantHT": 12.50}',
                finds=False,
            ),
        ),
    ),
    Cause(
        id="V101",
        name="invalid-value",
        source=ASP,
        params=("kind", "found", "reason", "certainty"),
        title=Text("Une valeur n'est pas valable", "A value is not valid"),
        message=Text(
            "La valeur « {found} » n'est pas valable — {reason}. Corrigez-la.",
            "The value “{found}” is not valid — {reason}. Correct it.",
        ),
        variants={
            ("certainty", "inference"): Text(
                "La valeur « {found} » est à vérifier — {reason}.",
                "The value “{found}” should be checked — {reason}.",
            ),
        },
        why=Text(
            "Un identifiant, une date ou un montant a une forme précise, parfois une clé de "
            "contrôle. Une faute de frappe suffit pour que la demande soit refusée.",
            "An identifier, a date or an amount has a precise form, sometimes a check digit. "
            "One typing error is enough for the request to be refused.",
        ),
        mend=Text(
            "Recopiez la valeur depuis la pièce d'origine, sans espace ni signe ajouté.",
            "Copy the value from the original document, without added space or mark.",
        ),
        examples=(
            Example(
                '{"siren": ""}',
                '{"siren": "12345"}',
                finds=True,
                at=(1, 11),
                manifest={"/siren": {"kind": "siren"}},
            ),
            Example(
                '{"siren": ""}',
                '{"siren": "732829320"}',
                finds=False,
                manifest={"/siren": {"kind": "siren"}},
            ),
        ),
    ),
)
