"""What would bring the rules and the portal into agreement: lines to write, for a person to decide on."""

# Annotations are not postponed here: each field of a named tuple would be compiled at every start.

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from asp_check.corpus.judging import Outcome
from asp_check.corpus.model import HIDDEN, Record, Spoke
from asp_check.importing.quoting import quote
from asp_check.text import visible

NODES: Mapping[str, str] = {
    "T101": "optional = true",
    "T204": "min = 0",
    "T301": 'type = "any"',
    "T302": "nullable = true",
    "T303": "free = true",
    "T304": "free = true",
    "T305": 'inferred = ["enum"]',
    "T306": 'inferred = ["pattern"]',
    "T403": 'inferred = ["decimals"]',
    "V001": "may_be_empty = true",
    "V101": 'inferred = ["kind"]',
}
"""What a manifest may say of the place where a rule of form speaks, so that it no longer blocks."""

LAYOUT = frozenset({"E201", "E202", "E203", "T501"})
"""The rules that ``layout`` of a manifest loosens."""


class Proposal(NamedTuple):
    """Lines for one file, and what speaks for and against them.

    ``target`` is ``manifest`` of ``model``, or ``config``.  ``accepted`` counts the accepted files that it
    would let pass, ``refused`` those refused on which the same rule speaks at the same place: where there
    are some, the rule may be right.
    """

    target: str
    model: str
    text: str
    rule: str
    pointer: str
    accepted: int
    refused: int = 0


def proposals(outcomes: Sequence[Outcome]) -> tuple[Proposal, ...]:
    """What to write for each rule that speaks against an accepted file, and for each refused one."""
    return (*_loosening(outcomes), *_tightening(outcomes))


def _loosening(outcomes: Sequence[Outcome]) -> Iterator[Proposal]:
    against: dict[tuple[str, str, str], list[Record]] = {}
    for outcome in outcomes:
        if outcome.state == "speaks":
            for spoke in outcome.blocking or outcome.warnings:
                against.setdefault((spoke.rule, spoke.pointer, outcome.model), []).append(
                    outcome.record
                )
    for (rule, where, model), records in sorted(against.items(), key=lambda pair: pair[0]):
        target, text = _change(rule, where, model, records)
        refused = _speaking(outcomes, rule, where)
        yield Proposal(target, model, text, rule, where, len(records), refused)


def _speaking(outcomes: Iterable[Outcome], rule: str, where: str) -> int:
    return sum(
        outcome.record.outcome == "refused" and _says(outcome.blocking, rule, where)
        for outcome in outcomes
    )


def _says(spoken: Iterable[Spoke], rule: str, where: str) -> bool:
    return any(one.rule == rule and one.pointer == where for one in spoken)


def _change(rule: str, where: str, model: str, records: Sequence[Record]) -> tuple[str, str]:
    reason = _reason(records)
    if rule in LAYOUT and model:
        return "manifest", f'layout = "warn"\nlayout_reason = {quote(reason)}'
    if rule in NODES and model and where and HIDDEN not in where.split("/"):
        return (
            "manifest",
            f"[nodes]\n{quote(where)} = {{ {NODES[rule]}, reason = {quote(reason)} }}",
        )
    return "config", f'[severity]\n{rule} = "warning"'


def _reason(records: Sequence[Record]) -> str:
    first = min(records, key=lambda one: one.when)
    where = {"portal": "portail", "sandbox": "bac à sable"}[first.stage]
    day = f" le {first.as_of[:10]}" if first.as_of else ""
    return visible(f"accepté par le {where}{day} ({first.sha256[:12]})")


def _tightening(outcomes: Sequence[Outcome]) -> Iterator[Proposal]:
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
        yield Proposal("config", "", f'[severity]\n{rule} = "blocking"', rule, "", accepted, times)
