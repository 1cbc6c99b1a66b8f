"""How a person chose among the items that were proposed: kept as a fact, to learn from."""

from typing import NamedTuple

from qiaomen.catalogue.learning.joining import Choice
from qiaomen.catalogue.learning.models import THOUSAND
from qiaomen.catalogue.models import Item
from qiaomen.kernel.transitions import Change
from qiaomen.matters.models import ItemChoice, Matter


class Proposed(NamedTuple):
    """By the model of this number (0: by keywords alone), the likeliest first."""

    model: int
    choices: tuple[Choice, ...]


def keep_choice(change: Change[Matter], proposed: Proposed, item: Item) -> None:
    """Nothing of what the resident said: neither the words that spoke nor those that did not."""
    ids = [choice.item_id for choice in proposed.choices]
    change.keep(
        ItemChoice(
            matter=change.row,
            taken=item,
            proposed=[[choice.item_id, round(choice.chance * THOUSAND)] for choice in proposed.choices],
            rank=ids.index(item.pk) + 1 if item.pk in ids else 0,
            model=proposed.model,
            at=change.at,
        )
    )
