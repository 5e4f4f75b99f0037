"""What the rules share: the case that they see, the facts that they need, and how values compare."""
