"""What the text report says, in French and in English.

Plain spaces, also before « : » and « ; »: a line of a terminal is searched and copied.
"""

from __future__ import annotations

from collections.abc import Mapping

Words = Mapping[str, str]

FR: Words = {
    ":": " : ",
    ";": " ; ",
    "bytes": "<octets>",
    "none": "Aucun fichier contrôlé.",
    # The verdict, and on what it rests.
    "conform": "conforme",
    "nonconform": "non conforme",
    "inconclusive": "indéterminé",
    "reference": " au modèle de RÉFÉRENCE, non officiel,",
    "blank": "contre le modèle vierge, sans manifeste : seule la forme est vérifiée",
    "on": "sur {checks}",
    "with": "avec {counts}",
    "check": "{n} contrôle|{n} contrôles",
    "posed": "{n} contrôle posé|{n} contrôles posés",
    "blocking": "{n} constat bloquant|{n} constats bloquants",
    "warning": "{n} avertissement|{n} avertissements",
    "info": "{n} information|{n} informations",
    "ignored": "{n} constat de plus, non montré : {rules}|{n} constats de plus, non montrés : {rules}",
    "not-run": "{n} non posé|{n} non posés",
    "grave": "{n} bloquant|{n} bloquants",
    "not-run-each": "Contrôles non posés :",
    "of-which": "{total}, dont {kinds}",
    "not-applicable": "sans objet",
    "unmapped-concept": "faute de notion reliée au modèle",
    "unknown-fact": "faute d'une donnée",
    "piece-not-given": "faute de pièce",
    "no-as-of": "faute de date de référence",
    "unreadable": "sans réponse possible",
    "crash": "par un défaut d'asp-check",
    # What was read, against what, when.
    "template": "modèle {id} ({status})",
    "no-template-ref": "sans modèle",
    "status-official": "officiel",
    "status-reference": "de RÉFÉRENCE, non officiel",
    "status-blank": "vierge, sans manifeste",
    "sha256": "SHA-256 lu {sha256}",
    "as-of": "à la date du {as_of}",
    "no-as-of-date": "sans date de référence",
    "reference-data": "référentiel {name} : {path}, {date}, {rows}, SHA-256 {sha256}",
    "undated": "sans date",
    "row": "{n} ligne|{n} lignes",
    "severities": "gravités choisies par la configuration : {severities}",
    # The layout, on a line of its own.
    "substance": "Fond : {state}. ",
    "layout": "Mise en page : {n} écart ({causes}), réparable par `asp-check fix`"
    "|Mise en page : {n} écarts ({causes}), réparables par `asp-check fix`",
    "E201": "fins de ligne",
    "E202": "fins de ligne mêlées",
    "E203": "fin du fichier",
    "T501": "espaces et retraits",
    "reindented": "réindenté",
    "minified": "compacté",
    "pretty-printed": "mis en forme",
    "tabs": "tabulations",
    "trailing-spaces": "espaces en fin de ligne",
    "blank-lines": "lignes vides",
    "spaces": "espaces",
    # Beside the frame.
    "model": "modèle",
    "expected": "attendu",
    "page": "page {n}",
    # Many files.
    "causes": "Causes, sur {files}",
    "cause": "{rule} {name} {severity} {pointer} : {findings} dans {files} ; exemple :",
    "root": "(document)",
    "finding": "{n} constat|{n} constats",
    "file": "{n} fichier|{n} fichiers",
    "conform-files": "{n} conforme|{n} conformes",
    "nonconform-files": "{n} non conforme|{n} non conformes",
    "inconclusive-files": "{n} indéterminé|{n} indéterminés",
    "per-file": "{checks} par fichier",
    "range": "de {low} à {high} contrôles par fichier",
}

EN: Words = {
    ":": ": ",
    ";": "; ",
    "bytes": "<bytes>",
    "none": "No file was checked.",
    "conform": "conform",
    "nonconform": "nonconform",
    "inconclusive": "inconclusive",
    "reference": " to the REFERENCE model, not official,",
    "blank": "against the blank model, without manifest: only the form is checked",
    "on": "on {checks}",
    "with": "with {counts}",
    "check": "{n} check|{n} checks",
    "posed": "{n} check run|{n} checks run",
    "blocking": "{n} blocking finding|{n} blocking findings",
    "warning": "{n} warning|{n} warnings",
    "info": "{n} note|{n} notes",
    "ignored": "{n} more finding, not shown: {rules}|{n} more findings, not shown: {rules}",
    "not-run": "{n} not run|{n} not run",
    "grave": "{n} blocking|{n} blocking",
    "not-run-each": "Checks not run:",
    "of-which": "{total}, of which {kinds}",
    "not-applicable": "not applicable",
    "unmapped-concept": "for want of a concept mapped by the model",
    "unknown-fact": "for want of a fact",
    "piece-not-given": "for want of a piece",
    "no-as-of": "for want of an as-of date",
    "unreadable": "without an answer",
    "crash": "through a fault of asp-check",
    "template": "model {id} ({status})",
    "no-template-ref": "without model",
    "status-official": "official",
    "status-reference": "REFERENCE, not official",
    "status-blank": "blank, without manifest",
    "sha256": "SHA-256 read {sha256}",
    "as-of": "as of {as_of}",
    "no-as-of-date": "without an as-of date",
    "reference-data": "reference {name}: {path}, {date}, {rows}, SHA-256 {sha256}",
    "undated": "undated",
    "row": "{n} row|{n} rows",
    "severities": "severities chosen by the configuration: {severities}",
    "substance": "Substance: {state}. ",
    "layout": "Layout: {n} difference ({causes}), repaired by `asp-check fix`"
    "|Layout: {n} differences ({causes}), repaired by `asp-check fix`",
    "E201": "newlines",
    "E202": "mixed newlines",
    "E203": "end of the file",
    "T501": "blanks and indentation",
    "reindented": "re-indented",
    "minified": "compacted",
    "pretty-printed": "pretty-printed",
    "tabs": "tabs",
    "trailing-spaces": "trailing spaces",
    "blank-lines": "blank lines",
    "spaces": "spaces",
    "model": "model",
    "expected": "expected",
    "page": "page {n}",
    "causes": "Causes, over {files}",
    "cause": "{rule} {name} {severity} {pointer}: {findings} in {files}; for example:",
    "root": "(document)",
    "finding": "{n} finding|{n} findings",
    "file": "{n} file|{n} files",
    "conform-files": "{n} conform|{n} conform",
    "nonconform-files": "{n} nonconform|{n} nonconform",
    "inconclusive-files": "{n} inconclusive|{n} inconclusive",
    "per-file": "{checks} a file",
    "range": "{low} to {high} checks a file",
}

LANGUAGES: Mapping[str, Words] = {"fr": FR, "en": EN}


def count(words: Words, key: str, n: int, **values: str) -> str:
    """So many of this, in the singular or the plural of the language.

    >>> count(FR, "check", 0), count(EN, "check", 0), count(FR, "check", 3000)
    ('0 contrôle', '0 checks', '3000 contrôles')
    """
    one, many = words[key].split("|")
    singular = n == 1 or (n == 0 and words is FR)
    return (one if singular else many).format(n=n, **values)
