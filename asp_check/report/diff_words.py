"""What the forms of ``diff`` say, in French and in English.

Plain spaces, also before « : » and « ; »: a line of a terminal is searched and copied.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from asp_check.pointer import split
from asp_check.text import shorten, visible

Words = Mapping[str, str]

FR: Words = {
    ":": " : ",
    ";": " ; ",
    "title": "Comparaison de deux fichiers",
    "bytes": "<octets>",
    # The answer.
    "same-bytes": "mêmes octets",
    "same-data": "mêmes données, écrites autrement",
    "different-data": "données différentes",
    "different-text": "textes différents",
    "failed": "comparaison impossible",
    "as-text": "comparés comme des textes, car {which} ne se lit pas comme du JSON",
    "as-text-both": "comparés comme des textes, car ni A ni B ne se lisent comme du JSON",
    "change": "{n} changement|{n} changements",
    "filled": "{n} champ du modèle rempli|{n} champs du modèle remplis",
    "hunk": "{n} endroit|{n} endroits",
    # The two files.
    "files": "Les deux fichiers",
    "file": "Fichier",
    "size": "Taille",
    "template": "Modèle",
    "template-of": "modèle {id} ({status})",
    "no-template": "sans modèle",
    "official": "officiel",
    "reference": "de RÉFÉRENCE, non officiel",
    "blank": "vierge, sans manifeste",
    "byte": "{n} octet|{n} octets",
    "other-version": "La version du modèle n'est pas la même : A suit {a}, B suit {b}.",
    "other-template": "Le modèle n'est pas le même : A suit {a}, B suit {b}.",
    "other-blank": "Le modèle {a} n'a pas le même contenu des deux côtés (SHA-256 {sum_a} et {sum_b}).",
    # The writing.
    "writings": "Écriture",
    "writings-of": "Écrit autrement, sans effet sur les données :",
    "cause": "Cause",
    "count": "Nombre",
    "place": "Premier endroit",
    "example": "Exemple",
    "times": "{n} endroit|{n} endroits",
    "encoding": "encodage",
    "bom": "marque d'ordre des octets (BOM)",
    "newline": "fins de ligne",
    "end": "fin du fichier",
    "layout": "espaces et retraits",
    "order": "ordre des clés",
    "escape": "échappements",
    "number": "écriture des nombres",
    "nothing": "rien",
    # The changes.
    "changes": "Changements",
    "changes-of": "Données qui changent :",
    "kind": "Genre",
    "path": "Chemin",
    "old": "Avant (A)",
    "new": "Après (B)",
    "changed": "changé",
    "added": "ajouté",
    "removed": "supprimé",
    "renamed": "renommé",
    "moved": "déplacé",
    # A file held against its model: B is the model, with the values of the file.
    "change-of-model": "{n} écart|{n} écarts",
    "changes-of-model": "Écarts",
    "renamed-of-model": "autre nom",
    "changes-of-of-model": "Données qui ne sont pas celles du modèle rempli :",
    "old-of-model": "Fichier (A)",
    "new-of-model": "Modèle rempli (B)",
    "changed-of-model": "différent",
    "added-of-model": "manquant",
    "removed-of-model": "en trop",
    "whole": "le document entier",
    "element": "{name} n° {n}",
    "alike": "s'affichent de même : points de code nommés",
    # The text.
    "text": "Texte",
    "text-of": "Texte, A à gauche et B à droite :",
    "unified-of": "Texte, - A, + B :",
    "not-drawn": "Texte non montré : {which} n'est pas en UTF-8.",
    "both": "A et B",
    "line-a": "Ligne A",
    "line-b": "Ligne B",
    "more-changes": "{n} changement de plus, non montré : --format json donne tous les changements|{n} changements de plus, non montrés : --format json donne tous les changements",
    "more-hunks": "{n} endroit de plus, non montré : --format json donne tous les endroits|{n} endroits de plus, non montrés : --format json donne tous les endroits",
    "more-lines": "{n} ligne de plus dans ce passage|{n} lignes de plus dans ce passage",
    "blank-hunks": "{n} écart de seule mise en page non montré|{n} écarts de seule mise en page non montrés",
    "masked": "Valeurs masquées.",
}

EN: Words = {
    ":": ": ",
    ";": "; ",
    "title": "Two files compared",
    "bytes": "<bytes>",
    "same-bytes": "same bytes",
    "same-data": "same data, written differently",
    "different-data": "different data",
    "different-text": "different texts",
    "failed": "could not compare",
    "as-text": "compared as texts, because {which} does not read as JSON",
    "as-text-both": "compared as texts, because neither A nor B reads as JSON",
    "change": "{n} change|{n} changes",
    "filled": "{n} blank of the model filled|{n} blanks of the model filled",
    "hunk": "{n} place|{n} places",
    "files": "The two files",
    "file": "File",
    "size": "Size",
    "template": "Model",
    "template-of": "model {id} ({status})",
    "no-template": "without model",
    "official": "official",
    "reference": "REFERENCE, not official",
    "blank": "blank, without manifest",
    "byte": "{n} byte|{n} bytes",
    "other-version": "The version of the model is not the same: A follows {a}, B follows {b}.",
    "other-template": "The model is not the same: A follows {a}, B follows {b}.",
    "other-blank": "The model {a} has not the same content on both sides (SHA-256 {sum_a} and {sum_b}).",
    "writings": "Writing",
    "writings-of": "Written differently, without effect on the data:",
    "cause": "Cause",
    "count": "Count",
    "place": "First place",
    "example": "Example",
    "times": "{n} place|{n} places",
    "encoding": "encoding",
    "bom": "byte-order mark (BOM)",
    "newline": "newlines",
    "end": "end of the file",
    "layout": "blanks and indentation",
    "order": "order of the keys",
    "escape": "escapes",
    "number": "form of the numbers",
    "nothing": "nothing",
    "changes": "Changes",
    "changes-of": "Data that change:",
    "kind": "Kind",
    "path": "Path",
    "old": "Before (A)",
    "new": "After (B)",
    "changed": "changed",
    "added": "added",
    "removed": "removed",
    "renamed": "renamed",
    "moved": "moved",
    "change-of-model": "{n} difference|{n} differences",
    "changes-of-model": "Differences",
    "renamed-of-model": "other name",
    "changes-of-of-model": "Data that are not those of the model filled in:",
    "old-of-model": "File (A)",
    "new-of-model": "Model filled in (B)",
    "changed-of-model": "different",
    "added-of-model": "missing",
    "removed-of-model": "superfluous",
    "whole": "the whole document",
    "element": "{name} no. {n}",
    "alike": "print alike: code points named",
    "text": "Text",
    "text-of": "Text, A on the left and B on the right:",
    "unified-of": "Text, - A, + B:",
    "not-drawn": "Text not shown: {which} is not in UTF-8.",
    "both": "A and B",
    "line-a": "Line A",
    "line-b": "Line B",
    "more-changes": "{n} more change not shown: --format json gives all changes|{n} more changes not shown: --format json gives all changes",
    "more-hunks": "{n} more place not shown: --format json gives all places|{n} more places not shown: --format json gives all places",
    "more-lines": "{n} more line in this stretch|{n} more lines in this stretch",
    "blank-hunks": "{n} difference of layout alone not shown|{n} differences of layout alone not shown",
    "masked": "Values masked.",
}

LANGUAGES: Mapping[str, Words] = {"fr": FR, "en": EN}

_NAME = 60
# "montantHT": "montant", "HT"; "adressesMSSante": "adresses", "MSSante".
_HUMP = re.compile(r"(?<=[a-z0-9à-öø-ÿ])(?=[A-Z])|[_\-\s]+")


def number(lang: str, key: str, n: int) -> str:
    """So many of this, in the singular or the plural of the language; thousands apart.

    >>> number("fr", "change", 0), number("en", "change", 1234)
    ('0 changement', '1,234 changes')
    """
    one, many = LANGUAGES[lang][key].split("|")
    singular = n == 1 or (n == 0 and lang == "fr")
    shown = f"{n:,}" if lang == "en" else f"{n:,}".replace(",", "\u202f")
    return (one if singular else many).format(n=shown)


def key_words(key: str) -> str:
    """A key of JSON as words.

    >>> key_words("montantTotalHT"), key_words("date_signature"), key_words("adressesMSSante")
    ('montant total HT', 'date signature', 'adresses MSSante')
    """
    parts = [part for part in _HUMP.split(shorten(key, _NAME)) if part]
    words = [part if part[:2].isupper() else part[:1].lower() + part[1:] for part in parts]
    return visible(" ".join(words)) or '""'


def path_words(path: str, words: Words) -> str:
    """The path of a JSON Pointer in words, from the outside in.

    >>> path_words("/commandes/0/total/montantHT", FR)
    'commandes n° 1, total, montant HT'
    """
    found: list[str] = []
    for token in split(path):
        if token.isascii() and token.isdecimal() and len(token) < 12 and found:
            found[-1] = words["element"].format(name=found[-1], n=int(token) + 1)
        else:
            found.append(key_words(token))
    return ", ".join(found) or words["whole"]
