"""How an office says something to people instead of the words that come with the program."""

from typing import ClassVar

from django.db import models

from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.transitions import Living, Transition


class OwnWording(Living):
    """The office's words of one message in one language; "" goes back to those of the program.

    `text` has blanks in braces: {number}, {unit}.
    """

    KIND = "wording"
    LIFE = {"reword": Transition(Permission.CATALOGUE_EDIT)}
    REPLAYED: ClassVar = frozenset({"template", "language", "text"})

    template = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["template", "language"], name="own_wording_once")]
        ordering = ["template", "language"]

    def __str__(self) -> str:
        return f"{self.template} {self.language}"

    @property
    def name_in_ledger(self) -> str:
        return f"{self.template}.{self.language}"
