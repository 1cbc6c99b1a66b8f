"""Messages to people leave through one outbox.

    send("telling/12", "matter_answered", {"number": "JY-2026-000123", "unit": "市政科"})

writes the message and enqueues its delivery in the open transaction of the change that it tells of. The words
are a template, `templates/messages/<name>.txt` of any room (`wording`); the reader's address and language are
looked up only at the moment of sending.

**What goes in.** A message is read by whoever holds the phone. Its facts are the number of a matter, the name
of a unit, a day or an instant: nothing that a resident wrote, no name, no phone, no code.

A message is sent by one worker at a time, who claims it by its state, and once. Only when a worker is killed
in the instant between sending and writing so it is sent again: silence would be the worse fault.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.module_loading import import_string
from django_tasks.base import TaskContext

from qiaomen.kernel import clock, mailing, wording
from qiaomen.kernel.channels import Letter, adapter
from qiaomen.kernel.models.outbox import Message
from qiaomen.kernel.tasks import enqueue, retries, task

ABANDONED = timedelta(minutes=5)  # an adapter takes seconds: whoever claimed a message before that is gone
State = Message.State


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes; its channel outranks the message's own. Language "" is the office's.

    `secrets` are facts, such as a code, that only the reader learns: nothing keeps them.
    A mail has a `subject` and a `foot` besides; it is `about` a record, whose number tells its replies, and
    may itself reply to one.
    """

    channel: str
    to: str
    language: str = ""
    subject: str = ""
    foot: str = ""
    about: str = ""
    replying_to: str = ""
    secrets: Mapping[str, wording.Fact] = field(default_factory=dict)


class Undelivered(Exception):  # noqa: N818 - what happened
    """A channel did not take a message. The words, which are kept, do not show the address."""


def send(recipient: str, template: str, facts: Mapping[str, wording.Fact], channel: str = "sms") -> Message:
    """Put a message into the outbox. Template, facts or channel that do not fit are errors here and now."""
    adapter(channel)
    stored = wording.stored(facts)
    wording.text(template, stored, settings.LANGUAGE_CODE)
    with transaction.atomic():
        message = Message.objects.create(
            recipient=recipient, channel=channel, template=template, facts=stored, created_at=clock.now()
        )
        enqueue(deliver, message.pk)
    return message


@task(takes_context=True)
def deliver(context: TaskContext, message_id: int) -> None:
    """Send one message, unless it has been sent or another worker is at it."""
    message = _claimed(message_id)
    if message is None:
        return
    try:
        outcome = _hand_over(message)
    except Exception as problem:
        state = State.FAILED if retries.is_last(context.attempt) else State.WAITING
        _settle(message, {"state": state, "problem": str(problem)})
        raise
    _settle(message, outcome)


def returned(message: int, problem: str) -> Message | None:
    """The message has come back; None when that is known already. `problem` shows no address."""
    sent = Message.objects.filter(pk=message, state=State.SENT)
    back = sent.update(state=State.RETURNED, problem=re.sub(r"\S+@\S+", "…", problem))
    return Message.objects.get(pk=message) if back else None


@task
def send_abandoned() -> None:
    """Take up the messages whose worker was killed while it sent them; give up one that kills each worker."""
    now = clock.now()
    # a claim of a later time is one of a clock that has been put back
    at_work = (now - ABANDONED, now + ABANDONED)
    abandoned = Message.objects.filter(state=State.SENDING).exclude(claimed_at__range=at_work)
    abandoned.filter(tries__gt=len(retries.BACK_OFF)).update(
        state=State.FAILED, problem="The worker was killed at each attempt."
    )
    for message_id in abandoned.values_list("pk", flat=True):
        with transaction.atomic():
            if abandoned.filter(pk=message_id).update(state=State.WAITING):
                enqueue(deliver, message_id)


def _claimed(message_id: int) -> Message | None:
    """The message, which this worker alone may send from now on; None when it is not to be had."""
    at = clock.now()
    free = Message.objects.filter(pk=message_id, state__in=(State.WAITING, State.FAILED))
    if not free.update(state=State.SENDING, claimed_at=at, tries=F("tries") + 1):
        return None
    return Message.objects.get(pk=message_id)


def _settle(message: Message, outcome: Mapping[str, Any]) -> None:
    """Write what came of it, unless the message has been taken up by another worker meanwhile."""
    Message.objects.filter(pk=message.pk, claimed_at=message.claimed_at).update(**outcome)


def _hand_over(message: Message) -> Mapping[str, Any]:
    """Give the message to its channel; what is to be written of it."""
    address = _address_of(message.recipient)
    if address is None or not address.to:
        return {"state": State.FAILED, "problem": "No address is known."}
    facts = {**message.facts, **wording.stored(address.secrets)}
    text = wording.text(message.template, facts, address.language or settings.LANGUAGE_CODE)
    try:
        adapter(address.channel).send(_letter(message, address, text))
    except Exception as problem:  # noqa: BLE001 - adapters raise what their gateways make them raise
        raise Undelivered(_without_address(f"{type(problem).__name__}: {problem}", address)) from None
    return {"state": State.SENT, "channel": address.channel, "sent_at": clock.now(), "problem": ""}


def _letter(message: Message, address: Address, text: str) -> Letter:
    return Letter(
        reference=f"message/{message.pk}",
        channel=address.channel,
        to=address.to,
        text=text,
        subject=address.subject,
        foot=address.foot,
        message_id=mailing.message_id(address.about, message.pk) if address.about else "",
        replying_to=address.replying_to,
    )


def _address_of(recipient: str) -> Address | None:
    look_up: Callable[[str], Address | None] = import_string(settings.QIAOMEN_ADDRESS_BOOK)
    return look_up(recipient)


def _without_address(text: str, address: Address) -> str:
    """Gateways repeat the address, and write numbers in their own way."""
    return re.sub(r"\d{7,}", "…", text.replace(address.to, "…"))
