"""T5 and T9: blanks between the elements, and any other difference."""

from __future__ import annotations

from asp_check.causes.cause import ASP, Cause, Example, Text

TABLE = (
    Cause(
        id="T501",
        name="layout",
        source=ASP,
        params=("cause", "model", "found", "count"),
        title=Text(
            "La mise en page n'est pas celle du modèle",
            "The layout is not the model's",
        ),
        message=Text(
            "La mise en page n'est pas celle du modèle ({count:écart|écarts}) : ici, {found} "
            "au lieu de {model}. Reprenez la mise en page du modèle.",
            "The layout is not the model's ({count:difference|differences}): here, {found} "
            "instead of {model}. Take the layout of the model.",
        ),
        variants={
            ("cause", "reindented"): Text(
                "Le fichier a été réindenté : l'alignement des lignes n'est plus celui du "
                "modèle ({count:écart|écarts}). Reprenez les débuts de ligne du modèle.",
                "The file was re-indented: its lines no longer start as the model's do "
                "({count:difference|differences}). Take the line starts of the model.",
            ),
            ("cause", "minified"): Text(
                "Le fichier a été compacté : les retours à la ligne et les espaces du modèle "
                "ont disparu ({count:écart|écarts}). Reprenez la mise en page du modèle.",
                "The file was compacted: the line ends and the spaces of the model are gone "
                "({count:difference|differences}). Take the layout of the model.",
            ),
            ("cause", "pretty-printed"): Text(
                "Le fichier a été mis en forme, avec des retours à la ligne que le modèle n'a pas "
                "({count:écart|écarts}). Reprenez la mise en page du modèle.",
                "The file was laid out on lines that the model does not have "
                "({count:difference|differences}). Take the layout of the model.",
            ),
            ("cause", "tabs"): Text(
                "Le fichier a des tabulations que le modèle n'a pas ({count:écart|écarts}) : "
                "ici, {found} au lieu de {model}. Reprenez la mise en page du modèle.",
                "The file has tabs that the model does not have "
                "({count:difference|differences}): here, {found} instead of {model}. Take the "
                "layout of the model.",
            ),
            ("cause", "trailing-spaces"): Text(
                "Des espaces sont de trop en fin de ligne ({count:écart|écarts}). Supprimez-les.",
                "There are spaces too many at the end of lines "
                "({count:difference|differences}). Delete them.",
            ),
            ("cause", "blank-lines"): Text(
                "Des lignes vides sont de trop ({count:écart|écarts}). Supprimez-les.",
                "There are empty lines too many ({count:difference|differences}). Delete them.",
            ),
            ("cause", "spaces"): Text(
                "Les espaces ou les retours à la ligne ne sont pas ceux du modèle "
                "({count:écart|écarts}) : ici, {found} au lieu de {model}. Reprenez la mise "
                "en page du modèle.",
                "The spaces or the line ends are not the model's "
                "({count:difference|differences}): here, {found} instead of {model}. Take the "
                "layout of the model.",
            ),
        },
        why=Text(
            "Le fichier doit être identique au modèle, espaces et retours à la ligne compris. "
            "Un éditeur ou un logiciel qui « remet en forme » le JSON change sa mise en page "
            "sans changer son contenu.",
            "The file must be identical to the model, spaces and line ends included. An "
            "editor or a program that “formats” JSON changes its layout without changing its "
            "content.",
        ),
        mend=Text(
            "Partez du modèle vierge et remplissez ses champs sans toucher au reste. "
            "Désactivez la mise en forme automatique de l'éditeur.",
            "Start from the blank model and fill in its fields without touching the rest. "
            "Turn off automatic formatting in the editor.",
        ),
        examples=(
            Example('{\n  "client": ""\n}\n', '{"client": "Clinique"}\n', finds=True, at=(1, 2)),
            Example('{\n  "client": ""\n}\n', '{\n  "client": "Clinique"\n}\n', finds=False),
        ),
    ),
    Cause(
        id="T901",
        name="other-difference",
        source=ASP,
        params=("model", "found"),
        title=Text("Le fichier s'écarte du modèle", "The file departs from the model"),
        message=Text(
            "Le fichier s'écarte du modèle à partir d'ici : {found} au lieu de {model}. "
            "Reprenez le texte du modèle.",
            "The file departs from the model from here on: {found} instead of {model}. Take "
            "the text of the model.",
        ),
        why=Text(
            "Le fichier n'est pas identique au modèle, et l'écart n'entre dans aucune "
            "catégorie plus précise.",
            "The file is not identical to the model, and the difference fits no more precise "
            "category.",
        ),
        mend=Text(
            "Comparez cet endroit au modèle, caractère par caractère.",
            "Compare this place with the model, character by character.",
        ),
        examples=(
            Example('{"client": ""}', '{"client" : "Clinique"}', finds=True, at=(1, 10)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
)
