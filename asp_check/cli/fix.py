"""``asp-check fix FILE...``: the form of files repaired, what was done told, what is left told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from asp_check.cli import CONFORM, INCONCLUSIVE, NONCONFORM, UNUSABLE, spoken_by
from asp_check.cli import options as shared
from asp_check.cli.command import Command, Option, current_language
from asp_check.cli.fix_options import encoding_option, refuse_contradictions, several
from asp_check.files import STANDARD_INPUT
from asp_check.finding import UsageError

if TYPE_CHECKING:
    from asp_check.cli.fix_files import Seen
    from asp_check.cli.work import Complaints, Work
    from asp_check.finding import Finding
    from asp_check.repair import Fixed
    from asp_check.template import Template


class _OpenError(UsageError):
    """Nothing was done, for nobody said which model is the law: exit code 3."""


class _Job(NamedTuple):
    """What becomes of the files of one run."""

    work: Work
    asked: dict[str, Any]
    lang: str
    complaints: Complaints


def _run(paths: Sequence[str], **asked: Any) -> int:  # noqa: ANN401 - one value for each option
    from asp_check import catalog, files, inputs
    from asp_check.cli.work import Complaints, Work, configured
    from asp_check.engine import Options

    complaints = Complaints(asked["lang"] or current_language())
    refuse_contradictions(paths, asked)
    settings = configured(paths, {"config": None})
    lang = complaints.lang = asked["lang"] or settings.lang or complaints.lang
    named = () if asked["templates"] is None else (asked["templates"],)
    catalog.refuse_unusable(named)
    limits = {n: v for n in ("max_size", "max_depth") if (v := getattr(settings, n)) is not None}
    mask = bool(settings.mask) if asked["mask"] is None else asked["mask"]
    options = Options(lang=lang, mask=mask, as_of=inputs.instant(asked["as_of"]), **limits)
    work = Work(options, settings, asked["template"], (*named, *settings.templates))
    job = _Job(work, asked, lang, complaints)
    codes = set()
    found = list(files.expand(paths))
    if not (asked["diff"] or asked["in_place"]) and len(found) > 1:
        raise several(asked["output"])
    for path in found:
        if isinstance(path, UsageError):
            complaints.add(path)
        else:
            codes.add(_attempt(path, job))
    if complaints.said:
        codes.add(UNUSABLE)
    return next((c for c in (UNUSABLE, NONCONFORM, INCONCLUSIVE) if c in codes), CONFORM)


def _attempt(path: str, job: _Job) -> int:
    """Repair one file; its exit code."""
    try:
        return _repair(path, job)
    except _OpenError as error:
        from asp_check.cli.console import complain

        complain(spoken_by(error, job.lang))
        return INCONCLUSIVE
    except UsageError as error:
        job.complaints.add(error)
        return UNUSABLE
    except Exception as error:  # noqa: BLE001 - named, and the other files still repaired
        from asp_check.engine import where

        return _failed(path, where(error), job.lang)


def _failed(path: str, why: str, lang: str) -> int:
    from asp_check.cli.console import complain
    from asp_check.files import display

    shown = display(path)
    complain(
        (
            f"{shown} : défaut d’asp-check ({why}) : rien n’a été écrit ; merci de le signaler",
            f"{shown}: fault of asp-check ({why}): nothing was written; please report it",
        )[lang == "en"]
    )
    return INCONCLUSIVE


def _repair(path: str, job: _Job) -> int:
    from asp_check import files
    from asp_check.cli import fix_text
    from asp_check.cli.fix_account import Account
    from asp_check.repair import fix as fixed

    options, asked = job.work.options, job.asked
    seen: Seen | None = None
    data: bytes | files.TooLarge
    if asked["in_place"]:
        from asp_check.cli.fix_files import read_to_replace

        data, seen = read_to_replace(path, max_size=options.max_size)
    elif path == STANDARD_INPUT:
        data = files.read_standard_input(max_size=options.max_size)
    else:
        data = files.read(path, max_size=options.max_size)
    if isinstance(data, files.TooLarge):
        shown = files.display(path)
        raise UsageError(
            f"{shown} : plus de {options.max_size} octets ; rien n’a été réparé",
            f"{shown}: more than {options.max_size} bytes; nothing was repaired",
        )
    template = _template(path, data, job)
    done = fixed(
        data,
        template,
        encoding=asked["encoding"],
        max_size=options.max_size,
        max_depth=options.max_depth,
    )
    if done.failure is not None:
        return _failed(path, f"fix: {done.failure}", job.lang)
    told = Account(path, data, done, template, asked, job.lang)
    left: Sequence[Finding] = ()
    if done.left:
        from asp_check.cli.fix_left import remaining

        left = remaining(told, options)
    kept = None if told.is_held(left) else _write(path, data, done, seen, job)
    fix_text.tell(told, left, kept)
    blocking = any(one.severity == "blocking" for one in left)
    return NONCONFORM if blocking or (asked["diff"] and done.changed) else CONFORM


def _template(path: str, data: bytes, job: _Job) -> Template:
    """The template named, or configured; one that was only recognised is no law if it is ours."""
    from asp_check import config, files

    work, shown = job.work, files.display(path)
    name = work.template or config.template_of(work.settings, path)
    if name is not None:
        return work.named(name)
    found = work.library.recognise(data, work.options)
    if found is None:
        raise _OpenError(
            f"{shown} : modèle non reconnu, rien n’a été réparé ; nommez-le avec --template ID"
            " (asp-check template list)",
            f"{shown}: model not recognised, nothing was repaired; name it with --template ID"
            " (asp-check template list)",
        )
    if found.status == "reference":
        raise _OpenError(
            f"{shown} : ressemble à {found.id}, modèle de référence, non officiel : rien n’a été réparé ;"
            f" si c’est bien lui, ajoutez --template {found.id}",
            f"{shown}: looks like {found.id}, a reference model, not official: nothing was repaired;"
            f" if that is the one, add --template {found.id}",
        )
    return found


def _write(path: str, data: bytes, done: Fixed, seen: Seen | None, job: _Job) -> str | None:
    """Put the bytes, or the difference, where they are asked for; the name of the copy, if one is kept."""
    from asp_check import files
    from asp_check.cli import console

    asked = job.asked
    if asked["diff"]:
        if done.changed:
            from asp_check.cli.fix_diff import unified

            hide = _hidden if job.work.options.mask else bytes
            old, new = hide(data), hide(done.data)
            console.write_text(unified(path, old, new, job.lang, console.has_color()))
    elif seen is not None:
        if done.changed:
            from asp_check.cli.fix_files import replace

            return replace(seen, done.data, backup=asked["backup"])
    elif asked["output"] not in (None, STANDARD_INPUT):
        files.put(asked["output"], done.data, overwrite=asked["overwrite"])
    else:
        _print(done.data)
    return None


def _hidden(data: bytes) -> bytes:
    """The text of a file, its values hidden, each at its place."""
    from asp_check.document.encoding import decode_bytes
    from asp_check.masking import mask_json

    return mask_json(decode_bytes(data).text or b"")


def _print(data: bytes) -> None:
    """The bytes as they are; on a terminal, without what would act on it."""
    from asp_check.cli import console

    if not console.has_tty():
        console.write_bytes(data)
        return
    from asp_check.text import NEWLINE, decode, visible

    lines = NEWLINE.sub(b"\n", data).split(b"\n")
    console.write_text("\n".join("\t".join(map(visible, decode(x).split("\t"))) for x in lines))


fix = Command(
    "fix",
    callback=_run,
    usage=("[OPTIONS] FICHIER|DOSSIER|-...", "[OPTIONS] FILE|DIR|-..."),
    words=(
        (
            "Répare la forme d’un fichier, à l’octet près ce que dit son modèle, sans toucher à une"
            " valeur.\n\n"
            "Réparés : encodage (UTF-16, UTF-32), BOM, fins de ligne, fin du fichier, espaces, ordre des"
            " membres, échappements dans les clés fixes, virgules en trop, écriture des nombres de même"
            " valeur. Le reste est signalé, et laissé tel quel. Sans option, le fichier réparé va sur la"
            " sortie standard, le compte rendu sur l’erreur standard. Si rien n’a pu être réparé, rien"
            " n’est écrit."
        ),
        (
            "Repair the form of a file, to the byte what its template says, without touching a value.\n\n"
            "Repaired: encoding (UTF-16, UTF-32), BOM, line endings, end of file, whitespace, order of"
            " members, escapes in fixed keys, extra commas, how a number of equal value is written."
            " Everything else is reported and left as it is. Without an option the repaired file goes to"
            " standard output, the account to standard error. If nothing could be repaired, nothing is"
            " written."
        ),
    ),
    epilogue=(
        """\
Exemples :
  asp-check fix --template hop-dpi-va2/avance --diff bdc.json
  asp-check fix --template hop-dpi-va2/avance --in-place --backup depots/
  asp-check fix --template vierge.json --encoding cp1252 bdc.json > repare.json

Code de sortie :
  0  il ne reste rien de bloquant dans la forme ; les valeurs et les règles sont à contrôler
  1  il reste un constat bloquant ; avec --diff, aussi si quelque chose changerait
  2  argument, fichier ou modèle inutilisable, ou --output qui existe ; les autres fichiers sont traités
  3  rien n’a été fait : modèle non nommé, ou défaut d’asp-check
""",
        """\
Examples:
  asp-check fix --template hop-dpi-va2/avance --diff bdc.json
  asp-check fix --template hop-dpi-va2/avance --in-place --backup deposits/
  asp-check fix --template blank.json --encoding cp1252 bdc.json > repaired.json

Exit code:
  0  nothing blocking remains in the form; values and rules are to be checked
  1  something blocking remains; with --diff, also if something would change
  2  an argument, a file or a template cannot be used, or --output exists; the other files are dealt with
  3  nothing was done: model not named, or a fault of asp-check
""",
    ),
    params=[
        click.Argument(["paths"], nargs=-1),
        shared.template(
            "Modèle ; sans lui, celui de la configuration, sinon celui, officiel, que l’on reconnaît.",
            "Template; without it, that of the configuration, else the official one recognised.",
        ),
        shared.templates(),
        Option(
            ["--diff"],
            is_flag=True,
            words=(
                "Montre ce qui changerait, caractères invisibles dessinés ; n’écrit rien.",
                "Show what would change, invisible characters drawn; write nothing.",
            ),
        ),
        Option(
            ["--in-place"],
            is_flag=True,
            words=(
                "Récrit chaque fichier qui change, en entier ou pas du tout.",
                "Rewrite each file that changes, whole or not at all.",
            ),
        ),
        Option(
            ["--backup"],
            is_flag=True,
            words=(
                "Avec --in-place, garde le fichier d’origine à côté (FICHIER.bak, .bak1…).",
                "With --in-place, keep the original beside it (FILE.bak, .bak1…).",
            ),
        ),
        shared.output(),
        Option(
            ["--overwrite"],
            is_flag=True,
            words=(
                "Avec --output, remplace le fichier, s’il existe déjà avec un autre contenu.",
                "With --output, replace the file, if it exists already with another content.",
            ),
        ),
        encoding_option(),
        shared.mask(),
        shared.as_of(),
        shared.lang(),
    ],
)
