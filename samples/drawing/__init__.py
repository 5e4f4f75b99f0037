"""Draw the pieces of a dossier as administrations and vendors draw them."""
