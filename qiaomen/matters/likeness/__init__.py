"""Which messages tell of the same problem: the same place and the same trouble, not merely similar words."""
