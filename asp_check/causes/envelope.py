"""E2 to E4: newlines, the end of the file, invisible characters in fixed text, limits."""

from __future__ import annotations

from asp_check.causes.cause import ASP, RFC8259, Cause, Example, Text

TABLE = (
    Cause(
        id="E201",
        name="newline-style",
        source=ASP,
        params=("model", "found", "count"),
        title=Text(
            "Les fins de ligne ne sont pas celles du modèle",
            "The line ends are not the model's",
        ),
        message=Text(
            "Les fins de ligne du fichier sont {found}, celles du modèle sont {model} "
            "({count:ligne en cause|lignes en cause}). Enregistrez le fichier avec des fins "
            "de ligne {model}.",
            "The line ends of the file are {found}, the model's are {model} ({count:line "
            "concerned|lines concerned}). Save the file with {model} line ends.",
        ),
        why=Text(
            "Windows termine les lignes par CRLF (deux caractères), Linux et macOS par LF (un "
            "seul). La différence est invisible à l'écran, mais le fichier n'est plus "
            "identique au modèle.",
            "Windows ends lines with CRLF (two characters), Linux and macOS with LF (one). "
            "The difference cannot be seen on the screen, but the file is no longer identical "
            "to the model.",
        ),
        mend=Text(
            "Dans l'éditeur, choisissez la fin de ligne du modèle (VS Code : en bas à "
            "droite ; Notepad++ : Édition, Convertir les sauts de ligne). Si le fichier passe "
            "par git, déclarez-le « -text » dans .gitattributes.",
            "In the editor, choose the model's line end (VS Code: bottom right; Notepad++: "
            "Edit, EOL Conversion). If the file goes through git, declare it “-text” in "
            ".gitattributes.",
        ),
        examples=(
            Example(
                '{\n  "client": ""\n}\n',
                '{\r\n  "client": "Clinique"\r\n}\r\n',
                finds=True,
                at=(1, 2),
            ),
            Example('{\n  "client": ""\n}\n', '{\n  "client": "Clinique"\n}\n', finds=False),
        ),
    ),
    Cause(
        id="E202",
        name="newline-mixed",
        source=ASP,
        params=("model", "found", "count"),
        title=Text(
            "Le fichier mélange plusieurs fins de ligne",
            "The file mixes several line ends",
        ),
        message=Text(
            "Le fichier mélange plusieurs fins de ligne ({found}), le modèle n'emploie que "
            "{model}. Convertissez-les toutes en {model} ({count:ligne à convertir|lignes à "
            "convertir}).",
            "The file mixes several line ends ({found}), the model uses {model} only. Convert "
            "them all to {model} ({count:line to convert|lines to convert}).",
        ),
        why=Text(
            "Un fichier assemblé à partir de plusieurs sources, ou retouché à la main sous "
            "Windows, mélange souvent CRLF et LF. La différence est invisible à l'écran, mais "
            "le fichier n'est plus identique au modèle.",
            "A file put together from several sources, or edited by hand on Windows, often "
            "mixes CRLF and LF. The difference cannot be seen on the screen, but the file is "
            "no longer identical to the model.",
        ),
        mend=Text(
            "Dans l'éditeur, convertissez toutes les fins de ligne vers celle du modèle (VS "
            "Code : en bas à droite ; Notepad++ : Édition, Convertir les sauts de ligne).",
            "In the editor, convert all line ends to the model's (VS Code: bottom right; "
            "Notepad++: Edit, EOL Conversion).",
        ),
        examples=(
            Example(
                '{\n  "client": ""\n}\n', '{\n  "client": "Clinique"\r\n}\n', finds=True, at=(2, 23)
            ),
            Example('{\n  "client": ""\n}\n', '{\n  "client": "Clinique"\n}\n', finds=False),
        ),
    ),
    Cause(
        id="E203",
        name="end-of-file",
        source=ASP,
        params=("model", "found"),
        title=Text(
            "La fin du fichier n'est pas celle du modèle",
            "The end of the file is not the model's",
        ),
        message=Text(
            "Le fichier se termine par {found}, le modèle par {model}. Rétablissez la fin du "
            "modèle.",
            "The file ends with {found}, the model with {model}. Restore the model's end.",
        ),
        variants={
            ("found", ""): Text(
                "Il manque {model} à la fin du fichier : le modèle se termine ainsi. "
                "Ajoutez-le après le dernier caractère.",
                "{model} is missing at the end of the file: the model ends with it. Add it "
                "after the last character.",
            ),
            ("model", ""): Text(
                "Le fichier se termine par {found}, que le modèle n'a pas. Supprimez ce qui "
                "suit le dernier caractère visible.",
                "The file ends with {found}, which the model does not have. Delete what "
                "follows the last visible character.",
            ),
        },
        why=Text(
            "Ce qui suit la dernière accolade compte aussi : une ligne vide ou un retour à la "
            "ligne de plus ou de moins suffit pour que le fichier ne soit plus identique au "
            "modèle. ⟨LF⟩ et ⟨CR⟩ désignent un retour à la ligne.",
            "What follows the last brace counts too: one empty line or line end more or less "
            "is enough for the file to differ from the model. ⟨LF⟩ and ⟨CR⟩ stand for a line "
            "end.",
        ),
        mend=Text(
            "Ajoutez ou supprimez le retour à la ligne final pour finir comme le modèle. "
            "Vérifiez aussi que l'éditeur n'en ajoute pas de lui-même à l'enregistrement.",
            "Add or delete the final line end so that the file ends like the model. Check too "
            "that the editor does not add one by itself when saving.",
        ),
        examples=(
            Example('{"client": ""}\n', '{"client": "Clinique"}', finds=True, at=(1, 23)),
            Example('{"client": ""}\n', '{"client": "Clinique"}\n', finds=False),
        ),
    ),
    Cause(
        id="E301",
        name="bidi-character",
        source=ASP,
        params=("character", "key"),
        title=Text(
            "Un caractère invisible change le sens d'écriture",
            "An invisible character changes the writing direction",
        ),
        message=Text(
            "La clé « {key} » contient {character}, un caractère invisible qui change le sens "
            "d'écriture. Retapez la clé sans lui, ou copiez celle du modèle.",
            "The key “{key}” contains {character}, an invisible character that changes the "
            "writing direction. Retype the key without it, or copy the model's.",
        ),
        variants={
            ("key", ""): Text(
                "{character}, un caractère invisible qui change le sens d'écriture, se trouve "
                "ici. Supprimez-le.",
                "{character}, an invisible character that changes the writing direction, "
                "stands here. Delete it.",
            ),
        },
        why=Text(
            "Ces caractères servent à mêler des écritures de droite à gauche et de gauche à "
            "droite ; ils peuvent faire lire autre chose que ce qui est écrit. Le modèle n'en "
            "contient pas à cet endroit.",
            "These characters serve to mix right-to-left and left-to-right scripts; they can "
            "make people read something else than what is written. The model has none here.",
        ),
        mend=Text(
            "Effacez puis retapez le texte en cause, ou copiez-le depuis le modèle. Évitez de "
            "copier des clés depuis un courriel ou une page web.",
            "Erase and retype the text concerned, or copy it from the model. Avoid copying "
            "keys from an e-mail or a web page.",
        ),
        examples=(
            Example('{"client": ""}', '{"cli\u200eent": "Clinique"}', finds=True, at=(1, 2)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="E302",
        name="zero-width-character",
        source=ASP,
        params=("character", "key"),
        title=Text(
            "Un caractère sans largeur se cache dans le texte fixe",
            "A zero-width character hides in the fixed text",
        ),
        message=Text(
            "La clé « {key} » contient {character}, un caractère invisible. Retapez la clé "
            "sans lui, ou copiez celle du modèle.",
            "The key “{key}” contains {character}, an invisible character. Retype the key "
            "without it, or copy the model's.",
        ),
        variants={
            ("key", ""): Text(
                "{character}, un caractère invisible et sans largeur, se trouve ici. Supprimez-le.",
                "{character}, an invisible character without width, stands here. Delete it.",
            ),
        },
        why=Text(
            "Un caractère sans largeur ne se voit pas, mais la clé n'est plus celle du modèle "
            "et le portail ne la reconnaît pas. Il vient souvent d'un copier-coller depuis "
            "un courriel, une page web ou un PDF.",
            "A zero-width character cannot be seen, but the key is no longer the model's and "
            "the portal does not recognise it. It often comes from a copy and paste out of an "
            "e-mail, a web page or a PDF.",
        ),
        mend=Text(
            "Effacez puis retapez le texte en cause, ou copiez-le depuis le modèle.",
            "Erase and retype the text concerned, or copy it from the model.",
        ),
        examples=(
            Example('{"client": ""}', '{"cli\u200bent": "Clinique"}', finds=True, at=(1, 2)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="E303",
        name="non-nfc",
        source=ASP,
        params=("key",),
        title=Text(
            "Les accents d'une clé sont codés autrement que dans le modèle",
            "The accents of a key are encoded otherwise than in the model",
        ),
        message=Text(
            "La clé « {key} » se lit comme celle du modèle, mais ses accents sont codés à "
            "part des lettres. Retapez-la, ou copiez celle du modèle.",
            "The key “{key}” reads like the model's, but its accents are encoded apart from "
            "their letters. Retype it, or copy the model's.",
        ),
        why=Text(
            "Une lettre accentuée peut être codée en un seul caractère (forme NFC) ou en "
            "deux, la lettre puis l'accent. À l'écran c'est pareil, mais pour le portail ce "
            "sont deux clés différentes ; macOS et certains PDF produisent la seconde forme.",
            "An accented letter can be encoded as one character (form NFC) or as two, the "
            "letter and then the accent. On the screen they look alike, but to the portal "
            "they are two different keys; macOS and some PDFs produce the second form.",
        ),
        mend=Text(
            "Copiez la clé depuis le modèle, ou faites convertir le texte en forme NFC par le "
            "logiciel qui produit le fichier.",
            "Copy the key from the model, or have the program that writes the file convert "
            "the text to the form NFC.",
        ),
        examples=(
            Example('{"région": ""}', '{"re\u0301gion": "Bretagne"}', finds=True, at=(1, 2)),
            Example('{"région": ""}', '{"région": "Bretagne"}', finds=False),
        ),
    ),
    Cause(
        id="E401",
        name="too-large",
        source=f"{RFC8259}#section-9",
        params=("size", "limit"),
        title=Text("Le fichier est trop gros", "The file is too large"),
        message=Text(
            "Le fichier pèse {size:octet|octets}, plus que la limite de {limit:octet|octets}. "
            "Vérifiez qu'il s'agit bien du JSON de la demande.",
            "The file has {size:byte|bytes}, more than the limit of {limit:byte|bytes}. Check "
            "that it really is the JSON of the request.",
        ),
        why=Text(
            "Une demande ne pèse que quelques kilo-octets. Un fichier plus gros que la limite "
            "n'est presque jamais une demande, et il n'a pas été lu.",
            "A request only takes a few kilobytes. A file larger than the limit is hardly "
            "ever a request, and it was not read.",
        ),
        mend=Text(
            "Vérifiez le nom du fichier. S'il regroupe vraiment un très grand nombre de "
            "commandes, découpez-le.",
            "Check the name of the file. If it really groups a very large number of orders, "
            "split it.",
        ),
        examples=(
            Example(
                '{"client": ""}',
                '{"client": "Clinique"}',
                finds=True,
                at=(1, 1),
                limits={"max_size": 16},
            ),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="E402",
        name="too-deep",
        source=f"{RFC8259}#section-9",
        params=("depth", "limit"),
        title=Text(
            "Trop d'accolades ou de crochets sont imbriqués",
            "Too many braces or brackets are nested",
        ),
        message=Text(
            "Les accolades et les crochets sont imbriqués sur {depth:niveau|niveaux}, la "
            "limite est de {limit}. Cherchez une accolade ou un crochet répété par erreur.",
            "Braces and brackets are nested {depth:level|levels} deep, the limit is {limit}. "
            "Look for a brace or a bracket repeated by mistake.",
        ),
        why=Text(
            "Les modèles ne comptent que quelques niveaux. Une imbrication sans fin vient "
            "d'un export défaillant, et ce qui dépasse la limite n'a pas été lu.",
            "The models have a few levels only. Endless nesting comes from a failing export, "
            "and what goes beyond the limit was not read.",
        ),
        mend=Text(
            "Produisez de nouveau le fichier et comparez son imbrication à celle du modèle.",
            "Produce the file again and compare its nesting with the model's.",
        ),
        examples=(
            Example(
                '{"lots": [""]}',
                '{"lots": [["A"]]}',
                finds=True,
                at=(1, 11),
                limits={"max_depth": 2},
            ),
            Example('{"lots": [""]}', '{"lots": ["A"]}', finds=False),
        ),
    ),
)
