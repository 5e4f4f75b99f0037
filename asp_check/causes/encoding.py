"""E1: how the characters are encoded."""

from __future__ import annotations

from asp_check.causes.cause import ASP, RFC8259, Cause, Example, Text

TABLE = (
    Cause(
        id="E101",
        name="not-utf8",
        source=f"{RFC8259}#section-8.1",
        params=("guess", "byte", "character", "count"),
        title=Text(
            "Le fichier n'est pas enregistré en UTF-8",
            "The file is not saved as UTF-8",
        ),
        message=Text(
            "L'octet {byte} (sans doute « {character} ») n'est pas de l'UTF-8 : le fichier "
            "semble enregistré en {guess} ({count:octet en cause|octets en cause}). "
            "Enregistrez-le de nouveau en UTF-8.",
            "Byte {byte} (probably “{character}”) is not UTF-8: the file seems to be saved as "
            "{guess} ({count:byte concerned|bytes concerned}). Save it again as UTF-8.",
        ),
        variants={
            ("guess", ""): Text(
                "L'octet {byte} n'est pas de l'UTF-8 ({count:octet en cause|octets en "
                "cause}) : le fichier a été abîmé, ou il mélange plusieurs encodages. "
                "Produisez-le de nouveau en UTF-8.",
                "Byte {byte} is not UTF-8 ({count:byte concerned|bytes concerned}): the file "
                "was damaged, or it mixes several encodings. Produce it again as UTF-8.",
            ),
            ("character", ""): Text(
                "L'octet {byte} n'est pas de l'UTF-8 : le fichier semble enregistré en "
                "{guess} ({count:octet en cause|octets en cause}). Enregistrez-le de nouveau "
                "en UTF-8.",
                "Byte {byte} is not UTF-8: the file seems to be saved as {guess} ({count:byte "
                "concerned|bytes concerned}). Save it again as UTF-8.",
            ),
        },
        why=Text(
            "Un JSON est du texte en UTF-8. Dans un autre encodage, les lettres accentuées "
            "deviennent illisibles pour le portail et le fichier n'est plus celui du modèle.",
            "A JSON file is UTF-8 text. In another encoding, accented letters cannot be read "
            "by the portal and the file is no longer the model's.",
        ),
        mend=Text(
            "Enregistrez le fichier en choisissant l'encodage « UTF-8 » (sans BOM si le "
            "modèle n'en a pas), puis vérifiez que les accents s'affichent bien. Si un "
            "logiciel produit le fichier, réglez son export sur UTF-8.",
            "Save the file with the encoding “UTF-8” (without BOM if the model has none), "
            "then look at the accented letters. If a program writes the file, set its export "
            "to UTF-8.",
        ),
        examples=(
            Example('{"client": ""}', b'{"client": "Cl\xe9ment"}', finds=True, at=(1, 15)),
            Example('{"client": ""}', '{"client": "Clément"}', finds=False),
        ),
    ),
    Cause(
        id="E102",
        name="other-encoding",
        source=f"{RFC8259}#section-8.1",
        params=("encoding",),
        title=Text(
            "Le fichier est enregistré en UTF-16 ou en UTF-32",
            "The file is saved as UTF-16 or UTF-32",
        ),
        message=Text(
            "Le fichier est enregistré en {encoding} et non en UTF-8. Enregistrez-le de "
            "nouveau en UTF-8.",
            "The file is saved as {encoding}, not as UTF-8. Save it again as UTF-8.",
        ),
        variants={
            ("encoding", "UTF-16 LE"): Text(
                "Le fichier est enregistré en UTF-16 LE et non en UTF-8. Enregistrez-le de "
                "nouveau en UTF-8 ; s'il sort de PowerShell 5, la redirection « > » en est la "
                "cause.",
                "The file is saved as UTF-16 LE, not as UTF-8. Save it again as UTF-8; if it "
                "comes from PowerShell 5, the redirection “>” is the cause.",
            ),
        },
        why=Text(
            "Un JSON est du texte en UTF-8. La redirection « > » de PowerShell 5 et "
            "l'encodage « Unicode » du Bloc-notes écrivent de l'UTF-16, où chaque caractère "
            "occupe au moins deux octets.",
            "A JSON file is UTF-8 text. The redirection “>” of PowerShell 5 and the encoding "
            "“Unicode” of Notepad write UTF-16, where every character takes at least two "
            "bytes.",
        ),
        mend=Text(
            "Enregistrez le fichier en choisissant l'encodage « UTF-8 ». Dans un script, "
            "prenez PowerShell 7, ou « [IO.File]::WriteAllText » qui écrit de l'UTF-8 sans "
            "BOM.",
            "Save the file with the encoding “UTF-8”. In a script, use PowerShell 7, or "
            "“[IO.File]::WriteAllText”, which writes UTF-8 without BOM.",
        ),
        examples=(
            Example(
                '{"client": ""}',
                '\ufeff{"client": "Clinique"}'.encode("utf-16-le"),
                finds=True,
                at=(1, 1),
            ),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="E103",
        name="unexpected-bom",
        source=ASP,
        title=Text(
            "Le fichier commence par un BOM que le modèle n'a pas",
            "The file starts with a BOM that the model does not have",
        ),
        message=Text(
            "Le fichier commence par trois octets invisibles (BOM) que le modèle n'a pas. "
            "Enregistrez-le en « UTF-8 » et non en « UTF-8 avec BOM ».",
            "The file starts with three invisible bytes (BOM) that the model does not have. "
            "Save it as “UTF-8”, not as “UTF-8 with BOM”.",
        ),
        why=Text(
            "Le BOM (marque d'ordre des octets) est invisible à l'écran, mais il change le "
            "début du fichier. Excel, le Bloc-notes et PowerShell 5 l'ajoutent souvent.",
            "The BOM (byte order mark) cannot be seen on the screen, but it changes the start "
            "of the file. Excel, Notepad and PowerShell 5 often add it.",
        ),
        mend=Text(
            "Enregistrez le fichier avec l'encodage « UTF-8 » ou « UTF-8 sans BOM ».",
            "Save the file with the encoding “UTF-8” or “UTF-8 without BOM”.",
        ),
        examples=(
            Example('{"client": ""}', b'\xef\xbb\xbf{"client": "Clinique"}', finds=True, at=(1, 1)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="E104",
        name="missing-bom",
        source=ASP,
        title=Text(
            "Le modèle commence par un BOM que le fichier n'a pas",
            "The model starts with a BOM that the file does not have",
        ),
        message=Text(
            "Le modèle commence par trois octets invisibles (BOM) que le fichier n'a pas. "
            "Enregistrez le fichier en « UTF-8 avec BOM ».",
            "The model starts with three invisible bytes (BOM) that the file does not have. "
            "Save the file as “UTF-8 with BOM”.",
        ),
        why=Text(
            "Le BOM (marque d'ordre des octets) est invisible à l'écran, mais il fait partie "
            "du modèle : sans lui, le fichier ne commence pas comme le modèle.",
            "The BOM (byte order mark) cannot be seen on the screen, but it belongs to the "
            "model: without it, the file does not start like the model.",
        ),
        mend=Text(
            "Enregistrez le fichier avec l'encodage « UTF-8 avec BOM ».",
            "Save the file with the encoding “UTF-8 with BOM”.",
        ),
        examples=(
            Example(b'\xef\xbb\xbf{"client": ""}', '{"client": "Clinique"}', finds=True, at=(1, 1)),
            Example(
                b'\xef\xbb\xbf{"client": ""}', b'\xef\xbb\xbf{"client": "Clinique"}', finds=False
            ),
        ),
    ),
    Cause(
        id="E105",
        name="nul-character",
        source=f"{RFC8259}#section-2",
        params=("count",),
        title=Text(
            "Le fichier contient des caractères nuls",
            "The file contains NUL characters",
        ),
        message=Text(
            "Le fichier contient {count:caractère nul invisible|caractères nuls invisibles} "
            "(U+0000), à partir d'ici. Il a sans doute été abîmé par une copie ou un export : "
            "produisez-le de nouveau.",
            "The file contains {count:invisible NUL character|invisible NUL characters} "
            "(U+0000), from here on. A copy or an export probably damaged it: produce it "
            "again.",
        ),
        why=Text(
            "Un caractère nul n'a jamais sa place dans un JSON. Il apparaît quand un fichier "
            "a été mal copié, tronqué ou converti.",
            "A NUL character never has a place in a JSON file. It appears when a file was "
            "badly copied, cut short or converted.",
        ),
        mend=Text(
            "Exportez ou téléchargez de nouveau le fichier. S'il n'y en a qu'un, supprimez-le "
            "avec un éditeur qui montre les caractères invisibles.",
            "Export or download the file again. If there is only one, delete it with an "
            "editor that shows invisible characters.",
        ),
        examples=(
            Example('{"client": ""}', '{\x00"client": "Clinique"}', finds=True, at=(1, 2)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
    Cause(
        id="E106",
        name="control-character",
        source=f"{RFC8259}#section-2",
        params=("character",),
        title=Text(
            "Un caractère de contrôle se trouve entre les éléments",
            "A control character stands between the elements",
        ),
        message=Text(
            "Le caractère de contrôle {character}, invisible, n'a pas sa place ici. Supprimez-le.",
            "The control character {character}, invisible, has no place here. Delete it.",
        ),
        why=Text(
            "Entre les éléments d'un JSON, seuls l'espace, la tabulation et les fins de ligne "
            "sont admis. Les autres caractères de contrôle viennent souvent d'un "
            "copier-coller depuis Word ou un PDF.",
            "Between the elements of a JSON file, only spaces, tabs and line ends are "
            "allowed. Other control characters often come from a copy and paste out of Word "
            "or a PDF.",
        ),
        mend=Text(
            "Supprimez ce caractère avec un éditeur qui montre les caractères invisibles, ou "
            "effacez puis retapez ce qui l'entoure.",
            "Delete this character with an editor that shows invisible characters, or erase "
            "and retype what is around it.",
        ),
        examples=(
            Example('{"client": ""}', '{\x0b"client": "Clinique"}', finds=True, at=(1, 2)),
            Example('{"client": ""}', '{"client": "Clinique"}', finds=False),
        ),
    ),
)
