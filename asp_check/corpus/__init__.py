"""The corpus: what the portal accepted and refused, held against what the rules say today."""
