"""Ask and grant: one asks for a verb, somebody else decides."""

from collections.abc import Hashable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.models.beside import Beside


class Request(Beside):
    """A wish to use `verb` on the record of `stream` with `arguments`; until decided, nothing changes."""

    class Answer(models.TextChoices):
        OPEN = "open", _("to be decided")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        DROPPED = "dropped", _("no longer possible")

    OWNER = "stream"

    stream = models.CharField(max_length=80)
    verb = models.CharField(max_length=40)
    by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    reason = models.TextField()
    arguments = models.JSONField(default=dict)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.OPEN)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "verb"],
                condition=Q(answer="open"),
                name="request_one_open_a_verb",
            )
        ]
        indexes = [models.Index(fields=["answer", "asked_at"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.stream}"

    @property
    def owner_key(self) -> Hashable:
        """Any record can be asked about: its stream."""
        return self.stream
