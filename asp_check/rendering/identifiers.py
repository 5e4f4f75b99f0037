"""Keys of a JSON as names of Python: safe, unlike one another, and still to be recognised."""

from __future__ import annotations

import keyword
import re
import unicodedata

_WORDS = re.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_LONGEST = 60

FIELDS_TAKEN = frozenset(
    [
        "bool",
        "construct",
        "copy",
        "datetime",
        "dict",
        "fields",
        "from_orm",
        "int",
        "json",
        "list",
        "mro",
        "parse_file",
        "parse_obj",
        "parse_raw",
        "register",
        "root",
        "schema",
        "schema_json",
        "self",
        "str",
        "tuple",
        "update_forward_refs",
        "validate",
    ]
)
"""Names that a field would hide: those of pydantic, and the types that annotations name."""

CLASSES_TAKEN = frozenset(
    [
        "Annotated",
        "Any",
        "BaseModel",
        "ConfigDict",
        "Decimal",
        "Field",
        "Literal",
        "None",
        "True",
        "False",
        "RootModel",
        "SerializationInfo",
        "SerializerFunctionWrapHandler",
    ]
)
"""Names that the module imports."""


def words(key: str) -> list[str]:
    """The words of a key, without accents: letters and digits of ASCII only.

    >>> words("montantHT"), words("MONTANT_SEGUR_HT"), words("numéro BDC2"), words("«»")
    (['montant', 'HT'], ['MONTANT', 'SEGUR', 'HT'], ['numero', 'BDC', '2'], [])
    """
    plain = unicodedata.normalize("NFKD", key.replace("œ", "oe").replace("Œ", "OE"))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return _WORDS.findall(bare[: 4 * _LONGEST])


def field(key: str, taken: set[str]) -> str:
    """A field's name for this key, unlike those taken, and noted there.

    >>> field("montantHT", set()), field("class", set()), field("0", set()), field("model_x", set())
    ('montant_ht', 'class_', 'champ_0', 'champ_model_x')
    """
    name = "_".join(words(key)).lower()[:_LONGEST].strip("_")
    if not name or name[0].isdigit() or name.startswith("model_"):
        name = f"champ_{name}".rstrip("_")
    if keyword.iskeyword(name) or name in FIELDS_TAKEN:
        name += "_"
    return _unlike(name, taken, "_")


def class_name(key: str, taken: set[str], holder: str, *, is_element: bool) -> str:
    """A class's name for what this key holds; ``is_element``: for one of its elements.

    >>> class_name("commandes", set(), "Demande", is_element=True)
    'Commande'
    >>> class_name("adresse", {"Adresse"}, "Client", is_element=False)
    'ClientAdresse'
    """
    found = words(key)
    if is_element:
        found = [_singular(found[0]), *found[1:]] if found else []
    name = "".join(word[:1].upper() + word[1:].lower() for word in found)[:_LONGEST]
    if not name or name[0].isdigit():
        name = f"Objet{name}"
    if name in taken or name in CLASSES_TAKEN or keyword.iskeyword(name):
        name = f"{holder}{name}"[:_LONGEST]
    return _unlike(name, taken, "")


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sSxX" else word


def _unlike(name: str, taken: set[str], joint: str) -> str:
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name.rstrip('_')}{joint}{number}"
    taken.add(found)
    return found
