"""The short answers as a file that an import takes for unchanged."""

from typing import Any

import tomli_w

from qiaomen.catalogue.knowledge.models import ShortAnswer


def short_answers_as_toml() -> str:
    """One [[answer]] for each that is in use."""
    rows = ShortAnswer.objects.current().for_list()
    return tomli_w.dumps({"answer": [_table(row) for row in rows]}, multiline_strings=True)


def _table(row: ShortAnswer) -> dict[str, Any]:
    return {
        "code": row.code,
        "question": row.question,
        **({"also": row.also} if row.also else {}),
        "answer": row.answer,
        **({"item": row.item.code} if row.item else {}),
        "source": row.source,
        "owner": row.owner.code,
        **({} if row.public else {"public": False}),
        "review_days": row.review_days,
    }
