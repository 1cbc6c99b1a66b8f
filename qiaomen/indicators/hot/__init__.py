"""Hot issues: many residents, one problem, in one place."""
