"""What would bring the rules and the portal into agreement: lines to write, for a person to decide on."""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from asp_check.corpus.judging import Outcome
from asp_check.corpus.model import HIDDEN, Record, Spoke
from asp_check.importing.quoting import quote
from asp_check.text import visible

NODES: Mapping[str, tuple[str, str]] = {
    "T101": ("optional", "true"),
    "T204": ("min", "0"),
    "T301": ("type", '"any"'),
    "T302": ("nullable", "true"),
    "T303": ("free", "true"),
    "T304": ("free", "true"),
    "T305": ("inferred", "enum"),
    "T306": ("inferred", "pattern"),
    "T403": ("inferred", "decimals"),
    "V001": ("may_be_empty", "true"),
    "V101": ("inferred", "kind"),
}
"""What a manifest may say of the place where a rule of form speaks, so that it no longer blocks."""

LAYOUT = frozenset({"E201", "E202", "E203", "T501"})
"""The rules that ``layout`` of a manifest loosens."""


class Reason(NamedTuple):
    """Why a line is proposed, and what speaks against it.

    ``severity`` is that which the rule gets.  ``accepted`` and ``refused`` count the files on which it
    speaks, at this place; of a rule that is to block, at any place.
    """

    rule: str
    severity: str
    pointer: str
    accepted: int
    refused: int


class Proposal(NamedTuple):
    """The lines for one file, which TOML takes as they stand, and the reason of each.

    ``target`` is ``manifest`` of ``model``, or ``config``.
    """

    target: str
    model: str
    text: str
    reasons: tuple[Reason, ...]


class _Against(NamedTuple):
    """Accepted files on which a rule speaks at one place."""

    rule: str
    pointer: str
    model: str
    records: tuple[Record, ...]


def proposals(outcomes: Sequence[Outcome], passing: str = "warning") -> tuple[Proposal, ...]:
    """What to write so that the rules agree with what was said: one text for each file to write it in.

    ``passing`` is the gravest severity that lets a file pass.  A record that is itself in doubt proves
    nothing, and nothing is proposed for it.
    """
    manifests: dict[str, list[_Against]] = {}
    severities: dict[str, str] = {}
    reasons: list[Reason] = []
    for one in _against(outcomes):
        if _target(one, passing) == "manifest":
            manifests.setdefault(one.model, []).append(one)
        else:
            severities[one.rule] = passing
            reasons.append(_loosened(one, outcomes, passing))
    for reason in _tightening(outcomes):
        # What was accepted weighs more than what may have been refused for another reason.
        if reason.rule not in severities:
            severities[reason.rule] = reason.severity
            reasons.append(reason)
    found = [
        Proposal(
            "manifest", model, _manifest(ones, passing),
            tuple(_loosened(one, outcomes, passing) for one in ones),
        )
        for model, ones in sorted(manifests.items())
    ]  # fmt: skip
    if severities:
        lines = (f"{rule} = {quote(grade)}" for rule, grade in sorted(severities.items()))
        text = "\n".join(("[severity]", *lines))
        found.append(Proposal("config", "", text, tuple(sorted(reasons))))
    return tuple(found)


def _against(outcomes: Iterable[Outcome]) -> Iterator[_Against]:
    found: dict[tuple[str, str, str], list[Record]] = {}
    for outcome in outcomes:
        if outcome.state == "speaks" and not outcome.is_doubtful:
            for spoke in outcome.blocking or outcome.warnings:
                key = (spoke.rule, spoke.pointer, outcome.model)
                found.setdefault(key, []).append(outcome.record)
    for key, records in sorted(found.items(), key=lambda pair: pair[0]):
        yield _Against(*key, tuple(records))


def _target(one: _Against, passing: str) -> str:
    """``manifest`` where the manifest of the model can let this pass, else ``config``."""
    if "@" not in one.model:
        return "config"  # A bare blank has no manifest.
    if one.rule in LAYOUT:
        return "manifest"
    key = NODES.get(one.rule, ("",))[0]
    # What is inferred still warns.
    can_say = key and not (key == "inferred" and passing != "warning")
    is_place = one.pointer and HIDDEN not in one.pointer.split("/")
    return "manifest" if can_say and is_place else "config"


def _manifest(ones: Iterable[_Against], passing: str) -> str:
    """The lines for one manifest, each key and each place once."""
    layout: list[Record] = []
    attributes: dict[str, dict[str, list[str]]] = {}
    records: dict[str, list[Record]] = {}
    for one in ones:
        if one.rule in LAYOUT:
            layout += one.records
            continue
        key, value = NODES[one.rule]
        values = attributes.setdefault(one.pointer, {}).setdefault(key, [])
        if value not in values:
            values.append(value)
        records.setdefault(one.pointer, []).extend(one.records)
    lines: list[str] = []
    if layout:
        grade = "warn" if passing == "warning" else "off"
        lines += [f"layout = {quote(grade)}", f"layout_reason = {quote(_reason(layout))}"]
    if attributes:
        lines.append("[nodes]")
    for where, said in attributes.items():
        parts = [f"{key} = {_value(key, values)}" for key, values in said.items()]
        told = ", ".join((*parts, f"reason = {quote(_reason(records[where]))}"))
        lines.append(f"{quote(where)} = {{ {told} }}")
    return "\n".join(lines)


def _value(key: str, values: Sequence[str]) -> str:
    return f"[{', '.join(map(quote, values))}]" if key == "inferred" else values[0]


def _loosened(one: _Against, outcomes: Iterable[Outcome], passing: str) -> Reason:
    refused = sum(
        outcome.record.outcome == "refused" and _says(outcome.blocking, one.rule, one.pointer)
        for outcome in outcomes
    )
    return Reason(one.rule, passing, one.pointer, len(one.records), refused)


def _says(spoken: Iterable[Spoke], rule: str, where: str) -> bool:
    return any(one.rule == rule and one.pointer == where for one in spoken)


def _reason(records: Sequence[Record]) -> str:
    first = min(records, key=lambda one: one.when)
    where = {"portal": "portail", "sandbox": "bac à sable"}[first.stage]
    day = f" le {first.as_of[:10]}" if first.as_of else ""
    return visible(f"accepté par le {where}{day} ({first.sha256[:12]})")


def _tightening(outcomes: Sequence[Outcome]) -> Iterator[Reason]:
    """A warning on a refused file, on which nothing blocks, may be the cause."""
    warned: dict[str, int] = {}
    for outcome in outcomes:
        if outcome.state == "silent":
            for rule in sorted({one.rule for one in outcome.warnings}):
                warned[rule] = warned.get(rule, 0) + 1
    for rule, times in sorted(warned.items()):
        accepted = sum(
            outcome.record.outcome == "accepted"
            and any(one.rule == rule for one in outcome.warnings)
            for outcome in outcomes
        )
        yield Reason(rule, "blocking", "", accepted, times)
