"""The style that every HTML page shares: light, dark and on paper; one visual language.

A rule is one line, its selectors parted by commas and nothing else: ``scoped`` counts on it.
"""

from __future__ import annotations

import re

LIGHT = (
    "--ink: #1a1c20; --soft: #565b66; --page: #fff; --panel: #f5f6f8; --line: #d5d8de; "
    "--good: #14532d; --good-back: #e3f4e8; --bad: #8f1313; --bad-back: #fde8e8; "
    "--ask: #6b4300; --ask-back: #fdf1d8; --note: #164a7c; --note-back: #e6f0fb;"
)
DARK = (
    "--ink: #e8eaee; --soft: #a6acb8; --page: #15171b; --panel: #1e2127; --line: #3a3f49; "
    "--good: #9be3b1; --good-back: #14301e; --bad: #ffb3b3; --bad-back: #431a1a; "
    "--ask: #ffd894; --ask-back: #3d2e0e; --note: #a9d1ff; --note-back: #152b45;"
)
PAPER = (
    "--ink: #000; --soft: #333; --page: #fff; --panel: #f2f2f2; --line: #999; "
    "--good: #0b3d1e; --good-back: #fff; --bad: #7a0000; --bad-back: #fff; "
    "--ask: #5a3700; --ask-back: #fff; --note: #0b3560; --note-back: #fff;"
)
"""The colours, by what they mean: ``good``, ``bad``, ``ask`` and ``note`` are read on their ``-back``,
on ``page`` and on ``panel``."""

COLOURS = f"""
:root {{ color-scheme: light dark; {LIGHT} }}
@media (prefers-color-scheme: dark) {{ :root {{ {DARK} }} }}
"""

FRAME = """
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 80rem; margin: 0 auto; padding: 1rem 1.5rem 3rem; }
h1 { font-size: 1.5rem; margin: 0.5rem 0 1rem; overflow-wrap: anywhere; }
footer { max-width: 80rem; margin: 0 auto; padding: 0 1.5rem 2rem; color: var(--soft); font-size: 0.85rem; }
"""
"""What holds the page together."""

PARTS = """
h2 { font-size: 1.2rem; margin: 2rem 0 0.5rem; overflow-wrap: anywhere; }
h3 { font-size: 1rem; margin: 1.5rem 0 0.5rem; overflow-wrap: anywhere; }
p { margin: 0.5rem 0; overflow-wrap: anywhere; }
a { color: var(--note); }
small { display: block; color: var(--soft); font-size: 0.8rem; font-weight: 400; overflow-wrap: anywhere; }
code { font: 0.85rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
.banner { padding: 0.6rem 0.9rem; border: 1px solid var(--line); border-left-width: 0.5rem; background: var(--panel); }
.banner.conform { border-left-color: var(--good); }
.banner.nonconform { border-left-color: var(--bad); }
.banner.inconclusive { border-left-color: var(--ask); }
.banner .state { font-size: 1.1rem; }
.state { display: inline-block; padding: 0 0.4rem; border-radius: 0.25rem; font-weight: 600; white-space: nowrap; }
.state.conform, .state.equal, .state.normalised, .state.confirmed { color: var(--good); background: var(--good-back); }
.state.nonconform, .state.blocking, .state.different, .state.absent { color: var(--bad); background: var(--bad-back); }
.state.inconclusive, .state.warning, .state.unclear { color: var(--ask); background: var(--ask-back); }
.state.info, .state.unnamed, .state.empty { color: var(--note); background: var(--note-back); }
.chip { font: 0.8em/1.2 ui-monospace, monospace; color: var(--ask); background: var(--ask-back); border-radius: 0.2rem; white-space: nowrap; }
.grid { overflow: auto; max-height: 90vh; border: 1px solid var(--line); margin: 0.5rem 0; }
table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: 0.9rem; }
caption { text-align: left; font-weight: 600; padding: 0.4rem 0.6rem; }
caption:empty { display: none; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
tr:last-child > * { border-bottom: 0; }
thead th { white-space: nowrap; position: sticky; top: 0; z-index: 1; background: var(--panel); }
tbody th { font-weight: 500; }
.n { text-align: right; white-space: nowrap; }
.kind { white-space: nowrap; }
.sum { font: 0.75rem/1.4 ui-monospace, monospace; word-break: break-all; min-width: 14rem; }
.findings { list-style: none; padding: 0; margin: 0; }
.findings > li { border: 1px solid var(--line); border-left-width: 0.5rem; padding: 0.4rem 0.8rem; margin: 0.5rem 0; }
.findings > li.blocking { border-left-color: var(--bad); }
.findings > li.warning { border-left-color: var(--ask); }
.findings > li.info { border-left-color: var(--note); }
.findings ul { margin: 0.2rem 0; padding-left: 1.2rem; color: var(--soft); font-size: 0.9rem; }
summary { cursor: pointer; padding: 0.3rem 0; font-weight: 600; }
"""
"""What stands on a page: banner, badge, chip, table, list of findings, what can be folded."""

MATRIX = """
.matrix th, .matrix td { min-width: 9rem; }
.matrix thead th { white-space: normal; }
.matrix tbody th { position: sticky; left: 0; background: var(--page); max-width: 22rem; }
.matrix td.s-different, .matrix td.s-absent { box-shadow: inset 0.25rem 0 0 var(--bad); }
.matrix td.s-unclear { box-shadow: inset 0.25rem 0 0 var(--ask); }
"""
"""The matrix of pieces."""

PRINTED_FRAME = f"""
:root {{ color-scheme: light; font-size: 10pt; {PAPER} }}
@page {{ margin: 14mm; }}
body {{ font-size: 1rem; }}
main {{ max-width: none; padding: 0; }}
footer {{ padding: 0; }}
"""
PRINTED_PARTS = """
.grid { overflow: visible; max-height: none; }
thead th, .matrix tbody th { position: static; }
.matrix { table-layout: fixed; font-size: 0.8rem; }
.matrix th, .matrix td { min-width: 0; padding: 0.2rem 0.3rem; }
.state { border: 1px solid currentColor; white-space: normal; }
.chip { outline: 1px solid currentColor; }
h1, h2, h3, summary { break-after: avoid; }
tr, .findings > li, .banner { break-inside: avoid; }
a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 0.85em; overflow-wrap: anywhere; }
details::details-content { content-visibility: visible; block-size: auto; display: block; }
"""
"""On paper nothing is folded, scrolled or cut, and an address is read, not followed."""


def sheet(*parts: str, printed: str = "") -> str:
    """The style of a page: what all share, then ``parts``; ``printed`` holds on paper only."""
    paper = PRINTED_FRAME + PRINTED_PARTS + printed
    return COLOURS + FRAME + PARTS + "".join(parts) + f"@media print {{{paper}}}\n"


def scoped(css: str, scope: str) -> str:
    """The same rules, for what is inside ``scope`` only.

    >>> scoped("th, .n { margin: 0; }", ".x")
    '.x th, .x .n { margin: 0; }'
    """

    def inside(rule: re.Match[str]) -> str:
        return ", ".join(f"{scope} {one.strip()}" for one in rule[0].split(","))

    return re.sub(r"^[^@{}\n]+(?=\{)", lambda rule: f"{inside(rule)} ", css, flags=re.MULTILINE)
