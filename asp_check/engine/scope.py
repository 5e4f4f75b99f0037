"""What was asked and what was not: the rules of a check, and why some are left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from asp_check.engine.options import DEFAULTS, LAYOUTS, VALUES, Options
from asp_check.facts import Given
from asp_check.finding import NotRun, TemplateRef
from asp_check.template import Template
from asp_check.text import visible

if TYPE_CHECKING:
    from asp_check.engine.contents import Wanted
    from asp_check.engine.funding import Plan

READ_RULES = 58
"""How many rules ask of the file alone: the E and S families.  A test counts them."""

FORM_RULES = 84
"""How many rules ask of the file and its model, whatever the model: with T, V001 and V002."""

OPEN = frozenset({"unreadable", "crash"})
"""The kinds of rule not run that leave the verdict open."""

VEILS = ("E4", "S6", "S7", "S9")
"""Faults behind which part of the file is not there, or was not read, and so was not compared."""

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
        "le modèle ne dit d’aucun champ de quel genre il est : seule la forme est contrôlée",
        "the template says of no field of what kind it is: only the form is checked",
    ),
    "no-concept": (
        "le modèle ne relie aucun champ à une notion : seule la forme est contrôlée",
        "the template maps no field to a concept: only the form is checked",
    ),
    "unknown-concept": (
        "le manifeste nomme une notion inconnue, {name}",
        "the manifest names an unknown concept, {name}",
    ),
    "near-concept": (
        "le manifeste nomme une notion inconnue, {name} ; vouliez-vous dire {near} ?",
        "the manifest names an unknown concept, {name}; did you mean {near}?",
    ),
    "blank-model": (
        "rien n’est rempli : il n’y a pas encore de demande à contrôler",
        "nothing is filled in: there is no request to check yet",
    ),
    "request": (
        "ne concerne pas une demande « {request} »",
        "not about a request of kind “{request}”",
    ),
    "need": (
        "le modèle ne relie aucun champ à {need}",
        "the template maps no field to {need}",
    ),
    "no-pieces": (
        "aucune n’est donnée : --va, --bdc…, ou asp-check dossier",
        "none is given: --va, --bdc…, or asp-check dossier",
    ),
    "no-pieces-toml": (
        "le modèle ne dit pas que chercher dans les pièces (pieces.toml)",
        "the template does not say what to look for in the pieces (pieces.toml)",
    ),
    "no-label": (
        "pieces.toml ne donne aucun libellé de {need}",
        "pieces.toml gives no label of {need}",
    ),
    "no-dossier": (
        "dossier complet ou non : asp-check dossier le dit",
        "whether the dossier is complete: asp-check dossier tells",
    ),
    "no-advance": (
        "la demande d’avance n’est pas donnée (--avance)",
        "the advance request is not given (--avance)",
    ),
    "no-paper": ("pièce non donnée : {roles}", "piece not given: {roles}"),
    "excluded": ("écarté par --select ou --ignore", "left out by --select or --ignore"),
    "unread": (
        "le fichier n’a pas pu être lu en entier",
        "the file could not be read to its end",
    ),
    "of-dossiers": (
        "règle des dossiers : posée par asp-check dossier",
        "a rule on dossiers: asp-check dossier asks it",
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


def crash(rule: str, error: Exception, lang: str) -> NotRun:
    """A rule that failed by a fault of ours, which is named."""
    reason = "memory" if isinstance(error, MemoryError) else "crash"
    return not_run(rule, "crash", reason, lang, place=where(error))


def where(error: BaseException) -> str:
    """The type of an exception and the place in our code that it comes from: nothing of the file.

    >>> where(KeyError("secret"))
    'KeyError'
    """
    place = ""
    trace = error.__traceback__
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] == "asp_check":
            place = f", {module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return type(error).__name__ + place


class Scope(NamedTuple):
    """What is known of a check before the file is looked at."""

    template: TemplateRef | None
    is_law: bool
    """Whether the template may refuse a file: it is official, or the user named it."""
    plan: Plan | None
    """The rules of funding to ask; ``None`` where the template maps no concept."""
    wanted: Wanted | None
    """The values to look at; ``None`` where the form is all there is to check."""
    given: Given
    posed: int
    not_run: tuple[NotRun, ...]
    options: Mapping[str, Any]
    """The options that bear on the result: the layout, and those that depart from the default."""


def scope_of(template: Template | None, options: Options) -> Scope:
    """The scope of a check; a template keeps the last one, for it is mostly the next one too."""
    if template is None:
        return _scope(None, options)
    known = template.cache.get("scope")
    if isinstance(known, _Known) and known.options is options:
        return known.scope
    scope = _scope(template, options)
    template.cache["scope"] = _Known(options, scope)
    return scope


class _Known(NamedTuple):
    options: Options
    scope: Scope


def _scope(template: Template | None, options: Options) -> Scope:
    kinds = template is not None and any(slot.judged_as for slot in template.slots)
    given = given_of(template, options)
    plan = _plan(template, given, options)
    posed = () if plan is None else tuple(rule.entry.id for rule in plan.posed)
    rules = (READ_RULES if template is None else FORM_RULES + kinds) + len(posed)
    left_out: list[NotRun] = []
    if options.select or options.ignore:
        all_rules = [*_rules(template, kinds), *posed]
        rules = sum(map(options.asks, all_rules))
        left_out = [
            not_run(rule, "not-applicable", "excluded", options.lang)
            for rule in _collapsed(options, all_rules)
        ]
    return Scope(
        _reference(template),
        template is not None and (template.status != "reference" or options.named),
        plan,
        _wanted(plan, kinds and options.selects(VALUES)),
        given,
        rules,
        (
            *_not_run(template, options, kinds),
            *(plan.not_run if plan is not None else ()),
            *_no_pieces(template, options),
            *left_out,
        ),
        MappingProxyType(_shown(template, options)),
    )


DOSSIERS = "D"
"""The family of rules on whole dossiers, which ``asp-check dossier`` asks."""

PIECES = "X"
"""The family of rules on pieces, as one entry where no piece is given."""


def _no_pieces(template: Template | None, options: Options) -> Iterator[NotRun]:
    """That no piece was given, for the files that go without; ``engine`` drops it for the others."""
    if template is not None and any(slot.declared.concept for slot in template.slots):
        asked = not (options.select or options.ignore) or any(map(options.asks, _cross()))
        reason = ("piece-not-given", "no-pieces") if asked else ("not-applicable", "excluded")
        yield not_run(PIECES, *reason, options.lang)


def _cross() -> Iterator[str]:
    from asp_check.rules.cross import CROSS  # noqa: PLC0415 - only where rules are chosen

    return (entry.id for entry in CROSS)


def given_of(template: Template | None, options: Options) -> Given:
    """What is known beside the file, as far as it concerns this template."""
    facts, manifest = options.facts, template.manifest if template is not None else None
    code = manifest.dispositif.lower() if manifest is not None else ""
    return Given(
        as_of=options.as_of,
        request=manifest.request if manifest is not None else "",
        code=manifest.dispositif if manifest is not None else "",
        dispositif=facts.dispositifs.get(code),
        known=facts.dispositifs,
        supplier=facts.supplier,
        solution=facts.solutions.get(code),
        references=facts.references,
        resubmission=facts.resubmission,
        template=template,
    )


def _plan(template: Template | None, given: Given, options: Options) -> Plan | None:
    """The rules of funding to ask of the files of this template."""
    if template is None or not any(slot.declared.concept for slot in template.slots):
        return None
    from asp_check.engine import funding  # noqa: PLC0415 - a bare blank has no need of it

    return funding.plan(template, given, options.lang, options.selects)


def _wanted(plan: Plan | None, judged: bool) -> Wanted | None:
    if not judged and (plan is None or not plan.posed):
        return None
    from asp_check.engine.contents import Wanted  # noqa: PLC0415 - as above

    return Wanted(() if plan is None else plan.kept, judged=judged)


def _reference(template: Template | None) -> TemplateRef | None:
    if template is None:
        return None
    return TemplateRef(template.id, template.status, template.sha256)


def _not_run(template: Template | None, options: Options, kinds: bool) -> Iterator[NotRun]:
    """What cannot be asked, whatever the file."""
    lang = options.lang
    if template is None:
        yield not_run("T", "unreadable", "no-template", lang)
    else:
        if template.status == "reference" and not options.named:
            yield not_run("T", "unreadable", "reference", lang, id=template.id)
        if not any(slot.declared.concept for slot in template.slots):
            yield not_run("R", "unmapped-concept", "no-concept", lang)
        for name, near in _unknown_concepts(template):
            reason = "near-concept" if near else "unknown-concept"
            yield not_run("R", "unmapped-concept", reason, lang, name=visible(name), near=near)
        if not kinds:
            yield not_run(VALUES, "unmapped-concept", "no-kind", lang)
    for prefix in unknown(options.require):
        reason = "of-dossiers" if prefix[0] == DOSSIERS else "no-such-rule"
        yield not_run(prefix, "not-applicable", reason, lang)


def _unknown_concepts(template: Template) -> Iterator[tuple[str, str]]:
    """The concepts that no rule can know, each with the nearest that there is."""
    named = dict.fromkeys(s.declared.concept for s in template.slots if s.declared.concept)
    if not named:
        return
    from asp_check.concepts import CONCEPTS  # noqa: PLC0415 - a bare blank has none

    for name in named:
        if name not in CONCEPTS:
            from difflib import get_close_matches  # noqa: PLC0415 - a slip

            yield name, next(iter(get_close_matches(name, CONCEPTS, n=1)), "")


def _shown(template: Template | None, options: Options) -> dict[str, Any]:
    manifest = template.manifest if template is not None else None
    declared = (manifest and manifest.layout) or "error"
    shown: dict[str, Any] = {"layout": max(options.layout, declared, key=LAYOUTS.index)}
    for name in ("select", "ignore", "require", "strict", "max_findings", "max_size", "max_depth"):
        if (value := getattr(options, name)) != getattr(DEFAULTS, name):
            shown[name] = value
    if options.severities:
        shown["severity"] = {prefix: str(wanted) for prefix, wanted in options.severities}
    if options.mask:
        shown["mask"] = True
    if options.facts.resubmission:
        shown["resubmission"] = True
    references = {
        name: {"path": data.origin.path, "sha256": data.origin.sha256, "date": data.origin.date,
               "rows": data.origin.rows}
        for name, data in options.facts.references._asdict().items() if data is not None
    }  # fmt: skip
    if references:
        shown["references"] = references
    return shown


def required(entry: NotRun, options: Options) -> bool:
    """Whether the user will not do without a rule that was not asked.

    What is not about this request, or this scheme, is not missed.
    """
    return entry.is_missed and any(
        entry.rule.startswith(prefix) or prefix.startswith(entry.rule) for prefix in options.require
    )


def unknown(prefixes: Iterable[str]) -> list[str]:
    """The prefixes with which no rule of this version begins."""
    prefixes = tuple(prefixes)
    if not prefixes:
        return []
    from asp_check.rules import RULEBOOK  # noqa: PLC0415 - not for the check of a conforming file

    return [prefix for prefix in prefixes if not any(rule.startswith(prefix) for rule in RULEBOOK)]


def _rules(template: Template | None, kinds: bool) -> Iterator[str]:
    from asp_check.causes import CAUSES  # noqa: PLC0415 - not for the check of a conforming file

    for rule in CAUSES:
        if template is None:
            if rule[0] in "ES":
                yield rule
        elif rule != VALUES or kinds:
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
