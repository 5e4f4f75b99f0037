"""``asp-check render --csv orders.csv --out DIR``: a table of orders to as many exact files."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from asp_check.cli import CONFORM, NONCONFORM, UNUSABLE
from asp_check.finding import UsageError

if TYPE_CHECKING:
    from asp_check.cli.template import Context
    from asp_check.rows import Layout, Request, Table, TableError
    from asp_check.template import Template

_TOLD = 20
"""Files written that are told one by one."""


class _File(NamedTuple):
    """A file to write: ``fresh`` unless it holds the same bytes already."""

    path: str
    request: Request
    fresh: bool


def run_table(asked: Mapping[str, Any], lang: str) -> int:
    """Render the table that the options name; the exit code."""
    from asp_check.cli.template import Context
    from asp_check.rows import HeadersError, RowsError, TableError

    try:
        return _run(asked, Context(lang, asked["templates"], None, asked["as_of"]))
    except TableError as error:
        _tell_faults(error, lang)
        if isinstance(error, HeadersError):
            _tell_columns(asked, lang)
        return NONCONFORM if isinstance(error, RowsError) else UNUSABLE


def _run(asked: Mapping[str, Any], context: Context) -> int:
    from asp_check import rows

    folder, name = _folder(asked), asked["template"] or _configured()
    template = context.load(name)
    table = _table(asked, template)
    _tell(table.name, table.notes, context)
    plan = rows.layout(table, template)
    _tell_plan(table, plan, context)
    pattern, apart = _pattern(asked["name"], asked["csv"] or asked["xlsx"], template)
    found = rows.requests(table, plan, decimal=asked["decimal"] or ".", apart=apart)
    names = rows.names(pattern, [request.number for request in found])
    paths = [os.path.join(folder, one) for one in names]
    planned = [
        _File(
            path,
            one,
            _is_fresh(path, one.data, [*context.read, asked["csv"] or asked["xlsx"]], asked),
        )
        for path, one in zip(paths, found, strict=True)
    ]
    _write(folder, planned)
    _tell_written(folder, planned, template, name, context)
    return CONFORM


# --- What is asked


def _folder(asked: Mapping[str, Any]) -> str:
    if asked.get("output") is not None:
        raise UsageError(
            "--output écrit un seul fichier ; pour un tableau, donnez un dossier avec --out",
            "--output writes one file; for a table, give a folder with --out",
        )
    folder: str | None = asked["out"]
    if not folder:
        raise UsageError(
            "indiquez le dossier où écrire les fichiers : --out DOSSIER",
            "name the folder in which to write the files: --out DIR",
        )
    return folder


def _configured() -> str:
    from asp_check import config

    settings = config.find(os.curdir)
    if settings.template is None:
        raise UsageError(
            "indiquez le modèle à remplir : --template ID (la liste : asp-check template list)",
            "name the template to fill in: --template ID (the list: asp-check template list)",
        )
    return settings.template


def _table(asked: Mapping[str, Any], template: Template) -> Table:
    from asp_check import files, rows
    from asp_check.report import escape

    option = "csv" if asked["csv"] is not None else "xlsx"
    path: str = asked[option]
    if path == files.STANDARD_INPUT:
        data = files.read_standard_input(max_size=rows.LARGEST)
    else:
        data = files.read(path, max_size=rows.LARGEST)
    shown = escape.path(path)
    if isinstance(data, files.TooLarge):
        size = rows.LARGEST >> 20
        raise UsageError(
            f"{shown} : plus de {size} Mio, bien trop pour un tableau de commandes",
            f"{shown}: more than {size} MiB, far too much for a table of orders",
        )
    rows.refuse_misnamed(data, shown, option)
    return rows.read(data, shown, lambda header: rows.is_known(template, header), asked["sheet"])


def _pattern(name: str | None, path: str, template: Template) -> tuple[str, bool]:
    """The pattern of the names, and whether each order is to have a file of its own."""
    from asp_check import rows

    one_order = rows.holds_one_order(template)
    if name is None:
        if one_order:
            return rows.DEFAULT_NAME, True
        return _named_after(path), False
    rows.check_pattern(name)
    apart = rows.NUMBER in name
    if one_order and not apart:
        raise UsageError(
            f"--name {shlex.quote(name)} : ce modèle tient une commande par fichier ; mettez {rows.NUMBER} dans le nom, comme {rows.DEFAULT_NAME}",
            f"--name {shlex.quote(name)}: this template holds one order a file; put {rows.NUMBER} in the name, as in {rows.DEFAULT_NAME}",
        )
    if apart and not rows.has_order(template):
        raise UsageError(
            f"--name : le modèle ne dit pas où est le numéro de commande ; retirez {rows.NUMBER}, ou déclarez la notion order.number dans le manifeste",
            f"--name: the template does not say where the order number is; remove {rows.NUMBER}, or declare the concept order.number in the manifest",
        )
    return name, apart


def _named_after(table: str) -> str:
    """The name of the table's one file; a plain one where that of the table would not do."""
    from asp_check import rows

    name = f"{os.path.splitext(os.path.basename(table))[0]}.json"
    try:
        rows.check_pattern(name)
    except UsageError:
        return "bdc.json"
    return name


# --- Writing


def _is_fresh(path: str, data: bytes, read: Sequence[str], asked: Mapping[str, Any]) -> bool:
    """Whether the file is to be written; ``UsageError`` if another one is in its place."""
    from asp_check import catalog, files

    shown = files.display(path)
    if not os.path.lexists(path):
        return True
    if os.path.islink(path):
        raise UsageError(
            f"{shown} : c’est un lien symbolique, qui mène ailleurs ; retirez-le",
            f"{shown}: is a symbolic link, which leads elsewhere; remove it",
        )
    if catalog.is_part(path) or any(files.same_file(path, one) for one in read):
        raise UsageError(
            f"{shown} : ce fichier est lu pour écrire les autres ; choisissez un autre dossier ou un autre --name",
            f"{shown}: this file is read to write the others; choose another folder or another --name",
        )
    if files.read(path, max_size=len(data), pipe=False) == data:
        return False
    if not asked["overwrite"]:
        raise UsageError(
            f"{shown} existe déjà, avec un autre contenu ; rien n’a été écrit (autre dossier, ou --overwrite)",
            f"{shown} exists already, with another content; nothing was written (another folder, or --overwrite)",
        )
    return True


def _write(folder: str, planned: Sequence[_File]) -> None:
    """Write each file whole; if one fails, what was written before is told."""
    from asp_check import files

    try:
        os.makedirs(folder, exist_ok=True)
    except (OSError, ValueError) as error:
        shown, (fr, en) = files.display(folder), files.why(error)
        if isinstance(error, FileExistsError):
            fr, en = "c’est un fichier", "it is a file"
        raise UsageError(
            f"--out {shown} : dossier inutilisable ({fr})", f"--out {shown}: unusable folder ({en})"
        ) from None
    done = 0
    try:
        for file in planned:
            if file.fresh:
                files.write(file.path, file.request.data)
                done += 1
    except UsageError as error:
        count = sum(file.fresh for file in planned)
        raise UsageError(
            f"{error} ; {done} fichier{_s(done > 1)} sur {count} {'étaient' if done > 1 else 'était'} déjà écrit{_s(done > 1)} : corrigez, et relancez la même commande",
            f"{error.en}; {done} of {count} files written already: correct, and run the same command again",
        ) from None


# --- What is said


def _tell(name: str, notes: Sequence[tuple[str, str]], context: Context) -> None:
    from asp_check.cli import console

    for words in notes:
        console.tell(f"{name}{(' : ', ': ')[context.index]}{words[context.index]}")


def _tell_plan(table: Table, plan: Layout, context: Context) -> None:
    from asp_check.reference.where import shown
    from asp_check.rows import letter

    notes = [
        (
            f"colonne {letter(column.at + 1)} « {shown(column.header, 80)} » : lue comme {shown(name, 120)}, dont c’est le titre",
            f"column {letter(column.at + 1)} “{shown(column.header, 80)}”: read as {shown(name, 120)}, whose title it is",
        )
        for column, name in plan.titled
    ]
    if plan.ignored:
        left = ", ".join(letter(index + 1) for index in plan.ignored)
        notes.append((f"colonnes laissées de côté : {left}", f"columns left aside: {left}"))
    if plan.order is None:
        notes.append(
            (
                "le modèle ne dit pas où est le numéro de commande : tout le tableau fait un seul fichier",
                "the template does not say where the order number is: the whole table makes one file",
            )
        )
    if plan.nulls:
        places = ", ".join(plan.nulls)
        notes.append((f"aucune colonne, donc null : {places}", f"no column, hence null: {places}"))
    _tell(table.name, notes, context)


def _tell_faults(error: TableError, lang: str) -> None:
    from asp_check.cli import console

    for line in error.lines(int(lang == "en")):
        console.complain(line)
    if error.count > 1:
        count = error.count
        words = (
            f"{count} fautes dans le tableau : rien n’a été écrit.",
            f"{count} faults in the table: nothing was written.",
        )
    else:
        words = ("Rien n’a été écrit.", "Nothing was written.")
    console.tell(words[lang == "en"])


def _tell_columns(asked: Mapping[str, Any], lang: str) -> None:
    """How to have the columns of the template."""
    from asp_check.cli import console
    from asp_check.report import escape

    line = ["asp-check", "template", "table", asked["template"] or _configured()]
    for option in ("templates", "as_of"):
        if asked[option] not in (None, "now"):
            line += [f"--{option.replace('_', '-')}", asked[option]]
    command = shlex.join(map(escape.path, line))
    words = (f"Les colonnes de ce modèle : {command}", f"The columns of this template: {command}")
    console.tell(words[lang == "en"])


def _tell_written(
    folder: str, planned: Sequence[_File], template: Template, name: str, context: Context
) -> None:
    from asp_check.cli import console
    from asp_check.report import escape

    index, lines = context.index, []
    for file in planned[:_TOLD]:
        what = _rows_said(file.request)[index]
        already = "" if file.fresh else (", déjà à jour", ", up to date already")[index]
        lines.append(f"{escape.path(file.path)}  ({what}{already})")
    left = len(planned) - _TOLD
    if left > 0:
        lines.append((f"… et {left} de plus", f"… and {left} more")[index])
    written = sum(file.fresh for file in planned)
    orders = sum(file.request.orders for file in planned)
    lines.append(
        (
            f"{written} fichier{_s(written > 1)} écrit{_s(written > 1)}, {orders} commande{_s(orders > 1)}.",
            f"{written} file{_s(written != 1)} written, {orders} order{_s(orders != 1)}.",
        )[index]
    )
    console.write_text("\n".join(lines) + "\n")
    if template.status == "reference":
        console.tell(
            (
                f"{template.id} est un modèle de RÉFÉRENCE, non officiel : importez celui de l’ASP avant le dépôt.",
                f"{template.id} is a REFERENCE model, not official: import the ASP’s own before the deposit.",
            )[index]
        )
    target = planned[0].path if len(planned) == 1 else folder
    command = (
        f"asp-check --template {shlex.quote(escape.path(name))} {shlex.quote(escape.path(target))}"
    )
    one = len(planned) == 1
    said = (
        f"Pour {'le' if one else 'les'} contrôler : {command}",
        f"To check {'it' if one else 'them'}: {command}",
    )
    console.tell(said[index])


def _rows_said(request: Request) -> tuple[str, str]:
    """Which rows of the table a file is made of.

    >>> from asp_check.rows import Request
    >>> _rows_said(Request("1", {}, b"", (2, 3, 4, 7), 1))[0]
    'lignes 2 à 4, 7'
    """
    runs: list[tuple[int, int]] = []
    for row in request.rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    many = len(request.rows) > 1
    said = [
        (f"{a}" if a == b else f"{a} à {b}", f"{a}" if a == b else f"{a} to {b}") for a, b in runs
    ]
    more = ", …" if len(said) > 5 else ""
    fr, en = (", ".join(one[i] for one in said[:5]) + more for i in (0, 1))
    return f"ligne{'s' * many} {fr}", f"row{'s' * many} {en}"


def _s(many: bool) -> str:
    return "s" * many
