"""What stands at one place of a text that may be broken JSON: one token, named, with its faults."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from asp_check.document.grammar import LONE_SURROGATE_HINT, NUMBER, STRING
from asp_check.document.strings import lone_surrogates
from asp_check.finding import Edit, Problem
from asp_check.text import BIDI, NEWLINE, ZERO_WIDTH, decode

_SEPARATOR = re.compile(rb"[ \t\r\n]*(?:[,:}\]]|$)").match

strict_string = re.compile(STRING).match
_line_string = re.compile(rb'"(?:[^"\\\r\n]|\\[^\r\n])*"').match
_number = re.compile(NUMBER).fullmatch
_number_prefix = re.compile(NUMBER).match
_number_like = re.compile(
    rb"[-+.]?(?:[0-9]|\.[0-9]|\xd9[\xa0-\xa9]|\xdb[\xb0-\xb9]|\xef\xbc[\x90-\x99]|Infinity\b|NaN\b)"
    rb"(?:[0-9A-Za-z._]|[eE][+-]|\xd9[\xa0-\xa9]|\xdb[\xb0-\xb9]|\xef\xbc[\x90-\x99])*|[-+]+[0-9.][0-9.]*"
).match
_word = re.compile(
    rb"[A-Za-z_$](?:[0-9A-Za-z_$.\-]|[\xc3-\xf4][\x80-\xbf]+)*|(?:[\xc3-\xc9][\x80-\xbf])+[0-9A-Za-z_$\-]*"
).match
_comment = re.compile(rb"//[^\r\n]*|/\*(?s:.*?)(?:\*/|$)|#[^\r\n]*|<!--(?s:.*?)(?:-->|$)").match
_conflict = re.compile(rb"(?:<{7}|={7}|>{7}|\|{7})(?:[ \t][^\r\n]*)?(?=[\r\n]|\Z)").match
_junk_run = re.compile(rb"([^\w\s\"{}\[\]:,\x80-\xff])\1*").match
_single = re.compile(rb"'(?:[^'\\\r\n]|\\[^\r\n])*'").match
_backquoted = re.compile(rb"`[^`\r\n]*`").match
_curly = re.compile(
    rb"(?:\xe2\x80[\x9c\x9d\x9e\x9f\x98\x99\x9a\x9b]|\xc2\xab(?:\xc2\xa0|\xe2\x80\xaf| )?)"
    rb"([^\r\n]*?)"
    rb"(?:\"|\xe2\x80[\x9c\x9d\x9e\x9f\x98\x99\x9a\x9b]|(?:\xc2\xa0|\xe2\x80\xaf| )?\xc2\xbb)(?=[ \t\r\n]*(?:[,:}\]]|$))"
).match
_curly_close = re.compile(
    rb'"([^"\r\n]*?)(?:\xe2\x80[\x9c\x9d\x9e\x9f])(?=[ \t\r\n]*(?:[,:}\]]|$))'
).match

_BAD_ESCAPE = re.compile(
    rb'\\(?:u(?![0-9A-Fa-f]{4})[0-9A-Fa-f]{0,3}|[^"\\/bfnrtu\x80-\xff]|[\x80-\xff]+|["\\/bfnrt]|u[0-9A-Fa-f]{4})'
)
_CONTROL = re.compile(rb"[\x01-\x1f]")
_SHORT = {0x08: "\\b", 0x09: "\\t", 0x0A: "\\n", 0x0C: "\\f", 0x0D: "\\r"}
_LITERALS = {
    "true": "true", "false": "false", "null": "null", "none": "null", "nil": "null",
    "undefined": "null", "vrai": "true", "faux": "false", "yes": "true", "no": "false",
}  # fmt: skip


class Token(NamedTuple):
    """One token: its kind, its end, the span of its content, its faults.

    Kinds: the punctuation itself, ``s`` string, ``n`` number, ``l`` true, false or null,
    ``w`` bare word, ``q`` a quote that opens a string not closed on its line, ``c`` comment or
    blank-like character (to be passed over), ``?`` any other character, and empty at the end.
    """

    kind: str
    start: int
    end: int
    content: tuple[int, int] | None = None
    problems: tuple[Problem, ...] = ()


def lex(text: bytes, start: int) -> Token:
    """The token at ``start``, where no JSON blank stands."""
    if start >= len(text):
        return Token("", start, start)
    first = text[start : start + 1]
    if first in b"{}[]:,":
        return Token(first.decode(), start, start + 1)
    if first == b'"':
        return _lex_string(text, start)
    if m := _conflict(text, start):
        if start == 0 or text[start - 1 : start] in b"\r\n":
            return Token("c", start, m.end(), problems=(_at("S109", m, found=_show(m.group())),))
    elif m := _comment(text, start):
        return Token("c", start, m.end(), problems=(_comment_problem(m),))
    if m := _single(text, start) or _backquoted(text, start):
        return _quoted("S201", text, start, m.end(), (start + 1, m.end() - 1))
    if m := _curly(text, start):
        return _quoted("S202", text, start, m.end(), m.span(1))
    if m := _number_like(text, start):
        return _lex_number(text, start, m.end())
    if m := _word(text, start):
        return _lex_word(text, start, m.end())
    return _lex_other(text, start)


def string_problems(text: bytes, start: int, end: int) -> tuple[Problem, ...]:
    """What is wrong inside the string literal at this span: escapes, controls, surrogates."""
    literal = text[start:end]
    found: list[Problem] = []
    bad = [m for m in _BAD_ESCAPE.finditer(literal) if not strict_string(b'"' + m.group() + b'"')]
    if bad:
        m = bad[0]
        fix = None
        if m.group()[1:2] not in b"uU":
            fix = tuple(Edit(start + b.start(), start + b.start(), "\\") for b in bad)
        found.append(
            Problem("S501", start + m.start(), start + m.end(), None,
                    {"found": _show(m.group()), "count": len(bad)}, fix=fix, count=len(bad))
        )  # fmt: skip
    controls = list(_CONTROL.finditer(literal))
    if controls:
        m = controls[0]
        code = m.group()[0]
        suggestion = _SHORT.get(code, f"\\u{code:04x}")
        edits = tuple(
            Edit(
                start + c.start(),
                start + c.end(),
                _SHORT.get(c.group()[0], f"\\u{c.group()[0]:04x}"),
            )
            for c in controls
        )
        found.append(
            Problem("S502", start + m.start(), start + m.end(), None,
                    {"character": f"U+{code:04X}", "suggestion": suggestion, "count": len(controls)},
                    fix=edits, count=len(controls))
        )  # fmt: skip
    lone = lone_surrogates(literal)
    if lone:
        a, b = lone[0]
        found.append(
            Problem(
                "S503", start + a, start + b, None, {"found": _show(literal[a:b])}, count=len(lone)
            )
        )
    return tuple(found)


def _at(rule: str, m: re.Match[bytes], **params: object) -> Problem:
    return Problem(rule, m.start(), m.end(), None, params)


def _comment_problem(m: re.Match[bytes]) -> Problem:
    """A comment, whose mend takes the blanks before it, and the line that it has for itself."""
    text, (start, end) = m.string, m.span()
    while start and text[start - 1] in b" \t":
        start -= 1
    alone = start == 0 or text[start - 1] in b"\r\n"
    line_end = NEWLINE.match(text, end)
    if alone and line_end:
        end = line_end.end()
    return _at("S301", m, found=_show(m.group()))._replace(fix=(Edit(start, end, ""),))


def _show(found: bytes) -> str:
    return decode(found[:200])


def _lex_string(text: bytes, start: int) -> Token:
    m = strict_string(text, start)
    if m:
        end = m.end()
        problems = (
            string_problems(text, start, end) if LONE_SURROGATE_HINT(text, start, end) else ()
        )
        return Token("s", start, end, (start + 1, end - 1), problems)
    line = _line_string(text, start)
    curly = _curly_close(text, start)
    if curly and (not line or curly.end() <= line.end()):
        return _quoted("S202", text, start, curly.end(), curly.span(1))
    if line:
        end = line.end()
        return Token("s", start, end, (start + 1, end - 1), string_problems(text, start, end))
    return Token("q", start, start + 1)


def _quoted(rule: str, text: bytes, start: int, end: int, content: tuple[int, int]) -> Token:
    inside = decode(text[slice(*content)]).replace("\\'", "'").replace('"', '\\"')
    problem = Problem(
        rule, start, end, None, {"found": _show(text[start:end])},
        fix=(Edit(start, end, f'"{inside}"'),),
    )  # fmt: skip
    return Token("s", start, end, content, (problem,))


def _lex_number(text: bytes, start: int, end: int) -> Token:
    literal = text[start:end]
    if _number(literal):
        return Token("n", start, end, (start, end))
    found = _show(literal)
    rule, suggestion = _name_number(found)
    params: dict[str, object] = {"found": found}
    fix = None
    if suggestion:
        params["suggestion"] = suggestion
        fix = (Edit(start, end, suggestion),)
    problem = Problem(rule, start, end, None, params, fix=fix)
    return Token("n", start, end, (start, end), (problem,))


def _name_number(found: str) -> tuple[str, str]:
    """The rule that this malformed number breaks, and the number that was meant."""
    if found.lstrip("+-") in ("NaN", "Infinity"):
        return "S401", ""
    if not found.isascii():
        ascii_digits = "".join(str(unicodedata.digit(character, character)) for character in found)
        return "S406", ascii_digits if _number(ascii_digits.encode()) else ""
    bare = found.lstrip("+")
    if found.startswith("+") and _number(bare.encode()):
        return "S402", bare
    sign, digits = ("-", bare[1:]) if bare.startswith("-") else ("", bare)
    if digits.startswith(".") and _number(f"0{digits}".encode()):
        return "S403", f"{sign}0{digits}"
    if digits.endswith(".") and _number(digits[:-1].encode()):
        return "S405", f"{sign}{digits[:-1]}"
    stripped = digits.lstrip("0")
    if digits.startswith("0") and digits[1:2].isdigit():
        stripped = f"0{stripped}" if not stripped[:1].isdigit() else stripped
        if _number(stripped.encode()):
            return "S404", f"{sign}{stripped}"
    return "S407", ""


def number_prefix(text: bytes, start: int) -> int:
    """Where a well-formed number that starts here ends; ``start`` if none does."""
    m = _number_prefix(text, start)
    return m.end() if m else start


def _lex_word(text: bytes, start: int, end: int) -> Token:
    word = decode(text[start:end])
    if word in ("true", "false", "null"):
        return Token("l", start, end, (start, end))
    if word in ("NaN", "Infinity"):
        return Token(
            "n", start, end, (start, end), (Problem("S401", start, end, None, {"found": word}),)
        )
    meant = _LITERALS.get(word.lower())
    if meant and _SEPARATOR(text, end):
        problem = Problem(
            "S411", start, end, None, {"found": word, "suggestion": meant},
            fix=(Edit(start, end, meant),),
        )  # fmt: skip
        return Token("l", start, end, (start, end), (problem,))
    return Token("w", start, end, (start, end))


def _lex_other(text: bytes, start: int) -> Token:
    """A character that opens no token: blank-like ones are passed over, others are named."""
    raw = text[start : start + 4]
    character = raw.decode("utf-8", "ignore")[:1]
    if not character or not raw.startswith(character.encode()):
        return Token("?", start, start + 1)  # Not UTF-8: the encoding's own finding speaks of it.
    end = start + len(character.encode())
    code = f"U+{ord(character):04X}"
    if character == "\0":
        return Token("c", start, end)
    fix = (Edit(start, end, ""),)
    if character in BIDI:
        rule = "E301"
    elif character in ZERO_WIDTH:
        rule = "E302"
    elif character.isspace() and character > "\x7f":
        rule = "S302"
        fix = (Edit(start, end, " "),)
    elif ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0:
        rule = "E106"
    else:
        run = _junk_run(text, start)
        return Token("?", start, run.end() if run else end)
    name = "NBSP" if character == "\u00a0" else code
    problem = Problem(rule, start, end, None, {"character": name}, fix=fix)
    return Token("c", start, end, problems=(problem,))
