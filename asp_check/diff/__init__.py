"""Two files compared: their bytes, then how their data are written, then their data."""
