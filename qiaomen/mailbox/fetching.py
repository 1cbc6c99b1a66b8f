"""Everything that waits in the office's mail box is looked at, one mail after the other."""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils import translation
from django.utils.translation import gettext as _

from qiaomen.kernel.inbox import forget_old, masked, put_aside, wanted
from qiaomen.kernel.models import PutAside
from qiaomen.kernel.refusal import Refusal
from qiaomen.mailbox.boxes import Box, Shelf, Slip
from qiaomen.mailbox.naming import Bound, Mailbox, mailboxes, opened
from qiaomen.mailbox.outcomes import Fate, Outcome
from qiaomen.mailbox.reading import read
from qiaomen.mailbox.taking import take, take_anyway

AT_ONCE = 200  # mails of one run; the rest is for the next
SHELVES = {Fate.IGNORED: Shelf.IGNORED, Fate.RETURNED: Shelf.IGNORED, Fate.REFUSED: Shelf.REFUSED}
logger = logging.getLogger("qiaomen.mailbox")


@dataclass(slots=True)
class Report:
    """What became of the mails, for each that was refused its name and why; so for boxes that stayed shut."""

    fates: Counter[Fate] = field(default_factory=Counter)
    refused: list[tuple[str, str]] = field(default_factory=list)
    shut: list[tuple[str, str]] = field(default_factory=list)


def fetch() -> Report:
    """One run. A full disk or a database that is away ends it; what waited then still waits.

    A box that is shut keeps no other one waiting.
    """
    report = Report()
    with translation.override(settings.LANGUAGE_CODE):
        boxes = mailboxes()
        for mailbox in boxes:
            try:
                with opened(mailbox) as box:
                    take_wanted(box, mailbox, report)
                    empty(box, mailbox, report)
                    box.clear()
            except Refusal as no:
                if len(boxes) == 1:
                    raise
                report.shut.append((mailbox.name, str(no)))
    forget_old()
    return report


def empty(box: Box, mailbox: Mailbox, report: Report) -> None:
    for slip in islice(box.waiting(), AT_ONCE):
        try:
            outcome = _looked_at(slip, take, mailbox)
            _put(slip, outcome, mailbox)
        except FileNotFoundError:
            continue  # another run has it
        report.fates[outcome.fate] += 1
        if outcome.fate == Fate.REFUSED:
            report.refused.append((slip.name, outcome.reason))


def take_wanted(box: Box, mailbox: Mailbox, report: Report) -> None:
    """What somebody wants to have taken in after all."""
    for mail in wanted(mailbox.name):
        slip = box.shelved(SHELVES[Fate(mail.fate)], mail.name, mail.message_id)
        if slip is not None:
            outcome = _looked_at(slip, take_anyway, mailbox)
            _put(slip, outcome, mailbox)
            report.fates[outcome.fate] += 1
        mail.delete()


def _put(slip: Slip, outcome: Outcome, mailbox: Mailbox) -> None:
    """Onto its shelf, and in sight of who runs the office where nothing has become of it."""
    told = outcome.reason if outcome.fate == Fate.REFUSED else ""
    shelf = SHELVES.get(outcome.fate, Shelf.TAKEN)
    sender, message_id = _known_of(slip) if shelf != Shelf.TAKEN else ("", "")
    name = slip.put(shelf, told)
    if shelf != Shelf.TAKEN:
        put_aside(
            PutAside(
                box=mailbox.name,
                name=name,
                message_id=message_id,
                fate=outcome.fate,
                reason=outcome.reason,
                sender=masked(sender),
            )
        )


def _known_of(slip: Slip) -> tuple[str, str]:
    """Sender and id; of what cannot be read nothing is known."""
    try:
        mail = read(slip.content())
    except Exception:  # noqa: BLE001 - it was refused for just that
        return "", ""
    return mail.sender, mail.message_id


def _looked_at(slip: Slip, how: Callable[[bytes, Bound], Outcome], mailbox: Mailbox) -> Outcome:
    """One mail that nobody can read must not keep all others waiting."""
    try:
        return how(slip.content(), mailbox.bound)
    except Refusal as no:
        if isinstance(no.__cause__, OSError):  # the disk refuses, not the mail
            raise
        return Outcome(Fate.REFUSED, reason=str(no))
    except (OperationalError, InterfaceError, OSError):
        raise
    except Exception as fault:
        logger.exception("%s could not be read", slip.name)
        return Outcome(Fate.REFUSED, reason=_("It cannot be read (%s).") % type(fault).__name__)
