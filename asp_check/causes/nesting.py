"""S6: what is opened and not closed, or closed and not opened."""

from __future__ import annotations

from asp_check.causes.cause import RFC8259, Cause, Example, Text

TABLE = (
    Cause(
        id="S601",
        name="unclosed-string",
        source=f"{RFC8259}#section-7",
        title=Text("Un texte n'a pas de guillemet fermant", "A text has no closing quote"),
        message=Text(
            "Ce texte n'a pas de guillemet fermant. Ajoutez \" à la fin du texte.",
            'This text has no closing quote. Add " at the end of the text.',
        ),
        why=Text(
            "Sans guillemet fermant, tout ce qui suit est lu comme du texte.",
            "Without a closing quote, all that follows is read as text.",
        ),
        mend=Text(
            "Ajoutez le guillemet à la fin du texte. Si la fin du fichier manque aussi, "
            "exportez-le de nouveau : il a été tronqué.",
            "Add the quote at the end of the text. If the end of the file is missing too, "
            "export it again: it was cut short.",
        ),
        examples=(
            Example('{"client": ""}', '{"client": "Clinique', finds=True, at=(1, 12)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="S602",
        name="unclosed-array",
        source=f"{RFC8259}#section-5",
        title=Text("Une liste n'est pas fermée", "A list is not closed"),
        message=Text(
            "La liste ouverte par « [ » n'est pas fermée. Ajoutez « ] » ici.",
            "The list opened by “[” is not closed. Add “]” here.",
        ),
        why=Text(
            "Chaque crochet ouvert doit être fermé. Sans lui, le portail ne sait pas où la "
            "liste finit.",
            "Every bracket that is opened must be closed. Without it, the portal cannot tell "
            "where the list ends.",
        ),
        mend=Text(
            "Ajoutez « ] » après le dernier élément de la liste, comme dans le modèle.",
            "Add “]” after the last element of the list, as in the model.",
        ),
        examples=(
            Example('{"lots": [""]}', '{"lots": ["A"}', finds=True, at=(1, 14)),
            Example('{"lots": [""]}', '{"lots": ["A"]}', finds=False),
        ),
    ),
    Cause(
        id="S603",
        name="unclosed-object",
        source=f"{RFC8259}#section-4",
        title=Text("Une accolade n'est pas fermée", "A brace is not closed"),
        message=Text(
            "L'objet ouvert par « {{ » n'est pas fermé. Ajoutez « }} » ici.",
            "The object opened by “{{” is not closed. Add “}}” here.",
        ),
        why=Text(
            "Chaque accolade ouverte doit être fermée. Si c'est la dernière qui manque, le "
            "fichier a peut-être été tronqué.",
            "Every brace that is opened must be closed. If the last one is missing, the file "
            "may have been cut short.",
        ),
        mend=Text(
            "Ajoutez « } » après le dernier élément, comme dans le modèle. Si d'autres "
            "éléments manquent, exportez de nouveau le fichier.",
            "Add “}” after the last element, as in the model. If other elements are missing, "
            "export the file again.",
        ),
        examples=(
            Example('{"client": ""}', '{"client": "Clinique"', finds=True, at=(1, 22)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="S604",
        name="extra-closing",
        source=f"{RFC8259}#section-4",
        params=("found",),
        title=Text(
            "Une accolade ou un crochet fermant est de trop",
            "A closing brace or bracket too many",
        ),
        message=Text(
            "« {found} » est de trop : il ne ferme rien. Supprimez-le.",
            "“{found}” is one too many: it closes nothing. Delete it.",
        ),
        why=Text(
            "Chaque fermeture répond à une ouverture. Une fermeture de trop reste souvent "
            "après un élément effacé.",
            "Every closing mark answers an opening one. One too many often remains after a "
            "deleted element.",
        ),
        mend=Text(
            "Supprimez ce signe. Vérifiez aussi qu'une ouverture n'a pas été effacée plus haut.",
            "Delete this mark. Check too that no opening mark was deleted further up.",
        ),
        examples=(
            Example('{"client": ""}', '{"client": "Clinique"}}', finds=True, at=(1, 23)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="S605",
        name="mismatched-closing",
        source=f"{RFC8259}#section-2",
        params=("found", "expected"),
        title=Text(
            "Une accolade et un crochet sont confondus",
            "A brace and a bracket are mixed up",
        ),
        message=Text(
            "« {found} » ferme ce qui a été ouvert par un autre signe. Remplacez-le par "
            "« {expected} ».",
            "“{found}” closes what another mark opened. Replace it by “{expected}”.",
        ),
        why=Text(
            "Ce qui est ouvert par « [ » se ferme par « ] », ce qui est ouvert par « { » se "
            "ferme par « } ».",
            "What “[” opens is closed by “]”, what “{” opens is closed by “}”.",
        ),
        mend=Text(
            "Remplacez la fermeture par celle qui répond à l'ouverture.",
            "Replace the closing mark by the one that answers the opening.",
        ),
        examples=(
            Example('{"lots": [""]}', '{"lots": ["A"}}', finds=True, at=(1, 14)),
            Example('{"lots": [""]}', '{"lots": ["A"]}', finds=False),
        ),
    ),
    Cause(
        id="S606",
        name="missing-opening",
        source=f"{RFC8259}#section-4",
        params=("expected",),
        title=Text(
            "Une accolade ou un crochet ouvrant manque",
            "An opening brace or bracket is missing",
        ),
        message=Text(
            "Il manque « {expected} » ici, comme dans le modèle. Ajoutez-le.",
            "“{expected}” is missing here, where the model has it. Add it.",
        ),
        why=Text(
            "Chaque fermeture répond à une ouverture. Sans l'ouverture, le portail ne sait "
            "pas à quoi appartient ce qui suit.",
            "Every closing mark answers an opening one. Without the opening, the portal "
            "cannot tell what the rest belongs to.",
        ),
        mend=Text(
            "Ajoutez le signe ouvrant à cet endroit, avec la mise en page du modèle.",
            "Add the opening mark here, with the layout of the model.",
        ),
        examples=(
            Example(
                '{"client": {"nom": ""}}', '{"client": "nom": "Clinique"}}', finds=True, at=(1, 12)
            ),
            Example('{"client": {"nom": ""}}', '{"client": {"nom": "Clinique"}}', finds=False),
        ),
    ),
    Cause(
        id="S607",
        name="extra-opening",
        source=f"{RFC8259}#section-4",
        params=("found",),
        title=Text(
            "Une accolade ou un crochet ouvrant est de trop",
            "An opening brace or bracket too many",
        ),
        message=Text(
            "« {found} » est de trop ici. Supprimez-le.",
            "“{found}” is one too many here. Delete it.",
        ),
        why=Text(
            "Chaque ouverture demande une fermeture. Une ouverture de trop décale tout ce qui "
            "la suit.",
            "Every opening mark calls for a closing one. One too many shifts all that follows.",
        ),
        mend=Text(
            "Supprimez ce signe, et comparez la ligne à celle du modèle.",
            "Delete this mark, and compare the line with the model's.",
        ),
        examples=(
            Example('{"client": ""}', '{{"client": "Clinique"}', finds=True, at=(1, 2)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
)
