"""``asp-check init``: a configuration to fill in, each key with what it is for."""

from __future__ import annotations

import os
from typing import NamedTuple

from asp_check.cli import options as shared
from asp_check.cli.command import Command, Option, Words, current_language
from asp_check.finding import UsageError
from asp_check.rules.common.needs import CEILINGS_PAGE, FINESS_PAGE


class Part(NamedTuple):
    """A few lines of the file: what is said, in French and in English, then an example.

    A line of the example that begins with ``#`` is one once that mark is removed; the others count
    as they are.
    """

    fr: str
    en: str
    example: str = ""


PARTS = (
    Part(
        "Configuration d’asp-check. Une ligne « # texte » explique, une ligne « #clé = valeur » est\n"
        "un exemple : enlevez son # pour qu’elle compte. Les chemins partent du dossier de ce fichier ;\n"
        "la ligne de commande l’emporte sur lui.",
        "Configuration of asp-check. A line '# text' explains, a line '#key = value' is an example:\n"
        "remove its # to make it count. Paths start from the folder of this file; the command line\n"
        "wins over it.",
    ),
    Part("--- Le modèle", "--- The template"),
    Part(
        "Le modèle de tous les fichiers : un identifiant (asp-check template list), un JSON vierge ou un dossier.",
        "The template of every file: an id (asp-check template list), a blank JSON, or a folder.",
        '#template = "hop-dpi-va2/avance"',
    ),
    Part(
        "Vos dossiers de modèles, cherchés avant ceux du programme.",
        "Your folders of templates, searched before those of the program.",
        '#templates = ["modeles"]',
    ),
    Part(
        "false refuse les modèles de référence, qui sont reconstitués et non officiels.",
        "false refuses reference models, which are reconstructions and not official.",
        "#allow_reference = false",
    ),
    Part(
        "Le dossier des fichiers que le portail a acceptés ou refusés (asp-check corpus).",
        "The folder of the files that the portal accepted or refused (asp-check corpus).",
        '#corpus = "asp-corpus"',
    ),
    Part("--- Ce que les règles de financement savent", "--- What the rules of funding know"),
    Part(
        "Un fichier à vous, qui complète ou corrige ce que l’on sait des dispositifs (dates, parts).",
        "A file of your own that adds to, or corrects, what is known of the dispositifs (dates, shares).",
        '#dispositifs = "dispositifs.toml"',
    ),
    Part(
        f"--- Les plafonds par établissement, en CSV ou en XLSX ; à télécharger : {CEILINGS_PAGE}",
        f"--- The ceilings by establishment, as CSV or XLSX; download them: {CEILINGS_PAGE}",
        '#reference.ceilings.file = "plafonds.csv"',
    ),
    Part(
        "Le séparateur des colonnes d’un CSV, s’il n’est pas reconnu.",
        "What separates the columns of a CSV, if it is not recognised.",
        '#reference.ceilings.delimiter = ";"',
    ),
    Part(
        "L’encodage d’un CSV, s’il n’est pas reconnu.",
        "The encoding of a CSV, if it is not recognised.",
        '#reference.ceilings.encoding = "utf-8"',
    ),
    Part(
        "Le jour des données, si le fichier ne le porte pas : sans guillemets.",
        "The day the data is of, if the file does not bear it: without quotes.",
        "#reference.ceilings.date = 2025-03-31",
    ),
    Part(
        "Les colonnes, si leurs en-têtes ne sont pas reconnus : l’en-tête, ou le numéro à partir de 1.\n"
        "Tout cela (delimiter, encoding, date, sheet, columns) se dit de même des fichiers suivants.",
        "The columns, if their headers are not recognised: the header, or the number from 1.\n"
        "All of this (delimiter, encoding, date, sheet, columns) can be said of the next files too.",
    ),
    Part(
        "L’identifiant du bénéficiaire (FINESS, SIRET, AM, RPPS).",
        "The identifier of the beneficiary (FINESS, SIRET, AM, RPPS).",
        '#reference.ceilings.columns.identifier = "FINESS"',
    ),
    Part(
        "Le plafond, en euros hors taxe.",
        "The ceiling, in euros excluding tax.",
        '#reference.ceilings.columns.amount = "Plafond HT"',
    ),
    Part(
        "Le dispositif.", "The dispositif.", '#reference.ceilings.columns.dispositif = "Dispositif"'
    ),
    Part("La prestation.", "The prestation.", '#reference.ceilings.columns.service = "Prestation"'),
    Part(
        f"--- Le répertoire FINESS ; à télécharger : {FINESS_PAGE}",
        f"--- The FINESS directory; download it: {FINESS_PAGE}",
        '#reference.finess.file = "finess.csv"',
    ),
    Part("Le numéro FINESS.", "The FINESS number.", '#reference.finess.columns.finess = "FINESS"'),
    Part(
        "Le numéro de l’entité juridique.",
        "The number of the legal entity.",
        '#reference.finess.columns.legal_finess = "FINESS EJ"',
    ),
    Part("La raison sociale.", "The name.", '#reference.finess.columns.name = "Raison sociale"'),
    Part(
        "Le code de la catégorie.",
        "The code of the category.",
        '#reference.finess.columns.category = "Catégorie"',
    ),
    Part(
        "Le libellé de la catégorie.",
        "The label of the category.",
        '#reference.finess.columns.category_label = "Libellé de la catégorie"',
    ),
    Part(
        "La date d’ouverture.",
        "The day it was opened.",
        '#reference.finess.columns.opened = "Ouverture"',
    ),
    Part(
        "La date de fermeture.",
        "The day it was closed.",
        '#reference.finess.columns.closed = "Fermeture"',
    ),
    Part(
        "Entité juridique, ou site.",
        "Legal entity, or site.",
        '#reference.finess.columns.is_legal = "Type"',
    ),
    Part(
        "--- Les financements déjà obtenus : votre export du portail de l’ASP",
        "--- The fundings already obtained: your export of the ASP’s portal",
        '#reference.funded.file = "finances.xlsx"',
    ),
    Part(
        "La feuille d’un classeur XLSX, s’il y en a plusieurs.",
        "The sheet of an XLSX workbook, if there are several.",
        '#reference.funded.sheet = "Export"',
    ),
    Part(
        "L’identifiant du bénéficiaire ; sans en-tête, le numéro de la colonne.",
        "The identifier of the beneficiary; without a header, the number of the column.",
        "#reference.funded.columns.identifier = 1",
    ),
    Part("Le dispositif.", "The dispositif.", "#reference.funded.columns.dispositif = 2"),
    Part(
        "Le numéro de la demande.",
        "The number of the request.",
        "#reference.funded.columns.request = 3",
    ),
    Part("Le fournisseur.", "The supplier.", "#reference.funded.columns.supplier = 4"),
    Part("--- Le contrôle", "--- The check"),
    Part(
        'La langue des messages : "fr" ou "en".',
        'The language of the messages: "fr" or "en".',
        'lang = "{lang}"',
    ),
    Part(
        'Espaces, fins de ligne et fin du fichier : "error" (bloquants), "warn" ou "off" (non contrôlés).',
        'Blanks, newlines and the end of the file: "error" (blocking), "warn" or "off" (not checked).',
        'layout = "error"',
    ),
    Part(
        "true : un avertissement suffit à refuser le fichier.",
        "true: a warning is enough to refuse the file.",
        "strict = false",
    ),
    Part(
        "true : tout rapport masque les valeurs (2B•••••20) ; false : aucun, pas même sarif, junit, github, gitlab.",
        "true: every report hides values (2B•••••20); false: none does, not even sarif, junit, github, gitlab.",
        "#mask = true",
    ),
    Part(
        "Ne garde que les règles qui commencent ainsi (la liste : asp-check rules).",
        "Keeps only the rules that begin with this (the list: asp-check rules).",
        '#select = ["E", "S", "T", "V", "R"]',
    ),
    Part(
        "Écarte les règles qui commencent ainsi.",
        "Drops the rules that begin with this.",
        '#ignore = ["T404"]',
    ),
    Part(
        "Pas de verdict si une de ces règles n’a pas pu être posée.",
        "No verdict if one of these rules could not be asked.",
        '#require = ["R203"]',
    ),
    Part(
        "Constats montrés par fichier ; les autres sont comptés par règle.",
        "Findings shown for one file; the others are counted by rule.",
        "#max_findings = 1000",
    ),
    Part(
        "Octets au-delà desquels un fichier n’est pas lu.",
        "Bytes beyond which a file is not read.",
        "#max_size = 268435456",
    ),
    Part(
        "Profondeur au-delà de laquelle un fichier n’est pas lu.",
        "Depth beyond which a file is not read.",
        "#max_depth = 128",
    ),
    Part(
        '--- La gravité d’une règle, ou de celles qui commencent ainsi : "blocking", "warning" ou "info"',
        '--- The severity of a rule, or of those that begin with this: "blocking", "warning" or "info"',
        '[severity]\n#T405 = "info"\n#V001 = "blocking"',
    ),
    Part("--- Le fournisseur", "--- The supplier", "[supplier]"),
    Part(
        "Assujetti à la TVA : true ou false.",
        "Liable to VAT: true or false.",
        "#vat_liable = true",
    ),
    Part(
        'Le parcours : "single" (seul), "grouping" (groupement) ou "white-label" (marque blanche).',
        'The path: "single", "grouping" or "white-label".',
        '#path = "single"',
    ),
    Part(
        "--- La solution référencée : une [[solution]] par dispositif",
        "--- The referenced solution: one [[solution]] for each dispositif",
        "#[[solution]]",
    ),
    Part(
        "Le code du dispositif, obligatoire sous [[solution]].",
        "The code of the dispositif, required under [[solution]].",
        '#dispositif = "HOP-DPI-Va2"',
    ),
    Part(
        "Le numéro de référencement donné par l’ANS.",
        "The referencing number given by the ANS.",
        '#referencing_number = "REF-0001"',
    ),
    Part(
        "Le jour du référencement, sans guillemets.",
        "The day of the referencing, without quotes.",
        "#referencing_date = 2025-03-31",
    ),
    Part(
        "Le jour du dépôt du dossier complet de preuves.",
        "The day on which the complete proof file was deposited.",
        "#proof_date = 2025-01-15",
    ),
    Part(
        "Les profils référencés, tels que l’ANS les écrit.",
        "The referenced profiles, as the ANS writes them.",
        '#profiles = ["Général"]',
    ),
    Part(
        "Les scénarios d’installation que ces profils couvrent, écrits en entier comme dans la demande.",
        "The installation scenarios that these profiles cover, in full, as the request writes them.",
        '#scenarios = ["Scénario 1 : DPI unique pour l’ensemble des activités"]',
    ),
    Part(
        "Les domaines référencés, par exemple PA, PH.",
        "The referenced domains, such as PA, PH.",
        '#domains = ["PA", "PH"]',
    ),
    Part(
        "Le jour de validation des PV pilotes, ou false tant qu’ils ne le sont pas.",
        "The day on which the pilots were validated, or false while they are not.",
        "#pilots_validated = false",
    ),
    Part(
        "--- Plusieurs modèles : le premier [[model]] qui convient au fichier est pris",
        "--- Several templates: the first [[model]] that fits the file is taken",
        "#[[model]]",
    ),
    Part(
        "Les fichiers : * reste dans un dossier, ** en traverse plusieurs.",
        "The files: * stays inside one folder, ** goes through several.",
        '#files = "soldes/**/*.json"',
    ),
    Part("Leur modèle.", "Their template.", '#template = "hop-dpi-va2/solde"'),
)


def text(lang: str) -> str:
    """The configuration to fill in, in French or in English.

    >>> text("en").splitlines()[-1]
    '#template = "hop-dpi-va2/solde"'
    """
    lines: list[str] = []
    for part in PARTS:
        said = part.en if lang == "en" else part.fr
        if said.startswith("---") and lines:
            lines.append("")
        lines += (f"# {line}" for line in said.split("\n"))
        if part.example:
            lines += part.example.replace("{lang}", lang).split("\n")
    return "\n".join(lines) + "\n"


# --- The command


def _init(output: str | None, force: bool, lang: str | None) -> None:
    from asp_check import config, files
    from asp_check.cli import console

    lang = lang or current_language()
    if output == files.STANDARD_INPUT:
        console.write_utf8(text(lang))
        return
    target = output if output is not None else config.NAME
    _refuse(target, force=force)
    hidden = _hidden_by(target)
    files.write(target, text(lang).encode())
    console.write_text(_told(files.display(target), hidden)[lang == "en"])


def _refuse(target: str, *, force: bool) -> None:
    """Raise if this file may not be written."""
    from asp_check import config, files

    shown = files.display(target)
    if os.path.basename(target) == config.PYPROJECT:
        raise UsageError(
            f"{shown} : init n’y écrit pas ; affichez les clés (asp-check init --output -) et collez-les"
            " sous [tool.asp-check]",
            f"{shown}: init does not write to it; show the keys (asp-check init --output -) and paste"
            " them under [tool.asp-check]",
        )
    if not force and os.path.isfile(target):
        raise UsageError(
            f"{shown} : ce fichier existe ; --force le remplace, --output en nomme un autre",
            f"{shown}: this file exists; --force replaces it, --output names another",
        )


def _hidden_by(target: str) -> str | None:
    """The configuration that holds for this folder so far, and no longer once there is a nearer one."""
    from asp_check import config, files

    if os.path.basename(target) != config.NAME:
        return None
    try:
        found = config.find(os.path.dirname(os.path.abspath(target))).path
    except ValueError:
        return None  # It cannot be used, or the path has a NUL: writing says so.
    return None if found is None or files.same_file(found, target) else files.display(found)


def _told(shown: str, hidden: str | None) -> Words:
    """What was written, and what comes next."""
    from asp_check import config

    named = "" if os.path.basename(shown) == config.NAME else f"--config {shown} "
    french = [f"{shown} : écrit.\n"]
    english = [f"{shown}: written.\n"]
    if hidden is not None:
        french.append(f"Attention : {hidden} ne vaut plus pour ce dossier, et ne s’y ajoute pas.\n")
        english.append(f"Mind: {hidden} no longer holds for this folder, nor is it added to it.\n")
    french.append(
        "\nEnsuite :\n"
        "  1. ouvrez ce fichier, et enlevez le # des lignes qui vous concernent ;\n"
        "  2. importez le modèle officiel : asp-check template import --help\n"
        f"  3. contrôlez un fichier : asp-check {named}bdc.json\n"
    )
    english.append(
        "\nNext:\n"
        "  1. open this file, and remove the # of the lines that concern you;\n"
        "  2. import the official template: asp-check template import --help\n"
        f"  3. check a file: asp-check {named}bdc.json\n"
    )
    return "".join(french), "".join(english)


def _output() -> Option:
    option = shared.output()
    option.words = (
        "Fichier à écrire, au lieu de asp-check.toml ici ; - : la sortie standard.",
        "File to write, instead of asp-check.toml here; -: standard output.",
    )
    return option


init = Command(
    "init",
    callback=_init,
    usage=("[OPTIONS]", "[OPTIONS]"),
    words=(
        (
            "Écrit une configuration à compléter, asp-check.toml, dans le dossier courant.\n\n"
            "Chaque clé y est, avec ce à quoi elle sert ; ce qui n’est qu’un exemple est en commentaire."
            " Un fichier qui existe n’est pas remplacé sans --force."
        ),
        (
            "Write a configuration to fill in, asp-check.toml, in the current folder.\n\n"
            "Every key is there, with what it is for; what is only an example is commented out."
            " A file that exists is not replaced without --force."
        ),
    ),
    epilogue=(
        """\
Exemples :
  asp-check init
  asp-check init --output -
""",
        """\
Examples:
  asp-check init
  asp-check init --output -
""",
    ),
    params=[
        _output(),
        Option(
            ["--force"],
            is_flag=True,
            words=("Remplace le fichier s’il existe.", "Replace the file if it exists."),
        ),
        shared.lang(),
    ],
)
