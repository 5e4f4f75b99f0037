"""Keys that are data are values: a masked comparison shows none of them, in any form."""

from __future__ import annotations

import pytest

from asp_check.difference import Settings, diff
from asp_check.difference.hiding import Veil, hidden
from asp_check.difference.model import Difference
from asp_check.manifest import Manifest, Node
from asp_check.report import diff_html, diff_json, diff_text
from asp_check.template import Template, build
from asp_check.template.source import sha256_hex

BLANK = b'{"par": {"750000123": {"nom": "", "n": 0}}, "x": ""}\n'
ALPHA, BETA = b'"830101259": {"nom": "Alpha", "n": 1}', b'"750712184": {"nom": "Beta", "n": 2}'
SECRETS = ("830101259", "830101258", "750712184", "Alpha", "Beta")


def keyed() -> Template:
    return build(
        BLANK,
        Manifest(
            dispositif="TEST", request="avance", version="initial", status="official",
            blank_sha256=sha256_hex(BLANK), nodes={"/par": Node(repeat="member", key_kind="finess")},
        ),
    )  # fmt: skip


def of(*members: bytes) -> bytes:
    return b'{"par": {' + b", ".join(members) + b'}, "x": ""}\n'


def forms(found: Difference) -> dict[str, str]:
    shown = {
        "json": diff_json.render(hidden(found), version="0", masked=True),
        "html": diff_html.render(found, lang="fr", version="0", mask=True),
    }
    for width in (80, 160):
        shown[f"text-{width}"] = diff_text.render(
            found, lang="fr", color=False, width=width, mask=True
        )
    return shown


OTHERS = {
    "order": of(BETA, ALPHA),
    "renamed": of(ALPHA.replace(b"259", b"258"), BETA),
    "removed": of(BETA),
    "escape": of(ALPHA.replace(b'"8', b'"\\u0038'), BETA),
    "layout": of(ALPHA, BETA).replace(b": {", b":{"),
    "text": of(ALPHA, BETA).replace(b": 1", b" 1"),
    "outside": b'{"par": {' + BETA + b'}, "x": "", ' + ALPHA + b"}\n",
}


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("named", [True, False], ids=["named", "recognised"])
def test_no_key_that_is_data_is_shown(name: str, named: bool) -> None:
    template = keyed()
    settings = Settings(template=template) if named else Settings(recognise=lambda _: template)
    found = diff(of(ALPHA, BETA), OTHERS[name], settings._replace(hide=True))
    for form, text in forms(found).items():
        for secret in SECRETS:
            assert secret not in text, form
        assert form == "json" or '"nom' in text.replace("&quot;", '"'), form


def test_without_such_keys_every_key_stays() -> None:
    a, b = of(ALPHA), of(ALPHA.replace(b'"n": 1', b'"n": 2'))
    found = diff(a, b, Settings(template=build(BLANK, name="blank"), hide=True))
    assert found.own_keys is None
    assert '"830101259": {"nom": "•••••"' in forms(found)["text-80"]


def test_half_of_a_pair_is_hidden_and_a_byte_that_is_no_text_stays_one() -> None:
    assert Veil(None).literal('"\ud800é\udce9"') == '"\ufffd•\udce9"'
