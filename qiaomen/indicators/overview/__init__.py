"""What whoever answers for a place or a unit looks at, on one page."""
