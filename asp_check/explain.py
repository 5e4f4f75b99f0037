"""A rule told whole: for the terminal, and as a page of the documentation."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from asp_check.causes.cause import Cause, Example, Text
from asp_check.concepts import CONCEPTS
from asp_check.pieces.words import ROLES, SIGNED, STATES
from asp_check.repair import REPAIRED
from asp_check.rules import CROSS, TABLE
from asp_check.rules.common.needs import FACTS
from asp_check.rules.cross import CrossEntry
from asp_check.rules.table import REQUESTS
from asp_check.text import NEWLINE, decode, shorten, visible

_WORDS: Mapping[str, Text] = {
    "blocking": Text("bloquant", "blocking"),
    "warning": Text("avertissement", "warning"),
    "info": Text("information", "note"),
    "why": Text("Pourquoi", "Why"),
    "mend": Text("Que faire", "What to do"),
    "by-fix": Text(
        "`asp-check fix` le répare, sans toucher à une valeur.",
        "`asp-check fix` repairs it, without touching a value.",
    ),
    "by-encoding": Text(
        "S'il est en Windows-1252, `asp-check fix --encoding cp1252` le convertit.",
        "If it is Windows-1252, `asp-check fix --encoding cp1252` converts it.",
    ),
    "needs": Text("Ce qu'il faut pour la poser", "What it needs to be asked"),
    "or": Text(" ou ", " or "),
    "request": Text("une demande de genre {}", "a request of kind {}"),
    "paper": Text("une pièce\u00a0: {}", "a piece: {}"),
    "sought": Text(
        "dans pieces.toml, de quoi trouver {}", "in pieces.toml, what it takes to find {}"
    ),
    "advance-needed": Text("la demande d'avance (--avance)", "the advance request (--avance)"),
    "bad": Text("Exemple fautif", "A bad example"),
    "place": Text("ligne {}, colonne {}", "line {}, column {}"),
    "good": Text("Exemple correct", "A good example"),
    "model": Text("Modèle", "Model"),
    "file": Text("Fichier", "File"),
    "manifest": Text("Manifeste", "Manifest"),
    "facts": Text("Données", "Facts"),
    "limits": Text("Limites", "Limits"),
    "pieces": Text("Pièces", "Pieces"),
    "no-piece": Text("pièce non reconnue", "piece not recognised"),
    "present": Text("signée", "signed"),
    "absent": Text("non signée", "not signed"),
    "unclear": Text("signature à vérifier", "signature to be checked"),
    "changed": Text("modifiée après signature", "changed after it was signed"),
    "pages": Text("pages {} à {}", "pages {} to {}"),
    "empty": Text("(vide)", "(empty)"),
    "source": Text("Source", "Source"),
    "official": Text("officielle", "official"),
    "secondary": Text("secondaire", "secondary"),
    "inference": Text("déduction", "inference"),
    "language": Text("Français", "English"),
    "E": Text("enveloppe", "envelope"),
    "S": Text("syntaxe", "syntax"),
    "T": Text("modèle", "template"),
    "V": Text("valeur", "value"),
    "R": Text("règle de financement", "funding rule"),
    "X": Text("pièces", "pieces"),
    "D": Text("dossier", "dossier"),
}

_INDEX = Text(
    "`asp-check explain T101` affiche la page d'une règle, `asp-check rules` les liste. "
    "L'identifiant ne change jamais\u00a0; `--select` et `--ignore` en prennent le début.",
    "`asp-check explain T101` prints the page of a rule, `asp-check rules` lists them. "
    "An id never changes; `--select` and `--ignore` take the start of one.",
)

_WIDTH = 80
_INDENT = "  "
_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")


def explain(cause: Cause, lang: str) -> str:
    """What ``asp-check explain`` prints of a rule, in ``fr`` or ``en``.

    >>> from asp_check.causes import CAUSES
    >>> print(explain(CAUSES["T101"], "en")[:58])
    T101 missing-key · blocking
    <BLANKLINE>
    A key of the model is missing
    """
    blocks = [
        f"{cause.id} {cause.name} · {_WORDS[cause.severity].of(lang)}",
        cause.title.of(lang),
        _section(_WORDS["why"].of(lang), _wrapped(cause.why.of(lang))),
        _section(_WORDS["mend"].of(lang), _wrapped(" ".join(_mend(cause, lang)))),
        *(_section(_WORDS["needs"].of(lang), lines) for lines in [_needs(cause, lang)] if lines),
        *(
            _section(_heading(example, lang), _labelled(cause, example, lang))
            for example in _first_two(cause.examples)
        ),
        _source(cause, lang),
    ]
    return "\n\n".join(blocks) + "\n"


def _mend(cause: Cause, lang: str) -> list[str]:
    """What to do, and whether it can be done by a command."""
    by = {"E101": "by-encoding", **dict.fromkeys(REPAIRED, "by-fix")}.get(cause.id)
    return [cause.mend.of(lang), *([] if by is None else [_WORDS[by].of(lang)])]


def _first_two(examples: Sequence[Example]) -> Iterator[Example]:
    """The first bad example and the first good one: the page of the rule has all."""
    for finds in (True, False):
        yield from [example for example in examples if example.finds is finds][:1]


def page(cause: Cause) -> str:
    """The rule's page of the documentation, in Markdown: French, then English."""
    parts = [f"# {cause.id} {cause.name}"]
    for lang in ("fr", "en"):
        parts += [
            f"## {_WORDS['language'].of(lang)}",
            f"**{_markdown(cause.title.of(lang))}** · {_WORDS[cause.severity].of(lang)}",
            f"### {_WORDS['why'].of(lang)}",
            _markdown(cause.why.of(lang)),
            f"### {_WORDS['mend'].of(lang)}",
            _markdown(cause.mend.of(lang)),
            *_mend(cause, lang)[1:],
        ]
        if needs := _needs(cause, lang):
            listed = "\n".join(f"- {_markdown(line)}" for line in needs)
            parts += [f"### {_WORDS['needs'].of(lang)}", listed]
        for example in cause.examples:
            drawn = "\n".join(_labelled(cause, example, lang))
            parts += [f"### {_heading(example, lang)}", f"```text\n{drawn}\n```"]
        parts.append(_source(cause, lang, "<{}>"))
    return "\n\n".join(parts) + "\n"


def page_name(cause: Cause) -> str:
    """The file name of the rule's page."""
    return f"{cause.id}-{cause.name}.md"


def index(causes: Iterable[Cause]) -> str:
    """The page that leads to the pages of all rules, in Markdown."""
    parts = ["# Règles / Rules", *_INDEX]
    families: dict[str, list[str]] = {}
    for cause in causes:
        fr, en = map(_markdown, cause.title)
        link = f"[{cause.id}]({page_name(cause)})"
        families.setdefault(cause.family, []).append(
            f"| {link} | {cause.name} | {cause.severity} | {fr} | {en} |"
        )
    for family, rows in families.items():
        fr, en = _WORDS[family]
        table = ["| | | | Français | English |", "|---|---|---|---|---|", *rows]
        parts += [f"## {family}: {fr} / {en}", "\n".join(table)]
    return "\n\n".join(parts) + "\n"


def _section(heading: str, lines: Iterable[str]) -> str:
    return "\n".join([heading, *(f"{_INDENT}{line}".rstrip() for line in lines)])


def _needs(cause: Cause, lang: str) -> list[str]:
    """The papers, concepts and facts without which a rule is not asked, and its requests."""
    entry = next((entry for entry in (*TABLE, *CROSS) if entry.id == cause.id), None)
    if entry is None:
        return []
    either, index = _WORDS["or"].of(lang), lang == "en"
    lines = []
    if len(entry.requests) < len(REQUESTS):
        lines.append(_WORDS["request"].of(lang).format(either.join(entry.requests)))
    if isinstance(entry, CrossEntry):
        for group in entry.roles:
            roles = either.join(ROLES[role].of(lang) for role in group.split("|"))
            lines.append(_WORDS["paper"].of(lang).format(roles))
        if entry.advance:
            lines.append(_WORDS["advance-needed"].of(lang))
    for need in entry.needs:
        names = need.split("|")
        lines.append(either.join(f"{name} ({CONCEPTS[name][index]})" for name in names))
    if isinstance(entry, CrossEntry):
        for sought in entry.sought:
            found = either.join(sought.split("|"))
            lines.append(_WORDS["sought"].of(lang).format(found))
    titles = (FACTS[name].title[index] for name in entry.facts)
    return lines + [title for title in titles if title]


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _heading(example: Example, lang: str) -> str:
    if not example.finds:
        return _WORDS["good"].of(lang)
    heading = _WORDS["bad"].of(lang)
    if example.at:
        heading += f" ({_WORDS['place'].of(lang).format(*example.at)})"
    return heading


def _source(cause: Cause, lang: str, link: str = "{}") -> str:
    colon = "\u00a0: " if lang == "fr" else ": "
    certainty = _WORDS[cause.certainty].of(lang)
    return f"{_WORDS['source'].of(lang)} ({certainty}){colon}{link.format(cause.source)}"


def _labelled(cause: Cause, example: Example, lang: str) -> Iterator[str]:
    """The lines of an example, each part with its label in the margin."""
    ends = cause.id.startswith("E2")
    parts = []
    if cause.family != "D":  # A dossier is held against no model.
        parts.append(("model", list(_drawn(_bytes(example.blank), ends=ends))))
    if example.manifest:
        parts.append(("manifest", [_toml(p, a) for p, a in example.manifest.items()]))
    if example.limits:
        parts.append(("limits", [f"{name} = {value}" for name, value in example.limits.items()]))
    if example.facts:
        parts.append(
            ("facts", [f"{name} = {_json(value)}" for name, value in example.facts.items()])
        )
    parts.append(("file", list(_drawn(_bytes(example.file), example.at, ends=ends))))
    if example.pieces:
        parts.append(("pieces", [line for one in example.pieces for line in _paper(one, lang)]))
    margin = 1 + max(len(_WORDS[label].of(lang)) for label, _ in parts)
    for label, lines in parts:
        title = _WORDS[label].of(lang)
        for line in lines or [_WORDS["empty"].of(lang)]:
            yield f"{title:{margin}}{line}".rstrip()
            title = ""


def _paper(one: Mapping[str, Any], lang: str) -> Iterator[str]:
    """A piece of an example: its file, what is known of it, and what it says of each concept."""
    role = "" if one["role"] is None else one["role"]
    told = [ROLES[role].of(lang) if role in ROLES else _WORDS["no-piece"].of(lang)]
    if "pages" in one:
        told.append(_WORDS["pages"].of(lang).format(*one["pages"]))
    if "signed" in one:
        how = one.get("how", "no-box")
        told.append(f"{_WORDS[one['signed']].of(lang)} ({SIGNED[how].of(lang)})")
    if "changed" in one:
        told.append(_WORDS["changed"].of(lang))
    if "unread" in one:
        told = told[:1]
    yield ", ".join((one.get("path", f"{role}.pdf"), *told))
    for concept, value in one.get("values", {}).items():
        for where, said in value.items() if isinstance(value, Mapping) else (("", value),):
            yield f"{_INDENT}{concept}{where and f' ({where})'} = {_said(said, lang)}"
    if one.get("words"):
        yield f"{_INDENT}{_json(one['words'])}"


def _said(value: object, lang: str) -> str:
    """What a piece of an example says of one concept: see ``rules.common.example``."""
    for sign, state in ((None, "absent"), (False, "unnamed"), ("?", "unclear")):
        if value is sign:
            return f"({STATES[state].of(lang)})"
    return _json(value)


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _drawn(data: bytes, at: tuple[int, int] | None = None, *, ends: bool) -> Iterator[str]:
    """Each line with what cannot be seen named, line ends too if asked, and a mark at ``at``."""
    start = 0
    places = [(m.start(), m.end()) for m in NEWLINE.finditer(data)]
    places.append((len(data), len(data)))
    for number, (end, following) in enumerate(places, start=1):
        line = decode(data[start:end])
        tail = decode(data[end:following]) if ends or b"\r" in data else ""
        start = following
        if not line and not tail and following == len(data):
            continue
        shown = visible(line + tail)
        yield shorten(shown, _WIDTH)
        if at and at[0] == number and len(shown) <= _WIDTH:
            # A byte-order mark has no column, but it is drawn.
            before = at[1] - 1 + line.startswith("\ufeff") if at[1] > 1 else 0
            yield " " * len(visible(line[:before])) + "^"


def _toml(pointer: str, attributes: Mapping[str, object]) -> str:
    told = ", ".join(
        f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in attributes.items()
    )
    return f'"{pointer}" = {{ {told} }}'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _markdown(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
