"""From the bytes of a blank to the text that the template is read from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from asp_check.document import Document, Node, read
from asp_check.finding import Edit, Problem, UsageError
from asp_check.manifest import Manifest
from asp_check.pointer import ANY, split
from asp_check.text import NEWLINE, line_columns, visible


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
    if document.problems and (irregular is None or not document.complete):
        raise UsageError(_refusal(document, manifest.full_id if manifest else name))
    problems = document.problems
    if irregular == "repair":
        document = read(_repaired(document))
        problems = document.problems
        if problems:
            raise UsageError(_refusal(document, manifest.full_id if manifest else name))
    if document.root is None:
        raise UsageError(f"{name}: the blank model holds no value")
    if manifest is not None:
        document = _with_samples(document, manifest)
    return Source(document, problems)


def irregularities(document: Document) -> Iterable[str]:
    """Each irregularity of a blank, as ``line:column: rule``."""
    places = line_columns(document.text, (p.start for p in document.problems))
    for problem in document.problems:
        line, column = places[problem.start]
        yield f"{line}:{column}: {problem.rule}"


def _refusal(document: Document, name: str) -> str:
    listed = list(irregularities(document))
    shown = ", ".join(listed[:5]) + (", …" if len(listed) > 5 else "")
    return (
        f"{name or 'blank'}: the blank model is not strict JSON in UTF-8 ({shown}); "
        "import it with `asp-check template import --keep` (its irregularities are fixed text) "
        "or `--repair`"
    )


def _check_sum(blank: bytes, manifest: Manifest) -> None:
    if sha256_hex(blank) == manifest.blank_sha256:
        return
    why = ""
    if manifest.blank_sha256 in _spellings(blank):
        why = (
            "; only its line ends, its byte-order mark or its last line changed: "
            "git (autocrlf) or an editor rewrote it"
        )
    raise UsageError(
        f"{manifest.full_id}: blank.json is not the file that the manifest describes "
        f"(SHA-256 differs){why}; restore the original blank, or import it again"
    )


def _spellings(blank: bytes) -> set[str]:
    """The SHA-256 of the same text with other line ends, BOM and last line."""
    sums = set()
    bare = blank.removeprefix(b"\xef\xbb\xbf")
    for newline in (b"\n", b"\r\n", b"\r"):
        body = NEWLINE.sub(lambda _: newline, bare)
        trimmed = body.rstrip(b"\r\n")
        for end in (b"", newline, newline * 2):
            for bom in (b"", b"\xef\xbb\xbf"):
                sums.add(sha256_hex(bom + trimmed + end))
    return sums


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
            edits.append(Edit(problem.start, problem.end, " null" if problem.start else "null"))
        elif problem.fix:
            edits.extend(problem.fix)
        else:
            raise UsageError(
                f"the blank model cannot be repaired: {problem.rule} at byte {problem.start}; "
                "import it with --keep, or ask the ASP for a sound file"
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
                f"{manifest.full_id}: nodes.{path!r}: `sample` wants an empty array of the blank there"
            )
        text = document.text
        for node in reversed(nodes):
            text = text[: node.start] + declared.sample.encode() + text[node.end :]
        document = read(text)
        if document.problems and manifest.irregular != "keep":
            raise UsageError(
                f"{manifest.full_id}: nodes.{path!r}: `sample` is not strict JSON: "
                f"{visible(declared.sample)}"
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
