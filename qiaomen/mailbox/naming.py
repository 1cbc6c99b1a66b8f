"""Which mailboxes there are: one that QIAOMEN_MAIL names, or those in the file that it names.

Each is bound to a desk and a place, for a street's own address says which street is meant.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from qiaomen.kernel.refusal import Refusal
from qiaomen.mailbox.boxes import Box
from qiaomen.mailbox.boxes.folder import FolderBox
from qiaomen.mailbox.boxes.imap import imap
from qiaomen.people.models import Unit
from qiaomen.territory.models import Place

_KNOWN = frozenset({"name", "at", "password_file", "desk", "place"})


@dataclass(frozen=True, slots=True)
class Bound:
    """Where what comes in belongs as long as its words name no place within `place`."""

    desk: Unit | None = None
    place: Place | None = None


ANYWHERE = Bound()


@dataclass(frozen=True, slots=True)
class Mailbox:
    """`at` is imaps://user@host/INBOX or a folder."""

    name: str
    at: str
    password: str = ""
    bound: Bound = ANYWHERE


def mailboxes() -> list[Mailbox]:
    """All of the installation's, in the order of the file."""
    named = settings.QIAOMEN_MAIL
    if not named:
        raise Refusal(_("No mail box is named: set QIAOMEN_MAIL to imaps://… or to a folder."))
    if not named.endswith(".toml"):
        return [Mailbox("", named, settings.QIAOMEN_MAIL_PASSWORD)]
    file = Path(named)
    found = [_mailbox(row, file.parent) for row in _rows(file)]
    twice = [name for name, number in Counter(box.name for box in found).items() if number > 1]
    if twice or not found:
        raise Refusal(_("%(file)s: give each [[box]] a name of its own.") % {"file": named})
    return found


@contextmanager
def opened(mailbox: Mailbox) -> Iterator[Box]:
    address = urlsplit(mailbox.at)
    if address.scheme in {"imap", "imaps"}:
        with imap(address, mailbox.password) as server:
            yield server
    elif Path(mailbox.at).is_dir():
        yield FolderBox(Path(mailbox.at))
    else:
        raise Refusal(_("QIAOMEN_MAIL is neither imaps://user@host/INBOX nor a folder that is there."))


def _rows(file: Path) -> list[dict[str, Any]]:
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8")).get("box", [])
    except (OSError, ValueError) as fault:
        raise Refusal(_("%(file)s cannot be read: %(fault)s.") % {"file": file, "fault": fault}) from fault
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _mailbox(row: Mapping[str, Any], beside: Path) -> Mailbox:
    name = str(row.get("name", ""))
    strange = sorted(set(row) - _KNOWN)
    if strange or not name or not row.get("at"):
        sentence = _("The mailbox “%(name)s” needs name and at, and may have %(known)s; not %(strange)s.")
        known = ", ".join(sorted(_KNOWN - {"name", "at"}))
        raise Refusal(sentence % {"name": name, "known": known, "strange": ", ".join(strange) or "–"})
    password = _password(beside / str(row["password_file"])) if "password_file" in row else ""
    return Mailbox(name, str(row["at"]), password, _bound(row))


def _password(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError as fault:
        raise Refusal(_("%(file)s cannot be read: %(fault)s.") % {"file": file, "fault": fault}) from fault


def _bound(row: Mapping[str, Any]) -> Bound:
    """By codes; the place of the desk where none is named."""
    desk = place = None
    if "desk" in row:
        desks = Unit.objects.filter(kind=Unit.Kind.DESK, ended_on=None).select_related("place")
        desk = desks.filter(code=str(row["desk"])).first()
        if desk is None:
            raise Refusal(_("There is no desk with the code %s.") % row["desk"])
        place = desk.place
    if "place" in row:
        place = Place.objects.filter(code=str(row["place"])).first()
        if place is None:
            raise Refusal(_("There is no place with the code %s.") % row["place"])
    return Bound(desk, place)
