"""The user's own reference data: CSV or XLSX files, indexed once, never from the network."""
