"""A template as a Python module of pydantic models, for scripts that write its files; pure text.

The module is for editors and for type checkers: it says which fields there are, of which type and
what they mean.  ``render`` judges the values, whatever model they come from.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from asp_check.document.strings import unescape
from asp_check.pointer import ANY, last
from asp_check.rendering.expected import expected, title_of
from asp_check.rendering.identifiers import CLASSES_TAKEN, class_name, field
from asp_check.rendering.scalars import date_kind
from asp_check.rendering.writing import default, may_be_null
from asp_check.template import Constant, Member, Object, Repeat, Slot, Template, TemplateNode, Tuple
from asp_check.template.literals import kind_of
from asp_check.text import decode, shorten, visible

ROOT = "Demande"
"""The class of the whole file."""


class Type(NamedTuple):
    """An annotation, and what restricts it: arguments of ``Field``."""

    text: str
    limits: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The annotation by itself, wherever it stands."""
        if not self.limits:
            return self.text
        return f"Annotated[{self.text}, Field({', '.join(self.limits)})]"

    def or_none(self) -> Type:
        """The same, or ``None``."""
        return self if self.text.endswith("None") else Type(f"{self} | None")


def module(template: Template) -> str:
    """The source of the module."""
    builder = _Builder(template)
    root = template.root
    if isinstance(root, Object) and not root.nullable:
        builder.object(root, ROOT)
    else:
        builder.root(root)
    body = "\n\n\n".join(builder.classes)
    return f"{_head(template, builder, body)}\n\n\n{body}\n"


class _Builder:
    """Classes in the order in which they are needed: what is held before what holds it."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.taken = {ROOT, *CLASSES_TAKEN}
        self.classes: list[str] = []
        self.example: list[str] = []
        self.is_root_model = False

    def root(self, node: TemplateNode) -> None:
        """The class of a file that is no object with fixed keys."""
        self.is_root_model = True
        kind = self.type(node, ROOT, "elements")
        docstring = _docstring(self.describe(node))
        self.classes.append(f"class {ROOT}(RootModel[{kind}]):\n    {docstring}")

    def object(self, node: Object, name: str) -> None:
        """The class of an object."""
        taken: set[str] = set()
        members = [member for member in node.members if node.by_key[member.key] is member]
        names = [field(member.key, taken) for member in members]
        fields = [self.field(m, n, name) for m, n in zip(members, names, strict=True)]
        unsure = {
            n: m.key
            for m, n in zip(members, names, strict=True)
            if m.optional and may_be_null(m.value)
        }
        if name == ROOT:
            needed = zip(members, names, strict=True)
            self.example = [n for m, n in needed if default(m.value) is None and not m.optional]
        parts = [_docstring(self.describe(node)), *fields]
        if unsure:
            parts.append(_serializer(unsure))
        body = "\n\n".join(parts).replace("\n", "\n    ")
        lines = "\n".join(
            line.rstrip() for line in f"class {name}(_Objet):\n    {body}".split("\n")
        )
        self.classes.append(lines)

    def field(self, member: Member, name: str, holder: str) -> str:
        """One field: its type, its key, its limits, its description."""
        kind = self.type(member.value, holder, member.key)
        arguments = []
        left = _default(member.value, kind.text)
        if member.optional:
            kind, left = kind.or_none(), "default=None"
        if left is not None:
            arguments.append(left)
        key = quoted(member.key)
        arguments += [f"validation_alias={key}", f"serialization_alias={key}", *kind.limits]
        arguments.append(f"description={quoted(self.describe(member.value))}")
        listed = "".join(f"    {argument},\n" for argument in arguments)
        return f"{name}: {kind.text} = Field(\n{listed})"

    def type(self, node: TemplateNode, holder: str, key: str) -> Type:
        """The annotation of a value; the classes that it needs are made on the way."""
        if isinstance(node, Slot):
            return _scalar(node)
        kind = self.container(node, holder, key)
        return kind.or_none() if node.nullable else kind

    def container(self, node: TemplateNode, holder: str, key: str) -> Type:
        """The annotation of an object or an array."""
        if isinstance(node, Object):
            is_element = last(node.path) == ANY
            name = class_name(key, self.taken, holder, is_element=is_element)
            self.object(node, name)
            return Type(name)
        if isinstance(node, Tuple):
            kinds = [self.type(element, holder, key) for element in node.elements]
            return Type(f"tuple[{', '.join(map(str, kinds))}]")
        if isinstance(node, Repeat):
            item = self.type(node.item, holder, key)
            limits = [f"min_length={node.min}"] if node.min else []
            limits += [f"max_length={node.max}"] if node.max is not None else []
            text = f"list[{item}]" if node.key is None else f"dict[str, {item}]"
            return Type(text, tuple(limits))
        is_object = node.container == "{"
        return Type("dict[str, str]" if is_object else "list[str]", ("max_length=0",))

    def describe(self, node: TemplateNode) -> str:
        """What a value is, in French: its title or its path, and what is expected."""
        title = title_of(self.template, node)
        name = title[0] if title else visible(shorten(node.path or self.template.id, 300))
        said = name if isinstance(node, Object) else f"{name} : {expected(node)[0]}"
        return said.replace("\u00a0", " ").replace("\u202f", " ")


def _scalar(slot: Slot) -> Type:
    if slot.declared.fixed:
        kind = _fixed(slot)
    elif slot.declared.enum and all(isinstance(v, (str, bool)) for v in slot.declared.enum):
        kind = _choice(slot)
    elif date_kind(slot) is not None:
        moment = "datetime" if date_kind(slot) == "datetime-iso" else "date"
        kind = Type(f"str | datetime.{moment}")
    elif slot.type == "string":
        filled = slot.declared.required and b'""' in slot.shown
        kind = Type("str", ("min_length=1",) if filled else ())
    elif slot.type == "integer":
        kind = Type("int")
    elif slot.type == "boolean":
        kind = Type("bool", ("strict=True",))
    elif slot.type == "number":
        decimals = slot.decimals if slot.declared.decimals is None else slot.declared.decimals
        kind = Type("Decimal", () if decimals is None else (f"decimal_places={decimals}",))
    else:
        return Type("str | bool | int | Decimal | None")
    return kind.or_none() if may_be_null(slot) else kind


def _fixed(slot: Slot) -> Type:
    kind = kind_of(slot.literal)
    if kind == "number":
        return Type("Decimal")
    if kind == "null":
        return Type("None")
    return Type(f"Literal[{_python(slot.literal)}]")


def _choice(slot: Slot) -> Type:
    """The values of the list, and that of the blank where leaving it does not block."""
    values: list[str | bool] = [v for v in slot.declared.enum if isinstance(v, (str, bool))]
    if slot.empty and not slot.declared.required:
        values += [unescape(one[1:-1]) for one in slot.shown if kind_of(one) == "string"]
    shown = dict.fromkeys(quoted(v) if isinstance(v, str) else repr(v) for v in values)
    return Type(f"Literal[{', '.join(shown)}]")


def _default(node: TemplateNode, kind: str) -> str | None:
    """What a field that may be left out is then; ``None`` if it may not."""
    if default(node) is None:
        return None
    if isinstance(node, Slot):
        return f"default={_python(node.literal)}"
    if isinstance(node, Constant):
        return f"default_factory={'dict' if node.container == '{' else 'list'}"
    if isinstance(node, Object):
        return f"default_factory={kind.removesuffix(' | None')}"
    return None  # A tuple of fixed values: rare enough to be given.


def _python(literal: bytes) -> str:
    """The value of a literal as Python writes it."""
    kind = kind_of(literal)
    if kind == "string":
        return quoted(unescape(literal[1:-1]))
    if kind == "number":
        try:
            return f'Decimal("{Decimal(decode(literal))}")'
        except ArithmeticError:
            return quoted(decode(literal))
    return {b"true": "True", b"false": "False"}.get(literal, "None")


def _serializer(unsure: dict[str, str]) -> str:
    """A method that leaves out the members that may be ``null`` as well as absent."""
    listed = ", ".join(f"{quoted(name)}: {quoted(key)}" for name, key in unsure.items())
    return f"""\
@model_serializer(mode="wrap")
def _sans_absents(
    self, handler: SerializerFunctionWrapHandler, info: SerializationInfo
) -> dict[str, Any]:
    \"\"\"Un membre facultatif que l’on n’a pas donné est absent ; donné à None, il est null.\"\"\"
    ecrit: dict[str, Any] = handler(self)
    for nom, cle in {{{listed}}}.items():
        if nom not in self.model_fields_set:
            ecrit.pop(cle if info.by_alias else nom, None)
    return ecrit"""


# ------------------------------------------------------------------------------ text


def quoted(text: str) -> str:
    """The text as a literal of Python, between double quotes where that changes nothing."""
    written = repr(text)
    plain = written[0] == "'" and '"' not in written and "\\" not in written
    return f'"{written[1:-1]}"' if plain else written


def _docstring(text: str) -> str:
    """A docstring of one line, which what the manifest says cannot close."""
    if not text.endswith((".", "…", "?", "!")):
        text += "."
    return repr(text) if '"' in text or "\\" in text else f'"""{text}"""'


_USES = (
    ("datetime", "import datetime\n"),
    ("Decimal", "from decimal import Decimal\n"),
)
_TYPING = ("Annotated", "Any", "Literal")
_PYDANTIC = (
    "BaseModel", "ConfigDict", "Field", "RootModel", "SerializationInfo",
    "SerializerFunctionWrapHandler", "model_serializer",
)  # fmt: skip


def _head(template: Template, builder: _Builder, body: str) -> str:
    base = "" if "(_Objet)" not in body else f"\n\n\n{_BASE}"
    used = set(re.findall(r"\w+", body + base))
    imports = "".join(line for name, line in _USES if name in used)
    typing = [name for name in _TYPING if name in used]
    if typing:
        imports += f"from typing import {', '.join(typing)}\n"
    pydantic = [name for name in _PYDANTIC if name in used]
    imports += f"\nfrom pydantic import {', '.join(pydantic)}"
    opening = _opening(template, builder)
    return f"{opening}\n\nfrom __future__ import annotations\n\n{imports}{base}"


_BASE = '''\
class _Objet(BaseModel):
    """Un objet du modèle : aucune autre clé n’y est admise."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, validate_assignment=True)'''


def _opening(template: Template, builder: _Builder) -> str:
    """The docstring of the module, and the comment that says what it was made from."""
    status = {
        "official": "officiel",
        "reference": "de RÉFÉRENCE, non officiel",
        "blank": "sans manifeste",
    }
    shown = visible(template.id).replace("\\", "/").replace('"', "'")
    given = ", ".join(f"{name}=…" for name in builder.example[:3])
    more = ", …" if len(builder.example) > 3 else ""
    arguments = "[…]" if builder.is_root_model else f"{given}{more}"
    return f'''\
# Modèle : {visible(template.id)} ({status[template.status]})
# SHA-256 du modèle vierge : {template.sha256}
# Écrit par : asp-check template model {visible(template.id)}
"""Modèles pydantic de {shown}, pour écrire ses fichiers depuis un programme.

Les champs ont un nom Python ; le nom exact de la clé est leur alias. Ce que le modèle fixe a une
valeur par défaut. Ces classes aident à écrire ; c’est asp_check.render qui juge les valeurs et écrit
le fichier, exact au caractère près :

    import asp_check

    demande = {ROOT}({arguments})
    octets = asp_check.render(demande, "{shown}")
"""'''
