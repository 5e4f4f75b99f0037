"""PDF: bytes to what each page shows, by two independent readers."""

from asp_check.pieces.pdf.paper import MAX_PAGES, read

__all__ = ["MAX_PAGES", "read"]
