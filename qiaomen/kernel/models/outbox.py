"""Messages to people leave through one box."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Message(models.Model):
    """A message to be sent, written in the transaction of the change that it tells of.

    `recipient` is a reference (telling/12, person/3), never a phone number: the address is looked up, and
    unsealed, at the moment of sending.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        RETURNED = "returned", _("undeliverable")

    recipient = models.CharField(max_length=80)
    channel = models.CharField(max_length=20)
    template = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)  # by the worker that sends it now, or sent it last
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "created_at"])]

    def __str__(self) -> str:
        return f"{self.template} -> {self.recipient}"
