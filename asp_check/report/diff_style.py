"""The style of the HTML page of ``diff``: what all pages share, and its own."""

from __future__ import annotations

from asp_check.report.page_style import sheet

CSS = sheet(
    """
del, ins { border-radius: 0.2rem; padding: 0 0.1rem; font-weight: 600; text-underline-offset: 0.15em; }
del { color: var(--bad); background: var(--bad-back); text-decoration: underline dotted; }
ins { color: var(--good); background: var(--good-back); text-decoration: underline; }
.banner.same { border-left-color: var(--good); }
.banner.written { border-left-color: var(--ask); }
.banner.differs { border-left-color: var(--bad); }
.state.same { color: var(--good); background: var(--good-back); }
.state.written, .state.changed, .state.renamed, .state.moved { color: var(--ask); background: var(--ask-back); }
.state.differs, .state.removed { color: var(--bad); background: var(--bad-back); }
.state.added { color: var(--good); background: var(--good-back); }
.values { table-layout: fixed; }
.values, .sides { min-width: 44rem; }
.values thead th:nth-child(1) { width: 34%; }
.values thead th:nth-child(2) { width: 7.5rem; }
.values code { white-space: pre-wrap; }
.texts { table-layout: fixed; font: 0.8rem/1.45 ui-monospace, monospace; }
.texts td, .texts tbody th { border-bottom: 0; padding: 0 0.35rem; white-space: pre-wrap; }
.texts .no { width: 3.8rem; color: var(--soft); text-align: right; font-weight: 400; overflow-wrap: normal; }
.texts .sign { width: 1.4rem; text-align: center; font-weight: 600; }
.texts td:nth-child(3n) { border-left: 0.2rem solid transparent; }
.texts td.old { border-left-color: var(--bad); background: var(--panel); }
.texts td.new { border-left-color: var(--good); background: var(--panel); }
.texts tbody + tbody > tr:first-child > * { border-top: 1px dashed var(--line); }
.texts thead th { white-space: normal; }
""",
    printed="""
del, ins, .texts td.old, .texts td.new { background: none; }
.values, .sides { min-width: 0; }
.texts { font-size: 7.5pt; }
.texts .no { width: 12mm; }
.texts .sign { width: 4mm; }
""",
)
