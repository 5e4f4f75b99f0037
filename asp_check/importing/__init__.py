"""An official blank and its example to a template of the user's own: ``template import``.

What is inferred is inferred by the pure modules (``draft`` and below); this one reads, refuses
and writes.  Nothing is loosened silently: an example that departs from the blank is refused.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from asp_check import catalog, engine, files, schema
from asp_check.catalog.manifest_strict import label
from asp_check.catalog.pieces import fitted
from asp_check.document import read
from asp_check.engine import Options
from asp_check.exactness.layout import RULES as LAYOUT_RULES
from asp_check.finding import Report, Severity, UsageError
from asp_check.importing import folder, names, toml
from asp_check.importing.draft import Draft, draft
from asp_check.importing.evidence import swapped
from asp_check.importing.folder import EXAMPLE
from asp_check.importing.irregular import Choice, IrregularBlank, Irregularity, admit
from asp_check.importing.pieces import propose, render, shown
from asp_check.manifest import Manifest
from asp_check.pieces.model import Wanted
from asp_check.template import Template

__all__ = ["Imported", "IrregularBlank", "Irregularity", "NotExact", "Request", "import_template"]


@dataclass(frozen=True, slots=True)
class Request:
    """What to import, under what name, where to."""

    blank: str
    dispositif: str
    request: str
    root: str
    example: str | None = None
    valid_from: str | None = None
    source: str | None = None
    irregular: Choice | None = None
    relax_layout: str | None = None
    force: bool = False
    lang: str = "fr"


@dataclass(frozen=True, slots=True)
class Imported:
    """What was written, and what there is to tell of it.

    ``report`` is that of the example against the template as the catalog loads it; ``wanted`` is what
    is proposed to look for in the pieces, nothing where the user's own file was kept.
    """

    folder: str
    template: Template
    draft: Draft
    report: Report | None
    wanted: tuple[Wanted, ...]
    irregularities: tuple[Irregularity, ...]
    replaced: bool
    indexed: bool


class NotExact(UsageError):  # noqa: N818 - it names what is refused
    """An example that is not exact against the template inferred from it; ``report`` says where."""

    def __init__(self, fr: str, en: str, report: Report) -> None:
        super().__init__(fr, en)
        self.report = report


def import_template(asked: Request) -> Imported:
    """Import a blank; ``UsageError`` if it cannot be done, and then nothing was written."""
    blank = catalog.read_bytes(asked.blank)
    head = _head(asked, blank)
    target = folder.destination(asked.root, head)
    folder.refuse_overwriting(target, force=asked.force)
    irregularities = admit(asked.blank, blank, asked.irregular, asked.lang)
    if not irregularities:
        head = head._replace(irregular=None)
    example = None if asked.example is None else catalog.read_bytes(asked.example)
    if example is not None:
        _refuse_swapped(asked, blank, example)
    made = _draft(asked, blank, example, head)
    replaced = os.path.lexists(target)
    inside = folder.attributes_belong_inside(asked.root)
    wanted = _wanted(target, made.template, example)
    content = _content(made, wanted, blank, example, asked.lang)
    if inside:
        content = {**content, folder.ATTRIBUTES: folder.attributes()}

    def verify(written: str) -> None:
        loaded = catalog.load(written)
        if loaded.manifest != made.manifest:
            raise RuntimeError("the manifest does not say what was inferred")
        if wanted and not _is_said(fitted(wanted, made.template), catalog.pieces_of(loaded)):
            raise RuntimeError("the file of pieces does not say what was proposed")

    folder.put(asked.root, target, content, verify)
    if not inside:
        folder.protect(asked.root)
    template = catalog.load(made.manifest.full_id, folders=(asked.root,))
    report = _judged(asked, example, template)
    indexed = _is_indexed(asked.root)
    return Imported(target, template, made, report, wanted, irregularities, replaced, indexed)


def _head(asked: Request, blank: bytes) -> Manifest:
    """The manifest, but for what it says of places and layout."""
    valid_from = names.valid_from(asked.valid_from)
    names.reason(asked.relax_layout)
    return Manifest(
        dispositif=names.dispositif(asked.dispositif),
        request=asked.request,
        blank_sha256=sha256(blank).hexdigest(),
        status="official",
        version=label(valid_from),
        valid_from=valid_from,
        source=names.source(asked.source),
        irregular=asked.irregular,
    )


def _draft(asked: Request, blank: bytes, example: bytes | None, head: Manifest) -> Draft:
    """What is inferred; ``NotExact`` where the example departs from it and nobody said that it may."""
    made = draft(blank, example, head, asked.lang)
    report = _judged(asked, example, made.template)
    blocking = _blocking(report)
    if report is None or not blocking:
        return made
    if not blocking <= LAYOUT_RULES:
        raise _not_exact(asked, report, blocking)
    if asked.relax_layout is None:
        raise _other_layout(asked, report)
    relaxed = head._replace(layout="warn", layout_reason=asked.relax_layout)
    return draft(blank, example, relaxed, asked.lang)


def _judged(asked: Request, example: bytes | None, template: Template) -> Report | None:
    if example is None:
        return None
    return engine.judge(example, template, Options(lang=asked.lang), asked.example)


def _blocking(report: Report | None) -> frozenset[str]:
    findings = report.findings if report is not None else ()
    return frozenset(f.rule for f in findings if f.severity is Severity.BLOCKING)


def _content(
    made: Draft, wanted: Sequence[Wanted], blank: bytes, example: bytes | None, lang: str
) -> Mapping[str, bytes]:
    content = {
        catalog.BLANK: blank,
        catalog.MANIFEST: toml.render(made, lang).encode(),
        # A lone surrogate of a key stays the escape that it is in the blank.
        folder.SCHEMA: schema.render(made.template).encode("utf-8", "backslashreplace"),
    }
    if wanted:
        content[catalog.PIECES] = render(wanted, lang).encode()
    if example is not None:
        content[EXAMPLE] = example
    return content


def _wanted(target: str, template: Template, example: bytes | None) -> tuple[Wanted, ...]:
    """What to look for in the pieces; nothing where the user's own file is to be kept."""
    if _is_reworked(target):
        return ()
    return propose(template, {} if example is None else shown(template, example))


def _is_reworked(folder: str) -> bool:
    """Whether there is a file of pieces that is no longer what an import proposed: hours of work."""
    path, beside = os.path.join(folder, catalog.PIECES), os.path.join(folder, EXAMPLE)
    if not os.path.lexists(path):
        return False
    try:
        template = catalog.load(folder)
        values = shown(template, catalog.read_bytes(beside)) if os.path.lexists(beside) else {}
        proposed = propose(template, values)
        written = {render(proposed, lang).encode() for lang in ("fr", "en")}
        return catalog.read_bytes(path) not in written
    except ValueError:
        return True  # Nobody can tell.


def _is_said(wanted: Sequence[Wanted], read: Sequence[Wanted] | None) -> bool:
    """Whether the file says just this; concepts come in another order where roles share them."""
    ordered = [
        [
            one._replace(items=tuple(sorted(one.items, key=lambda item: item.concept)))
            for one in said
        ]
        for said in (wanted, read or ())
    ]
    return ordered[0] == ordered[1]


def _is_indexed(root: str) -> bool:
    """Whether the index of the folder could be brought up to date; without it, nothing is lost."""
    from asp_check.catalog.index import refresh

    try:
        refresh(root)
    except ValueError:
        return False  # A broken template of the folder, or a key that UTF-8 cannot write.
    return True


# --- Refusals


def _refuse_swapped(asked: Request, blank: bytes, example: bytes) -> None:
    """Raise if the two files were given in the wrong order, as far as that is plain to see."""
    if swapped(read(blank), read(example)):
        one, other = files.display(asked.blank), files.display(asked.example or "")
        raise UsageError(
            f"{one} est rempli et {other} est vide : les avez-vous intervertis ? Le modèle vierge"
            " d’abord, l’exemple après --example",
            f"{one} is filled and {other} is empty: did you swap them? The blank first, the example"
            " after --example",
        )


def _not_exact(asked: Request, report: Report, blocking: frozenset[str]) -> NotExact:
    shown = files.display(asked.example or "")
    if "V002" in blocking:
        return NotExact(
            f"{shown} : cet exemple est le modèle vierge, rien n’y est rempli ; donnez un exemple"
            " rempli, ou importez sans --example",
            f"{shown}: this example is the blank, nothing in it is filled; give a filled example, or"
            " import without --example",
            report,
        )
    return NotExact(
        f"{shown} : l’exemple s’écarte du modèle vierge (constats ci-dessus), rien n’a été importé ;"
        " vérifiez que les deux fichiers vont ensemble, ou importez sans --example et complétez"
        " manifest.toml",
        f"{shown}: the example departs from the blank (findings above), nothing was imported; check"
        " that the two files belong together, or import without --example and complete"
        " manifest.toml",
        report,
    )


def _other_layout(asked: Request, report: Report) -> NotExact:
    shown = files.display(asked.example or "")
    return NotExact(
        f"{shown} : l’exemple n’a pas la mise en page du modèle vierge (constats ci-dessus), rien n’a"
        ' été importé ; si l’ASP les publie ainsi tous deux, ajoutez --relax-layout "RAISON" : un'
        " écart de mise en page ne sera plus qu’un avertissement",
        f"{shown}: the example has not the layout of the blank (findings above), nothing was"
        ' imported; if the ASP publishes both like this, add --relax-layout "REASON": a difference'
        " of layout will only warn",
        report,
    )
