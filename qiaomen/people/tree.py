"""The tree of units, walked by the database: one statement, however deep."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db import connection

# UNION, not UNION ALL: it ends even on a tree that somebody has bent into a circle by hand
_WALK = """
    WITH RECURSIVE walk(root, id) AS (
        SELECT id, id FROM people_unit WHERE id IN ({roots})
        UNION
        SELECT walk.root, child.id FROM people_unit child JOIN walk ON child.parent_id = walk.id
    )
    SELECT root, id FROM walk
"""


def ids_below(roots: Collection[int]) -> Mapping[int, frozenset[int]]:
    """For each unit the ids of itself and of all units below it; no query where nothing is asked."""
    if not roots:
        return {}
    found: dict[int, set[int]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(_WALK.format(roots=", ".join(["%s"] * len(roots))), list(roots))
        for root, unit in cursor.fetchall():
            found[root].add(unit)
    return {root: frozenset(units) for root, units in found.items()}
