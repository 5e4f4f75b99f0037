"""What ``asp-check fix`` takes: options that do not go together, and the encoding of a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from asp_check.cli.command import Option
from asp_check.cli.overwriting import refuse_read
from asp_check.files import STANDARD_INPUT
from asp_check.finding import UsageError

_LATIN_1 = frozenset({"latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1"})


class _Encoding(click.Choice):  # type: ignore[type-arg]  # generic for the type checker alone
    """The encodings that a file may be declared to be in, in any case."""

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401 - click's own
        """The encoding of this name; why not, for the one that is mistaken for it."""
        if isinstance(value, str) and value.lower().replace("_", "-") in _LATIN_1:
            raise UsageError(
                "--encoding latin-1 : refusé ; un fichier enregistré par Windows est en cp1252, dont les"
                " octets 0x80 à 0x9F (’, €, œ…) sont d’autres caractères en latin-1 ; donnez --encoding cp1252",
                "--encoding latin-1: refused; a file saved by Windows is cp1252, whose bytes 0x80 to 0x9F"
                " (’, €, œ…) are other characters in latin-1; give --encoding cp1252",
            )
        return super().convert(value, param, ctx)


def encoding_option() -> Option:
    """``--encoding``."""
    return Option(
        ["--encoding"],
        type=_Encoding(("cp1252", "windows-1252"), case_sensitive=False),
        words=(
            "Encodage d’un fichier qui n’est pas en UTF-8 ; il n’est jamais deviné.",
            "Encoding of a file that is not UTF-8; it is never guessed.",
        ),
    )


def refuse_contradictions(paths: Sequence[str], asked: dict[str, Any]) -> None:
    """Raise for what cannot be asked together."""
    from asp_check import files

    if not paths:
        raise UsageError(
            "indiquez au moins un fichier, ou - pour l’entrée standard ; voir asp-check fix --help",
            "name at least one file, or - for standard input; see asp-check fix --help",
        )
    files.refuse_read_twice(paths)
    where = [f"--{n.replace('_', '-')}" for n in ("diff", "in_place", "output") if asked[n]]
    if len(where) > 1:
        one, other = where[:2]
        raise UsageError(
            f"{one} et {other} ne vont pas ensemble ; gardez l’une des deux options",
            f"{one} and {other} do not go together; keep one of them",
        )
    if asked["in_place"] and STANDARD_INPUT in paths:
        raise UsageError(
            "--in-place : l’entrée standard n’a pas de place où écrire ; indiquez un fichier, ou retirez"
            " --in-place",
            "--in-place: standard input has no place to write to; name a file, or leave --in-place out",
        )
    for name, needed in (("backup", "in-place"), ("overwrite", "output")):
        if asked[name] and not asked[needed.replace("-", "_")]:
            raise UsageError(f"--{name} demande --{needed}", f"--{name} needs --{needed}")
    output = asked["output"]
    if output is not None and any(files.same_file(output, path) for path in paths):
        shown = files.display(output)
        raise UsageError(
            f"--output {shown} : c’est le fichier à réparer ; employez --in-place",
            f"--output {shown}: this is the file to repair; use --in-place",
        )
    refuse_read(
        output, (), ("ce fichier fait partie d’un modèle", "this file is part of a template")
    )


def several(output: str | None) -> UsageError:
    """What to say where several files would go to one place."""
    if output is not None:
        return UsageError(
            "--output ne vaut que pour un fichier ; pour plusieurs, --in-place ou --diff",
            "--output goes with one file; for several, --in-place or --diff",
        )
    return UsageError(
        "plusieurs fichiers ne vont pas ensemble sur la sortie standard ; --in-place, ou --diff pour voir",
        "several files do not go together on standard output; --in-place, or --diff to see",
    )
