"""From the bytes of a blank to the text that the template is read from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from asp_check.document import Document, Node, read
from asp_check.finding import Edit, Problem, UsageError
from asp_check.manifest import Manifest
from asp_check.pointer import ANY, split
from asp_check.text import line_columns, visible


class Source(NamedTuple):
    """The text of a template, read, and the faults that it keeps."""

    document: Document
    irregularities: tuple[Problem, ...]


def sha256_hex(data: bytes) -> str:
    """The SHA-256 of these bytes, in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def blank_text(blank: bytes, manifest: Manifest | None, name: str) -> Source:
    """The text of a blank, repaired and completed as its manifest says."""
    if manifest is not None:
        _check_sum(blank, manifest)
    document = read(blank)
    irregular = manifest.irregular if manifest else None
    if document.codec != "utf-8" and irregular == "keep":
        raise UsageError(
            f"{name} : un modèle vierge en UTF-16 ou UTF-32 ne se garde pas tel quel ; --repair",
            f"{name}: a blank in UTF-16 or UTF-32 cannot be kept as it is; use --repair",
        )
    if document.problems and (irregular is None or not document.complete):
        raise _refusal(document, manifest.full_id if manifest else name)
    problems = document.problems
    if irregular == "repair":
        document = read(_repaired(document))
        problems = document.problems
        if problems:
            raise _refusal(document, manifest.full_id if manifest else name)
    if document.root is None:
        raise UsageError(
            f"{name} : le modèle vierge ne contient aucune valeur",
            f"{name}: the blank model holds no value",
        )
    if manifest is not None:
        document = _with_samples(document, manifest)
    return Source(document, problems)


def irregularities(document: Document) -> Iterable[str]:
    """Each irregularity of a blank, as ``line:column: rule``."""
    places = line_columns(document.text, (p.start for p in document.problems))
    for problem in document.problems:
        line, column = places[problem.start]
        yield f"{line}:{column}: {problem.rule}"


def _refusal(document: Document, name: str) -> UsageError:
    listed = list(irregularities(document))
    shown = ", ".join(listed[:5]) + (", …" if len(listed) > 5 else "")
    return UsageError(
        f"{name} : le modèle vierge n'est pas un JSON strict en UTF-8 ({shown}) ; importez-le par "
        "`asp-check template import --keep` (ses irrégularités sont du texte fixe) ou `--repair`",
        f"{name}: the blank model is not strict JSON in UTF-8 ({shown}); import it with "
        "`asp-check template import --keep` (its irregularities are fixed text) or `--repair`",
    )


def _check_sum(blank: bytes, manifest: Manifest) -> None:
    if sha256_hex(blank) != manifest.blank_sha256:
        raise UsageError(
            f"{manifest.full_id} : blank.json n'est pas le fichier que décrit le manifeste (SHA-256 "
            "différent) ; rétablissez le modèle d'origine, ou importez-le de nouveau",
            f"{manifest.full_id}: blank.json is not the file that the manifest describes (SHA-256 "
            "differs); restore the original blank, or import it again",
        )


def _repaired(document: Document) -> bytes:
    """The text with every fault mended; ``UsageError`` if one has no certain mend."""
    edits: list[Edit] = []
    text = document.text
    for problem in document.problems:
        if problem.rule == "E102":
            continue
        if problem.rule == "E101" and problem.params["guess"]:
            continue
        if problem.rule == "S704":
            edits.append(Edit(problem.start, problem.end, "null"))
        elif problem.fix:
            edits.extend(problem.fix)
        else:
            raise UsageError(
                f"le modèle vierge ne peut pas être réparé ({problem.rule}, octet {problem.start}) ; "
                "importez-le par --keep, ou demandez à l'ASP un fichier sain",
                f"the blank model cannot be repaired ({problem.rule}, byte {problem.start}); "
                "import it with --keep, or ask the ASP for a sound file",
            )
    for edit in sorted(edits, key=lambda e: (e.offset, e.end_offset), reverse=True):
        text = text[: edit.offset] + edit.text.encode() + text[edit.end_offset :]
    if any(problem.rule == "E101" for problem in document.problems):
        text = text.decode("cp1252", "replace").encode()
    return text


def _with_samples(document: Document, manifest: Manifest) -> Document:
    """The text with, in place of an empty array, the sample that the manifest gives."""
    for path, declared in sorted(manifest.nodes.items()):
        if declared.sample is None:
            continue
        nodes = list(find_all(document, path))
        if not nodes or any(n.kind != "array" or list(n.elements()) for n in nodes):
            raise UsageError(
                f'{manifest.full_id} : nodes."{visible(path)}" : « sample » demande là une liste vide',
                f'{manifest.full_id}: nodes."{visible(path)}": `sample` wants an empty array there',
            )
        text = document.text
        for node in reversed(nodes):
            text = text[: node.start] + declared.sample.encode() + text[node.end :]
        document = read(text)
        if any(len(list(n.elements())) != 1 for n in find_all(document, path)):
            raise UsageError(
                f'{manifest.full_id} : nodes."{visible(path)}" : « sample » demande un seul élément',
                f'{manifest.full_id}: nodes."{visible(path)}": `sample` wants one element',
            )
        if document.problems and manifest.irregular != "keep":
            raise UsageError(
                f'{manifest.full_id} : nodes."{visible(path)}" : « sample » n\'est pas un JSON strict',
                f'{manifest.full_id}: nodes."{visible(path)}": `sample` is not strict JSON',
            )
    return document


def find_all(document: Document, path: str) -> Iterator[Node]:
    """The nodes of the document at this pointer, ``*`` standing for any element or member."""
    nodes = [document.root] if document.root is not None else []
    for token in split(path):
        nodes = [child for node in nodes for child in _children(node, token)]
    yield from nodes


def _children(node: Node, token: str) -> Iterator[Node]:
    if node.kind == "array":
        for index, element in enumerate(node.elements()):
            if token in (ANY, str(index)):
                yield element
    elif node.kind == "object":
        members = list(node.members())
        named = [member.value for member in members if member.key == token]
        yield from named or (member.value for member in members if token == ANY)
