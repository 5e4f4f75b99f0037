"""Coverage-guided fuzzing of the reader and of the check.

    pip install -e '.[fuzz]'
    python tests/fuzz/fuzz_check.py -atheris_runs=1000000

Each input is arbitrary bytes, or a conforming file with a few bytes changed, held against one of
many models: small ones of every shape, and those of ``schemas/``.  Whatever the bytes: no
exception, the tokens concatenate to the input, and the accept path takes the file exactly when the
explain path finds nothing of families E, S and T to block.  pytest does not collect this file.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

# Coverage guides through the reader, where the bytes decide; the rest runs at its own speed.
with atheris.instrument_imports(include=["asp_check.document"]):
    import asp_check
    from asp_check import document, exactness
    from asp_check.causes import CAUSES
    from asp_check.exactness.accept import accept
    from asp_check.finding import Problem, Severity
    from asp_check.template import Template, build

BARE: tuple[tuple[bytes, bytes], ...] = (
    # (blank, a file that conforms)
    (
        b'{\n  "nom": "",\n  "montantHT": 0.00,\n  "ok": false,\n  "note": null,\n  "v": "Va2"\n}\n',
        b'{\n  "nom": "\xc3\xa9",\n  "montantHT": 1.50,\n  "ok": true,\n  "note": 1,\n  "v": "Va2"\n}\n',
    ),
    (
        b'{"a": [{"finess": "", "n": 0}], "b": []}',
        b'{"a": [{"finess": "2B0000020", "n": 1}, {"finess": "970405270", "n": 20}], "b": []}',
    ),
    (
        b'\xef\xbb\xbf[\r\n\t{\r\n\t\t"a": [1, "x"]\r\n\t},\r\n\t{\r\n\t\t"a": [1, "y"]\r\n\t}\r\n]',
        b'\xef\xbb\xbf[\r\n\t{\r\n\t\t"a": [2, "x"]\r\n\t}\r\n]',
    ),
    (b'{"t":["",0,{"a":""}]}', b'{"t":["u",1,{"a":"b"}]}'),
    (b'[[""],[{"k":{"k":""}}]]', b'[["u"],[{"k":{"k":"v"}}]]'),
    (b'""', b'"x"'),
)
PIECES = (
    b",", b":", b"{", b"}", b"[", b"]", b'"', b"'", b"\\", b"\\u00e9", b"\\ud800", b"null", b"None",
    b"NaN", b"-0", b"1e3", b"01", b".5", b"+1", b"\xc2\xa0", b"\xe2\x80\x9c", b"\xe9", b"\x00",
    b"\r", b"\n", b"\t", b"//", b"/*", b"*/", b"\xef\xbb\xbf", b"\xff\xfe", b'"k": 1, ', b'{"a":',
    b"[]", b'""', b"0.00", b"  ",
)  # fmt: skip


def models() -> list[tuple[Template, bytes]]:
    """Every model, with a file that conforms to it."""
    found = [(build(blank, name="blank.json"), file) for blank, file in BARE]
    schemas = Path(__file__).parents[2] / "schemas"
    for manifest in sorted(schemas.rglob("manifest.toml")):
        example = manifest.with_name("example.json").read_bytes()
        found.append((asp_check.load_template(manifest.parent), example))
    for template, file in found:
        if not accept(template, file).stopped < 0:
            raise AssertionError(f"{template.id}: the file to start from must conform")
    return found


MODELS = models()
SMALL = MODELS[: len(BARE)]


def mutated(provider: atheris.FuzzedDataProvider, data: bytes) -> bytes:
    """A conforming file after a few deletions, insertions, replacements and moves."""
    text = bytearray(data)
    for _ in range(provider.ConsumeIntInRange(1, 4)):
        start = provider.ConsumeIntInRange(0, len(text))
        end = min(len(text), start + provider.ConsumeIntInRange(0, 12))
        match provider.ConsumeIntInRange(0, 4):
            case 0:
                del text[start:end]
            case 1:
                text[start:start] = PIECES[provider.ConsumeIntInRange(0, len(PIECES) - 1)]
            case 2:
                text[start:end] = PIECES[provider.ConsumeIntInRange(0, len(PIECES) - 1)]
            case 3:
                text[start:end] = provider.ConsumeBytes(end - start)
            case _:
                piece = text[start:end]
                del text[start:end]
                place = provider.ConsumeIntInRange(0, len(text))
                text[place:place] = piece
    return bytes(text)


def blocks(problem: Problem) -> bool:
    """Whether this is a blocking problem of form."""
    severity = problem.severity or CAUSES[problem.rule].severity
    return problem.rule[0] in "EST" and severity is Severity.BLOCKING


def hold(template: Template, data: bytes, *, whole: bool) -> None:
    """Raise if a promise is broken on these bytes; ``whole`` goes as far as the report."""
    tokens = document.read(data).tokens()
    if b"".join(data[start:end] for _, start, end in tokens) != data:
        raise AssertionError("the tokens do not concatenate to the input")

    accepted = accept(template, data).stopped < 0
    blocking = [
        problem for problem in exactness.explain(template, data).problems if blocks(problem)
    ]
    if accepted == bool(blocking):
        raise AssertionError(f"accepted: {accepted}, but explained by {blocking}")

    if not whole:
        return
    report = asp_check.check(data, template=template)
    if any(asked.kind == "crash" for asked in report.not_run):
        raise AssertionError(f"a rule crashed: {report.not_run}")
    if report.conforms and not accepted:
        raise AssertionError("conform, though not accepted")


def check_one(given: bytes) -> None:
    """One input of the fuzzer: which model, how made, and the bytes."""
    provider = atheris.FuzzedDataProvider(given)
    # Small models are fast, and most of what can go wrong does so in them.
    among = MODELS if provider.ConsumeIntInRange(0, 9) == 0 else SMALL
    template, conforming = among[provider.ConsumeIntInRange(0, len(among) - 1)]
    whole = provider.ConsumeIntInRange(0, 3) == 0
    arbitrary = provider.ConsumeBool()
    data = provider.ConsumeBytes(len(given)) if arbitrary else mutated(provider, conforming)
    try:
        hold(template, data, whole=whole)
    except BaseException:
        print(f"\nmodel: {template.id}\ndata: {data!r}")
        raise


def main() -> None:
    """Fuzz until told to stop, or for ``-atheris_runs``."""
    # Without these libFuzzer begins with inputs of one byte and lets them grow slowly.
    defaults = ["-max_len=96", "-len_control=0"]
    atheris.Setup([sys.argv[0], *defaults, *sys.argv[1:]], check_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
