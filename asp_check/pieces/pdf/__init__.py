"""PDF: bytes to what each page shows, by two independent readers."""
