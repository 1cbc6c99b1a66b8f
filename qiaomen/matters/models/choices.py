"""Which item somebody took for a matter, and which ones were proposed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from qiaomen.catalogue.models import Item
from qiaomen.kernel.models.beside import Beside
from qiaomen.matters.models.matter import Matter


class ItemChoice(Beside):
    """What a person decided, without any of the words by which it was proposed.

    `proposed` are the ids of items with their chances in thousandths, the likeliest first; `rank` is which
    of them was taken, 0 for none; `model` is the number of the model that was asked, 0 for keywords alone.
    """

    OWNER = "matter"
    CORRECTED: ClassVar[Q] = ~Q(rank=1)  # the likeliest one was not the one

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="item_choices")
    taken = models.ForeignKey(Item, models.PROTECT, related_name="+")
    proposed = models.JSONField()
    rank = models.PositiveSmallIntegerField()
    model = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["model", "rank"], name="item_choice_of_model")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.taken_id}"
