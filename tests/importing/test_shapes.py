"""Blanks of every shape with their example: what is imported takes the example, and what it stands for."""

from __future__ import annotations

import pytest

from tests.importing.pairs import blocking, infer, judged, rebuilt

BOM = b"\xef\xbb\xbf"

CRLF = (
    '{\r\n\t"Numéro": "",\r\n\t"lignes": [\r\n\t\t{\r\n\t\t\t"code": ""\r\n\t\t}\r\n\t]\r\n}\r\n',
    '{\r\n\t"Numéro": "7",\r\n\t"lignes": [\r\n\t\t{\r\n\t\t\t"code": "a"\r\n\t\t},\r\n\t\t{\r\n\t\t\t"code": "b"\r\n\t\t}\r\n\t]\r\n}\r\n',
    '{\r\n\t"Numéro": "8",\r\n\t"lignes": [\r\n\t\t{\r\n\t\t\t"code": "c"\r\n\t\t}\r\n\t]\r\n}\r\n',
)
PHP = (
    '{\n    "url_du_site": "",\n    "lignes": [\n        {\n            "libell\\u00e9": "",\n            "montant_ht": 0\n        }\n    ]\n}',
    '{\n    "url_du_site": "http:\\/\\/x.fr",\n    "lignes": [\n        {\n            "libell\\u00e9": "\\u00e9t\\u00e9",\n            "montant_ht": 12.5\n        },\n        {\n            "libell\\u00e9": "b",\n            "montant_ht": 3\n        }\n    ]\n}',
    '{\n    "url_du_site": "x",\n    "lignes": [\n        {\n            "libell\\u00e9": "c",\n            "montant_ht": 100.25\n        }\n    ]\n}',
)
SHAPES = {
    "root array": (
        '[{"a": "", "n": 0.00}]',
        '[{"a": "x", "n": 1.50}, {"a": "y", "n": 2.00}]',
        '[{"a": "z", "n": 7.25}, {"a": "y", "n": 2.00}, {"a": "x", "n": 0.75}]',
    ),
    "root string": ('""', '"x"', '"y"'),
    "root array without sample": ("[]\n", '[{"a":1},{"a":2}]\n', '[{"a":3}]\n'),
    "tuple": ('["", 0, {"k": null}]', '["a", 12.50, {"k": "x"}]', '["b", 7.25, {"k": "y"}]'),
    "arrays in arrays": ('{"m": [[0]]}', '{"m": [[1, 2], [3]]}', '{"m": [[1], [2, 3, 4], [5]]}'),
    "tabs and CRLF": CRLF,
    "PHP": PHP,
    "compact": ('{"a":[{"b":""}],"c":[0]}', '{"a":[{"b":"x"},{"b":"y"}],"c":[]}', '{"a":[{"b":"x"}],"c":[5,6]}'),
    "byte-order mark": (BOM + b'{"a": ""}', BOM + b'{"a": "x"}', BOM + b'{"a": "y"}'),
    "old Mac": ('{\r  "a": [\r    ""\r  ]\r}\r', '{\r  "a": [\r    "x",\r    "y"\r  ]\r}\r', '{\r  "a": [\r    "z"\r  ]\r}\r'),
    "keys of all kinds": (
        '{"prénom de l’élève": "", "a/b~c": 0, "": "", "*": "", "0": "", "tab\\tkey": ""}',
        '{"prénom de l’élève": "x", "a/b~c": 1.5, "": "u", "*": "v", "0": "w", "tab\\tkey": "t"}',
        '{"prénom de l’élève": "y", "a/b~c": 2, "": "p", "*": "q", "0": "r", "tab\\tkey": "s"}',
    ),
    "leading comma": ('{ "a" : ""\n, "b" : [ 0 ]\n}', '{ "a" : "x"\n, "b" : [ 1 , 2 ]\n}', '{ "a" : "y"\n, "b" : [ 3 , 4 , 5 ]\n}'),
    "keys that are data": (
        '{\n  "reponses": {\n    "FINESS": {"q1": "", "q2": false}\n  }\n}',
        '{\n  "reponses": {\n    "750712184": {"q1": "a", "q2": true},\n    "690781810": {"q1": "b", "q2": false}\n  }\n}',
        '{\n  "reponses": {\n    "130786049": {"q1": "c", "q2": true}\n  }\n}',
    ),
    "members that come and go": (
        '{\n  "a": "",\n  "b": "",\n  "l": [\n    {\n      "c": "",\n      "d": ""\n    }\n  ]\n}',
        '{\n  "b": "x",\n  "l": [\n    {\n      "c": "1",\n      "d": "2"\n    },\n    {\n      "d": "3"\n    },\n    {}\n  ]\n}',
        '{\n  "a": "y",\n  "b": "x",\n  "l": [\n    {\n      "c": "1"\n    }\n  ]\n}',
    ),
    "comments kept": ('{\n  // le client\n  "a": "", /* fin */\n}', '{\n  // le client\n  "a": "x", /* fin */\n}', '{\n  // le client\n  "a": "y", /* fin */\n}'),
    "Latin-1 kept": tuple(f'{{"clé": "", "a": "{x}"}}'.encode("latin-1").replace(b'"": ""', b'""') for x in ("", "x", "y")),
}  # fmt: skip
IRREGULAR = {"comments kept": "keep", "Latin-1 kept": "keep"}


@pytest.mark.parametrize("name", SHAPES)
def test_the_example_is_exact_and_so_is_another_file_of_the_same_make(name: str) -> None:
    blank, example, other = SHAPES[name]
    made = infer(blank, example, irregular=IRREGULAR.get(name))
    template = rebuilt(made)
    assert blocking(judged(template, example)) == []
    if name != "Latin-1 kept":
        assert blocking(judged(template, other)) == []


@pytest.mark.parametrize("name", [n for n in SHAPES if n not in IRREGULAR])
def test_what_is_imported_does_not_take_anything_else(name: str) -> None:
    """A key changed, a blank added, a brace lost: the import loosened none of it."""
    blank, example, _ = SHAPES[name]
    data = example if isinstance(example, bytes) else example.encode()
    template = rebuilt(infer(blank, example))
    for wrong in (data + b" ", b" " + data, data[:-2], data.replace(b'":', b'_":', 1) + b"!"):
        assert blocking(judged(template, wrong))
