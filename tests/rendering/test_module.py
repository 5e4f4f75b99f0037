"""The module of pydantic models: it runs, it is typed, it gives what ``render`` writes."""

from __future__ import annotations

import ast
import importlib.util
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

import asp_check
from asp_check import exactness
from asp_check.manifest import Node
from asp_check.rendering import RenderError, identifiers
from asp_check.rendering.module import module, quoted
from asp_check.rendering.reading import values
from asp_check.template import Template, build
from tests.exactness.shapes import Shape, shapes, with_manifest
from tests.exactness.strategies import ROOTS, STYLES, blank, filled
from tests.rendering.fitting import MODELS, example, example_values, model

NUMBERS = itertools.count()


def run(template: Template, folder: Path) -> ModuleType:
    """The module of a template, written to a file and imported from there."""
    name = f"generated_{next(NUMBERS)}"
    path = folder / f"{name}.py"
    path.write_text(module(template), "utf-8")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    sys.modules[name] = found
    spec.loader.exec_module(found)
    return found


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    yield
    for name in [name for name in sys.modules if name.startswith("generated_")]:
        del sys.modules[name]


@pytest.mark.parametrize("folder", MODELS, ids=lambda f: "-".join(f.parts[-3:]))
def test_each_model_gives_its_example_back(folder: Path, tmp_path: Path) -> None:
    template = model(folder)
    demande = run(template, tmp_path).Demande.model_validate(example_values(folder))
    assert asp_check.render(demande, template) == example(folder)


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.name)
def test_every_shape_of_a_blank(shape: Shape, tmp_path: Path) -> None:
    demande = run(shape.template, tmp_path).Demande.model_validate(values(shape.exact, ""))
    assert asp_check.render(demande, shape.template) == shape.exact


@st.composite
def cases(draw: Any) -> tuple[Template, bytes]:
    tree, style = draw(ROOTS), draw(STYLES)
    return build(blank(tree, style), name="random"), filled(tree, style, draw)


@settings(max_examples=30, deadline=None)
@given(cases())
def test_random_templates(case: tuple[Template, bytes]) -> None:
    template, exact = case
    source = module(template)
    namespace: dict[str, Any] = {"__name__": "generated_random"}
    sys.modules["generated_random"] = ModuleType("generated_random")
    sys.modules["generated_random"].__dict__.update(namespace)
    exec(compile(source, "generated", "exec"), sys.modules["generated_random"].__dict__)  # noqa: S102 - our own
    root: type[BaseModel] = sys.modules["generated_random"].Demande
    tree = values(exact, "")
    try:
        written = asp_check.render(root.model_validate(tree), template)
    except (RenderError, ValidationError) as error:
        # Only a number that the blank's decimals do not hold: both refuse it.
        told = str(error)
    else:
        assert exactness.check(template, written).accepted
        assert values(written, "") == tree
        return
    assert "décimales" in told or "decimal places" in told


HOSTILE = '''"""\nimport os; os.system("x")\n\\'''


def test_nothing_of_the_blank_or_the_manifest_becomes_code() -> None:
    blank = json.dumps({HOSTILE: "", "b": {"c\u202e": HOSTILE, '"': [""]}, "class": 0}).encode()
    nodes = {
        "/" + HOSTILE: Node(title_fr=HOSTILE, title_en="x"),
        "/b": Node(title_fr=HOSTILE + '"""', title_en="x"),
        "/b/c\u202e": Node(fixed=True),
        "/class": Node(title_fr="{x} %s \x1b[2J\u2028", enum=(Decimal(1),)),
    }
    source = module(with_manifest(blank, nodes))
    tree = ast.parse(source)
    assert source.isprintable() or set(source) - {"\n"} == set(filter(str.isprintable, source))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert calls <= {"ConfigDict", "Field", "Decimal", "handler"}
    imported = {
        node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert imported <= {"__future__", "datetime", "decimal", "pydantic", "typing"}


def test_names_hide_nothing_and_are_unlike_one_another(tmp_path: Path) -> None:
    known = {*dir(BaseModel), *dir(type(BaseModel))}
    public = {name for name in known if not name.startswith(("_", "model_"))}
    assert public <= identifiers.FIELDS_TAKEN
    keys = [
        *public, "a", "A", "a_", "é", "É", "", "0", "class", "str", "int", "list", "model_config", "_x",
        "date", "datetime", "Decimal", "decimal", "type", "match", "中", "self",
    ]  # fmt: skip
    template = build(
        json.dumps({key: {"Decimal": "", "b": 0.0} for key in keys}).encode(), name="k"
    )
    tree = {key: {"Decimal": "u", "b": Decimal("1.0")} for key in keys}
    found = run(template, tmp_path)
    demande = found.Demande.model_validate(tree)
    assert values(asp_check.render(demande, template), "") == tree
    names = list(found.Demande.model_fields)
    assert len(set(names)) == len(keys)
    assert all(name.isascii() and name.isidentifier() for name in names)


def test_two_keys_together_make_no_name_that_the_module_imports(tmp_path: Path) -> None:
    blank = b'[{"model": {"a": ""}, "root": {"model": {"b": ""}}}]'
    tree = [{"model": {"a": "u"}, "root": {"model": {"b": "v"}}}]
    found = run(build(blank, name="k"), tmp_path)
    assert found.Demande.model_validate(tree).model_dump(by_alias=True) == tree


def test_absent_and_null_are_told_apart(tmp_path: Path) -> None:
    template = with_manifest(
        b'{"a": null, "b": "", "c": {"d": ""}, "z": ""}',
        {
            "/a": Node(optional=True),
            "/b": Node(optional=True),
            "/c": Node(optional=True, nullable=True),
        },
    )
    demande = run(template, tmp_path).Demande
    assert asp_check.render(demande(z="u"), template) == b'{"z": "u"}'
    assert asp_check.render(demande(z="u", a=None, b=None, c=None), template) == (
        b'{"a": null, "c": null, "z": "u"}'
    )
    assert asp_check.render(demande(z="u", a=1), template) == b'{"a": 1, "z": "u"}'


def test_the_model_refuses_what_it_can(tmp_path: Path) -> None:
    found = run(asp_check.load_template("hop-dpi-va2/avance"), tmp_path)
    with pytest.raises(ValidationError) as caught:
        found.Prestation(
            type="vague 3", montant_ht="1.005", taux_tva=20, montant_tva=Decimal(0), montant_ttc=True, autre=1
        )  # fmt: skip
    assert {error["loc"][0] for error in caught.value.errors()} >= {
        "type",
        "montant_ht",
        "montant_ttc",
        "autre",
    }
    prestation = found.Prestation(
        type="vague 2", montant_ht=1000, taux_tva=20, montant_tva=Decimal("200.0"), montant_ttc="1200.00"
    )  # fmt: skip
    assert prestation.model_dump(by_alias=True)["montantHT"] == 1000
    # As docs/render.md says: pydantic makes a number of a text that is one.
    assert isinstance(prestation.montant_ttc, Decimal)
    for refused in ("1.234", "12,50"):
        with pytest.raises(ValidationError):
            prestation.montant_ht = refused
    assert found.Prestation.model_fields["montant_ht"].description == (
        "Montant HT de la prestation : nombre à 2 décimales"
    )


def test_quoted_is_a_literal() -> None:
    for text in ("a", 'a"b', "a'b", "\\", "\n", "\u202e", "", "'\""):
        assert ast.literal_eval(quoted(text)) == text


def test_the_modules_are_strictly_typed(tmp_path: Path) -> None:
    """By mypy --strict, without the plugin of pydantic: what an editor sees."""
    if importlib.util.find_spec("mypy") is None:
        pytest.skip("mypy is not installed")
    shown = [*(model(folder) for folder in MODELS), *(shape.template for shape in shapes())]
    for index, template in enumerate(shown):
        tmp_path.joinpath(f"model_{index}.py").write_text(module(template), "utf-8")
    avance = next(i for i, t in enumerate(shown) if t.id.startswith("hop-dpi-va2/avance"))
    tmp_path.joinpath("use.py").write_text(
        f"from model_{avance} import Contact\n"
        'Contact(nom="a", prenom="b", courriel="c", telephone="")\n'
        'Contact(nom=1, prenom="b", courriel="c", telephone="")\n'
        'Contact(nom="a", prenom="b", courriel="c")\n'
        'Contact(nom="a", prenom="b", courriel="c", telephone="", fax="")\n',
        "utf-8",
    )
    names = sorted(path.name for path in tmp_path.glob("*.py"))
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file", os.devnull, *names],
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    told = [
        line.partition(": error: ")[::2] for line in done.stdout.splitlines() if ": error: " in line
    ]
    assert [where for where, _ in told] == ["use.py:3", "use.py:4", "use.py:5"], done.stdout
