"""Receipts: which bytes were found conform, with what, and whether they are still the same.

A receipt lies beside its file (``bdc.json.receipt``).  It holds sums, names and rules: no value of a file
and no person.  It is no signature.
"""
