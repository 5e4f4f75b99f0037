"""T1: keys missing, unknown, misspelled, misplaced, out of order."""

from __future__ import annotations

from asp_check.causes.cause import ASP, Cause, Example, Text

TABLE = (
    Cause(
        id="T101",
        name="missing-key",
        source=ASP,
        params=("key", "parent"),
        title=Text("Une clé du modèle manque", "A key of the model is missing"),
        message=Text(
            "La clé « {key} » manque dans {parent}. Ajoutez-la ici avec sa valeur, comme dans "
            "le modèle.",
            "The key “{key}” is missing in {parent}. Add it here with its value, as in the model.",
        ),
        why=Text(
            "Le modèle impose toutes ses clés, même quand la valeur est vide. Un fichier "
            "auquel il en manque une est refusé.",
            "The model requires all its keys, even where the value is empty. A file that "
            "lacks one is refused.",
        ),
        mend=Text(
            "Recopiez la clé depuis le modèle, à la même place, et remplissez sa valeur.",
            "Copy the key from the model, to the same place, and fill in its value.",
        ),
        examples=(
            Example(
                '{"client": "", "montantHT": 0.00}', '{"montantHT": 12.50}', finds=True, at=(1, 2)
            ),
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique", "montantHT": 12.50}',
                finds=False,
            ),
        ),
    ),
    Cause(
        id="T102",
        name="unknown-key",
        source=ASP,
        params=("key", "parent"),
        title=Text("Une clé n'existe pas dans le modèle", "A key does not exist in the model"),
        message=Text(
            "La clé « {key} » n'existe pas dans {parent} du modèle. Supprimez-la avec sa valeur.",
            "The key “{key}” does not exist in {parent} of the model. Delete it with its value.",
        ),
        why=Text(
            "Le fichier doit avoir exactement les clés du modèle. Une clé de plus, même "
            "utile, le fait refuser.",
            "The file must have exactly the keys of the model. One key more, however useful, "
            "gets it refused.",
        ),
        mend=Text(
            "Supprimez la clé, sa valeur et la virgule qui les suit. Si elle vient d'une "
            "version plus récente du modèle, téléchargez cette version et contrôlez avec "
            "elle.",
            "Delete the key, its value and the comma after them. If it comes from a newer "
            "version of the model, download that version and check against it.",
        ),
        examples=(
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique", "siret": "12345678900012", "montantHT": 12.50}',
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
        id="T103",
        name="misspelled-key",
        source=ASP,
        params=("key", "model", "why"),
        title=Text(
            "Une clé n'est pas écrite comme dans le modèle",
            "A key is not spelled as in the model",
        ),
        message=Text(
            "La clé « {key} » devrait s'écrire « {model} ».",
            "The key “{key}” should be spelled “{model}”.",
        ),
        variants={
            ("why", "case"): Text(
                "La clé « {key} » devrait s'écrire « {model} » (majuscules).",
                "The key “{key}” should be spelled “{model}” (capitals).",
            ),
            ("why", "accents"): Text(
                "La clé « {key} » devrait s'écrire « {model} » (accents).",
                "The key “{key}” should be spelled “{model}” (accents).",
            ),
            ("why", "homoglyph"): Text(
                "La clé « {key} » devrait s'écrire « {model} » : elle contient un caractère "
                "d'un autre alphabet, qui lui ressemble. Retapez-la, ou copiez celle du "
                "modèle.",
                "The key “{key}” should be spelled “{model}”: it contains a look-alike "
                "character of another alphabet. Retype it, or copy the model's.",
            ),
            ("why", "zero-width"): Text(
                "La clé « {key} » devrait s'écrire « {model} » : elle contient un caractère "
                "invisible. Retapez-la, ou copiez celle du modèle.",
                "The key “{key}” should be spelled “{model}”: it contains an invisible "
                "character. Retype it, or copy the model's.",
            ),
            ("why", "spaces"): Text(
                "La clé « {key} » devrait s'écrire « {model} » (espaces, tirets ou soulignés).",
                "The key “{key}” should be spelled “{model}” (spaces, hyphens or underscores).",
            ),
        },
        why=Text(
            "Le portail reconnaît les clés à la lettre près : majuscules, accents et espaces "
            "comptent.",
            "The portal recognises keys to the letter: capitals, accents and spaces count.",
        ),
        mend=Text(
            "Copiez la clé depuis le modèle. Si un logiciel produit le fichier, corrigez le "
            "nom à la source.",
            "Copy the key from the model. If a program writes the file, correct the name at "
            "the source.",
        ),
        examples=(
            Example(
                '{"client": "", "montantHT": 0.00}',
                '{"client": "Clinique", "montantHt": 12.50}',
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
        id="T104",
        name="misplaced-key",
        source=ASP,
        params=("key", "found_parent", "model_parent"),
        title=Text("Une clé n'est pas à sa place", "A key is not in its place"),
        message=Text(
            "La clé « {key} » est dans {found_parent}, le modèle la met dans {model_parent}. "
            "Déplacez-la avec sa valeur.",
            "The key “{key}” is in {found_parent}, the model has it in {model_parent}. Move "
            "it with its value.",
        ),
        why=Text(
            "Le modèle impose la place de chaque clé. La bonne clé au mauvais endroit n'est "
            "pas lue.",
            "The model sets the place of each key. The right key in the wrong place is not read.",
        ),
        mend=Text(
            "Coupez la clé et sa valeur, et collez-les à l'endroit du modèle, avec leurs virgules.",
            "Cut the key and its value, and paste them where the model has them, with their "
            "commas.",
        ),
        examples=(
            Example(
                '{"client": {"nom": ""}, "siret": ""}',
                '{"client": {"nom": "Clinique", "siret": "12345678900012"}}',
                finds=True,
                at=(1, 32),
            ),
            Example(
                '{"client": {"nom": ""}, "siret": ""}',
                '{"client": {"nom": "Clinique"}, "siret": "12345678900012"}',
                finds=False,
            ),
        ),
    ),
    Cause(
        id="T105",
        name="key-order",
        source=ASP,
        params=("key", "after"),
        title=Text(
            "Une clé n'est pas dans l'ordre du modèle",
            "A key is not in the order of the model",
        ),
        message=Text(
            "La clé « {key} » n'est pas dans l'ordre du modèle. Placez-la juste après « {after} ».",
            "The key “{key}” is not in the order of the model. Put it right after “{after}”.",
        ),
        variants={
            ("after", ""): Text(
                "La clé « {key} » n'est pas dans l'ordre du modèle. Placez-la en premier.",
                "The key “{key}” is not in the order of the model. Put it first.",
            ),
        },
        why=Text(
            "Le fichier doit être identique au modèle, l'ordre des clés compris. Un logiciel "
            "qui trie les clés par ordre alphabétique produit cet écart.",
            "The file must be identical to the model, the order of the keys included. A "
            "program that sorts keys alphabetically produces this difference.",
        ),
        mend=Text(
            "Déplacez la clé avec sa valeur. Si un logiciel produit le fichier, faites-lui "
            "écrire les clés dans l'ordre du modèle.",
            "Move the key with its value. If a program writes the file, make it write the "
            "keys in the order of the model.",
        ),
        examples=(
            Example(
                '{"numero": "", "client": "", "montantHT": 0.00}',
                '{"montantHT": 12.50, "numero": "BDC-1", "client": "Clinique"}',
                finds=True,
                at=(1, 2),
            ),
            Example(
                '{"numero": "", "client": "", "montantHT": 0.00}',
                '{"numero": "BDC-1", "client": "Clinique", "montantHT": 12.50}',
                finds=False,
            ),
        ),
    ),
    Cause(
        id="T106",
        name="key-escape",
        source=ASP,
        params=("found", "model"),
        title=Text(
            "Une clé est codée autrement que dans le modèle",
            "A key is encoded otherwise than in the model",
        ),
        message=Text(
            "C'est la bonne clé, mais codée autrement. Écrivez {model} au lieu de {found}.",
            "It is the right key, but encoded otherwise. Write {model} instead of {found}.",
        ),
        why=Text(
            "En JSON, un caractère peut s'écrire tel quel (é) ou par une séquence (\\u00e9). "
            "Le fichier doit employer la forme du modèle.",
            "In JSON, a character can be written as it is (é) or as a sequence (\\u00e9). The "
            "file must use the form of the model.",
        ),
        mend=Text(
            "Recopiez la clé depuis le modèle. Si un logiciel produit le fichier, réglez son "
            "export pour qu'il écrive les accents comme le modèle.",
            "Copy the key from the model. If a program writes the file, set its export so "
            "that it writes accents as the model does.",
        ),
        examples=(
            Example('{"numéro": ""}', '{"num\\u00e9ro": "BDC-1"}', finds=True, at=(1, 2)),
            Example('{"numéro": ""}', '{"numéro": "BDC-1"}', finds=False),
        ),
    ),
)
