"""PDF: bytes to what each page shows, by two independent readers.

What the page shows wins: fields and annotations are drawn into it first (pdfium), then its words,
lines and images are read from it; what is stored (pypdf) is only held against that.  Every word must
have ink, found by looking at the page with its text and without.

A mark that is a box to tick, or a tick, is a ``Tick`` and no word; so is an X in a frame.  Words that
cannot be seen are there, with the doubt ``hidden``.  Of a list with several lines, only those chosen
are words.  Fields that are hidden, and remarks, say nothing.
"""

from asp_check.pieces.pdf.paper import MAX_PAGES, read

__all__ = ["MAX_PAGES", "read"]
