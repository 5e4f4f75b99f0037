"""A manifest as its author will read it: TOML, one place a line, why above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asp_check.importing.draft import Draft, placed
from asp_check.importing.quoting import quote
from asp_check.importing.sheet import Note
from asp_check.importing.words import DEPARTURES, why
from asp_check.manifest import FORMAT, Manifest, Node

_ORDER = (
    "concept", "kind", "type", "free", "fixed", "required", "may_be_empty", "enum", "decimals",
    "pattern", "optional", "nullable", "min", "max", "separator", "repeat", "key_kind", "sample",
    "title_fr", "title_en", "reason", "inferred",
)  # fmt: skip
_DEFAULTS = Node()._asdict()

_HEAD = (
    """\
# Manifeste d’un modèle officiel, écrit par « asp-check template import ». Relisez-le : il est à vous.
# Ce que nomme « inferred » est déduit de l’exemple ou des noms de clés, et n’a été lu nulle part : la ligne au-dessus
# dit de quoi (ligne:colonne de example.json). Retirez de « inferred » ce que vous avez vérifié.
# Après une correction : asp-check template check DOSSIER
""",
    """\
# Manifest of an official model, written by "asp-check template import". Read it again: it is yours.
# What "inferred" names was drawn from the example or from the names of keys, and read nowhere: the line above
# says from what (line:column of example.json). Take out of "inferred" what you have verified.
# After a correction: asp-check template check FOLDER
""",
)


def render(draft: Draft, lang: str) -> str:
    """The text of ``manifest.toml``."""
    index = 1 if lang == "en" else 0
    notes: dict[str, list[Note]] = {}
    for note in draft.notes:
        notes.setdefault(note.path, []).append(note)
    lines = [_HEAD[index], *_top(draft.manifest), "", "[nodes]"]
    for path, node in draft.manifest.nodes.items():
        said = [_why(note, draft, lang) for note in notes.get(path, ()) if _tells(note)]
        if said:
            lines.append(f"# {' ; '.join(said)}")
        lines.append(f"{quote(path)} = {_table(node)}")
    return "\n".join([*lines, ""])


def _top(manifest: Manifest) -> Iterator[str]:
    yield f"format = {quote(FORMAT)}"
    yield f"dispositif = {quote(manifest.dispositif)}"
    yield f"request = {quote(manifest.request)}"
    if manifest.valid_from is not None:
        yield f"valid_from = {manifest.valid_from}:00"
    yield f"status = {quote(manifest.status)}"
    for name in ("source", "layout", "layout_reason"):
        value = getattr(manifest, name)
        if value is not None:
            yield f"{name} = {quote(value)}"
    yield ""
    yield "[blank]"
    yield f"sha256 = {quote(manifest.blank_sha256)}"
    if manifest.irregular is not None:
        yield f"irregular = {quote(manifest.irregular)}"


def _tells(note: Note) -> bool:
    """Whether the note says more than the line itself does."""
    return note.why != "concept" and note.why not in DEPARTURES


def _why(note: Note, draft: Draft, lang: str) -> str:
    colon = ":" if lang == "en" else " :"
    said = f"{note.attribute}{colon} {why(note, lang)}" if note.attribute else why(note, lang)
    return placed(said, note, draft.lines)


def _table(node: Node) -> str:
    said = [(name, getattr(node, name)) for name in _ORDER]
    written = [f"{name} = {_value(value)}" for name, value in said if value != _DEFAULTS[name]]
    return f"{{ {', '.join(written)} }}" if written else "{}"


def _value(value: bool | int | str | Sequence[str]) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return quote(value)
    return f"[{', '.join(map(quote, value))}]"
