"""What was asked and what was not: the rules of a check, and why some are left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from asp_check.engine.options import Options
from asp_check.finding import NotRun
from asp_check.template import Template

READ_RULES = 57
"""How many rules ask of the file alone: the E and S families.  A test counts them."""

FORM_RULES = 83
"""How many rules ask of the file and its model, whatever the model: with T, V001 and V002."""

VALUES = "V101"
"""The rule that asks of values what the manifest says they are."""

OPEN = frozenset({"unreadable", "crash"})
"""The kinds of rule not run that leave the verdict open."""

STOPPED = frozenset({"E401", "E402", "S703", "S706", "S901"})
"""Faults after which the rest of the file was not read."""

_IMPORT = "asp-check template import"

_REASONS = {
    "no-template": (
        f"aucun modèle donné ni reconnu : nommez-le par --template, ou importez celui de l’ASP par {_IMPORT}",
        f"no template given or recognised: name it with --template, or import the ASP’s with {_IMPORT}",
    ),
    "reference": (
        (
            "le modèle reconnu ({id}) est un modèle de RÉFÉRENCE, non officiel : importez celui de l’ASP"
            f" par {_IMPORT}, ou nommez celui-ci par --template"
        ),
        (
            "the recognised template ({id}) is a REFERENCE model, not official: import the ASP’s with"
            f" {_IMPORT}, or name this one with --template"
        ),
    ),
    "no-kind": (
        "le modèle ne relie aucun champ à une notion : seule la forme est contrôlée",
        "the template maps no field to a concept: only the form is checked",
    ),
    "excluded": ("écarté par --select ou --ignore", "left out by --select or --ignore"),
    "stopped": (
        "{fault} est ignoré, mais le reste du fichier n’a pas pu être lu",
        "{fault} is ignored, but the rest of the file could not be read",
    ),
    "no-such-rule": (
        "cette version n’a pas de règle de ce nom",
        "this version has no rule of that name",
    ),
    "crash": (
        "défaut d’asp-check ({place}) ; merci de le signaler",
        "fault of asp-check ({place}); please report it",
    ),
    "memory": ("mémoire insuffisante", "not enough memory"),
}


def not_run(rule: str, kind: str, reason: str, lang: str, **values: str) -> NotRun:
    """A rule that was not asked, with its reason in the language of the report."""
    return NotRun(rule, kind, _REASONS[reason][lang == "en"].format(**values))


def has_kinds(template: Template) -> bool:
    """Whether the manifest says of some value what it is."""
    known = template.cache.get("kinds")
    if known is None:
        known = template.cache["kinds"] = any(slot.declared.kind for slot in template.slots)
    return known is True


def posed(template: Template | None, options: Options) -> int:
    """How many rules are asked."""
    if options.select or options.ignore:
        return sum(options.asks(rule) for rule in _rules(template))
    if template is None:
        return READ_RULES
    return FORM_RULES + has_kinds(template)


def left_out(template: Template | None, options: Options) -> Iterator[NotRun]:
    """Why the rules that are not asked are not."""
    lang = options.lang
    if template is None:
        yield not_run("T", "unreadable", "no-template", lang)
    else:
        if template.status == "reference" and not options.named:
            yield not_run("T", "unreadable", "reference", lang, id=template.id)
        if not has_kinds(template):
            yield not_run(VALUES, "unmapped-concept", "no-kind", lang)
    if options.select or options.ignore:
        for rule in _collapsed(options, list(_rules(template))):
            yield not_run(rule, "not-applicable", "excluded", lang)
    if options.require:
        for prefix in unknown(options.require):
            yield not_run(prefix, "not-applicable", "no-such-rule", lang)


def required(entry: NotRun, options: Options) -> bool:
    """Whether the user will not do without a rule that was not asked."""
    return any(
        entry.rule.startswith(prefix) or prefix.startswith(entry.rule) for prefix in options.require
    )


def unknown(prefixes: Iterable[str]) -> list[str]:
    """The prefixes with which no rule of this version begins."""
    from asp_check.causes import CAUSES  # noqa: PLC0415 - not for the check of a conforming file

    return [prefix for prefix in prefixes if not any(rule.startswith(prefix) for rule in CAUSES)]


def _rules(template: Template | None) -> Iterator[str]:
    from asp_check.causes import CAUSES  # noqa: PLC0415 - not for the check of a conforming file

    for rule in CAUSES:
        if template is None:
            if rule[0] in "ES":
                yield rule
        elif rule != VALUES or has_kinds(template):
            yield rule


def _collapsed(options: Options, rules: Sequence[str]) -> Iterator[str]:
    """The rules that the options leave out, whole families by their letter."""
    for family in dict.fromkeys(rule[0] for rule in rules):
        members = [rule for rule in rules if rule[0] == family]
        out = [rule for rule in members if not options.asks(rule)]
        if len(out) == len(members):
            yield family
        else:
            yield from out
