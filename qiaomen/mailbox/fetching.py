"""Everything that waits in the office's mail box is looked at, one mail after the other."""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils import translation
from django.utils.translation import gettext as _

from qiaomen.kernel.refusal import Refusal
from qiaomen.mailbox.boxes import Box, Shelf, Slip
from qiaomen.mailbox.boxes.folder import FolderBox
from qiaomen.mailbox.boxes.imap import imap
from qiaomen.mailbox.outcomes import Fate, Outcome
from qiaomen.mailbox.taking import take

AT_ONCE = 200  # mails of one run; the rest is for the next
SHELVES = {Fate.IGNORED: Shelf.IGNORED, Fate.RETURNED: Shelf.IGNORED, Fate.REFUSED: Shelf.REFUSED}
logger = logging.getLogger("qiaomen.mailbox")


@dataclass(slots=True)
class Report:
    """What became of the mails, and for each that was refused its name and why."""

    fates: Counter[Fate] = field(default_factory=Counter)
    refused: list[tuple[str, str]] = field(default_factory=list)


def fetch() -> Report:
    """One run. A full disk or a database that is away ends it; what waited then still waits."""
    with box() as opened, translation.override(settings.LANGUAGE_CODE):
        report = empty(opened)
        opened.clear()
    return report


@contextmanager
def box() -> Iterator[Box]:
    """The office's mail box, as QIAOMEN_MAIL names it."""
    named = settings.QIAOMEN_MAIL
    if not named:
        raise Refusal(_("No mail box is named: set QIAOMEN_MAIL to imaps://… or to a folder."))
    address = urlsplit(named)
    if address.scheme in {"imap", "imaps"}:
        with imap(address, settings.QIAOMEN_MAIL_PASSWORD) as opened:
            yield opened
    elif Path(named).is_dir():
        yield FolderBox(Path(named))
    else:
        raise Refusal(_("QIAOMEN_MAIL is neither imaps://user@host/INBOX nor a folder that is there."))


def empty(opened: Box) -> Report:
    report = Report()
    for slip in islice(opened.waiting(), AT_ONCE):
        try:
            outcome = _looked_at(slip)
            slip.put(SHELVES.get(outcome.fate, Shelf.TAKEN), outcome.reason)
        except FileNotFoundError:
            continue  # another run has it
        report.fates[outcome.fate] += 1
        if outcome.fate == Fate.REFUSED:
            report.refused.append((slip.name, outcome.reason))
    return report


def _looked_at(slip: Slip) -> Outcome:
    """One mail that nobody can read must not keep all others waiting."""
    try:
        return take(slip.content())
    except Refusal as no:
        if isinstance(no.__cause__, OSError):  # the disk refuses, not the mail
            raise
        return Outcome(Fate.REFUSED, reason=str(no))
    except (OperationalError, InterfaceError, OSError):
        raise
    except Exception as fault:
        logger.exception("%s could not be read", slip.name)
        return Outcome(Fate.REFUSED, reason=_("It cannot be read (%s).") % type(fault).__name__)
