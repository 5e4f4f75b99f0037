"""The style of the HTML report on dossiers: what all pages share, and its own."""

from __future__ import annotations

from asp_check.report.html_style import OWN, PRINTED
from asp_check.report.page_style import MATRIX, sheet

CSS = sheet(
    MATRIX,
    OWN,
    """
.dossier { border-top: 2px solid var(--line); margin-top: 2rem; }
""",
    printed=PRINTED
    + """
.dossier { break-before: page; }
.dossier:first-of-type { break-before: auto; }
""",
)
