"""The style of the HTML report: what all pages share, and its own; as a page and in a notebook."""

from __future__ import annotations

from asp_check.report import page_style
from asp_check.report.page_style import DARK, LIGHT, MATRIX, PARTS, scoped, sheet

OWN = """
.over { color: var(--soft); margin: 1rem 0 0; }
.over + h1 { margin-top: 0; }
.soft { color: var(--soft); font-size: 0.9rem; }
.file { border-top: 2px solid var(--line); margin-top: 2rem; }
.layout { padding: 0.4rem 0.9rem; border: 1px solid var(--line); border-left: 0.5rem solid var(--note); background: var(--panel); }
.told { font-size: 1.05rem; }
.fixable { color: var(--good); font-weight: 600; border: 1px solid currentColor; border-radius: 0.25rem; padding: 0 0.4rem; white-space: nowrap; font-size: 0.85rem; }
.frame { background: var(--panel); border: 1px solid var(--line); margin: 0.5rem 0; }
.frame th, .frame td { border: 0; padding: 0.1rem 0.6rem; }
.frame th { width: 1%; white-space: nowrap; text-align: right; color: var(--soft); font: 0.85rem/1.4 ui-monospace, monospace; border-right: 1px solid var(--line); }
.frame td { unicode-bidi: isolate; white-space: pre-wrap; }
.frame code { overflow-wrap: anywhere; }
.frame .model th, .frame .model td { color: var(--good); }
.frame mark { color: inherit; background: none; font-weight: 700; text-decoration: underline; text-underline-offset: 0.2em; }
.frame .blocking mark { color: var(--bad); background: var(--bad-back); }
.frame .warning mark { color: var(--ask); background: var(--ask-back); }
.frame .info mark { color: var(--note); background: var(--note-back); }
.frame .gap { text-decoration: none; }
.frame .gap::before { content: "\\25B8"; padding: 0 0.15em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.15rem 1rem; margin: 0.4rem 0; font-size: 0.9rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; min-width: 0; }
dd code { white-space: pre-wrap; }
dd ul { margin: 0; padding-left: 1.1rem; }
.stack tbody th { min-width: 9rem; }
.files tbody th { min-width: 18rem; }
.stack .state { white-space: normal; }
.stack th, .stack td, .stack code, .stack small { overflow-wrap: break-word; }
@media (max-width: 40rem) {
dl { grid-template-columns: 1fr; gap: 0; }
dd { margin-bottom: 0.35rem; }
.stack, .stack tbody, .stack tr, .stack tr > * { display: block; }
.stack thead { display: none; }
.stack tr { padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
.stack tr > *, .stack tbody th { border: 0; padding: 0.1rem 0.6rem; text-align: left; min-width: 0; }
.stack [data-label]::before { content: attr(data-label); color: var(--soft); padding-right: 0.5rem; }
}
"""

PRINTED = """
section.file { break-before: page; }
.frame mark, .frame .blocking mark, .frame .warning mark, .frame .info mark { text-decoration: underline; text-decoration-thickness: 2px; }
.frame .warning .gap, .frame .info .gap, .frame .blocking .gap { text-decoration: none; }
.frame .gap::before { font-size: 1.3em; line-height: 1; }
.frame, .frame tr { break-inside: avoid; }
"""

CSS = sheet(MATRIX, OWN, printed=PRINTED)
"""The style of the page."""

SCOPE = ".asp-check"
"""The class of the element that holds a report in a notebook."""

FRAGMENT = f"""
{SCOPE} {{ color-scheme: light; {LIGHT} background: var(--page); color: var(--ink); font: 14px/1.5 system-ui, sans-serif; padding: 0.5rem 1rem; text-align: left; }}
@media (prefers-color-scheme: dark) {{ {SCOPE} {{ color-scheme: dark; {DARK} }} }}
[data-jp-theme-light="true"] {SCOPE}, .vscode-light {SCOPE} {{ color-scheme: light; {LIGHT} }}
[data-jp-theme-light="false"] {SCOPE}, .vscode-dark {SCOPE} {{ color-scheme: dark; {DARK} }}
{scoped("* { box-sizing: border-box; }" + PARTS + MATRIX + OWN, SCOPE)}
@media print {{ {SCOPE} {{ color-scheme: light; {page_style.PAPER} }}
{scoped(page_style.PRINTED_PARTS + PRINTED, SCOPE)} }}
"""
"""The style of a report in a notebook: it holds for nothing else there, and follows its theme."""
