"""Mails by which a matter was told or added to: kept as they came, sealed."""

from dataclasses import dataclass, field
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import files
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sealing import open_content, open_sealed, seal, seal_content
from qiaomen.kernel.transitions import Change, move
from qiaomen.matters.actions.disclosing import disclose
from qiaomen.matters.conditions import require_kept
from qiaomen.matters.models import Mail, Matter, Telling
from qiaomen.matters.states import Verb

LARGEST = 40 * 1024 * 1024  # bytes of a mail that are kept beside what was taken from it


@dataclass(frozen=True, slots=True)
class Original:
    """A mail as it came. `key` and `fingerprint` are keyed hashes of its Message-ID and of what it says."""

    key: str
    fingerprint: str
    message_id: str
    content: bytes = field(repr=False)

    @property
    def is_too_large(self) -> bool:
        return len(self.content) > LARGEST


def keep_mail(matter: Matter, *, by: Actor, telling: Telling, mail: Original) -> Event:
    """Keep the whole mail beside the matter that it told of or added to."""
    with move(matter, Verb.ENCLOSE, by=by) as change:
        require_kept(matter)
        row = Mail(matter=matter, telling=telling, key=mail.key, fingerprint=mail.fingerprint, at=change.at)
        row.sealed_id = seal(matter, _place(row, "id"), mail.message_id) if mail.message_id else None
        row.name, row.content_type, row.size = "mail.eml", "message/rfc822", len(mail.content)
        if mail.is_too_large:
            row.erased_at = change.at
        else:
            _store(change, row, mail.content)
        change.keep(row)
        change.tell(mail=row.pk)
    return change.event


def disclose_mail(mail: Mail, *, by: Actor, purpose: str) -> bytes:
    """The whole mail, under the rules of the contact that stands in it; the look is recorded."""
    if mail.erased_at is not None:
        raise Refusal(_("This mail is not kept."))
    disclose(mail.matter, by=by, telling=mail.telling, purpose=purpose)
    sealed = files.path_of(mail.sha256).read_bytes()
    return open_content(mail.matter, _place(mail, "file"), sealed)


def message_id(mail: Mail) -> str:
    """By which a mail says that it replies to this one; "" where it had none, or is forgotten."""
    return open_sealed(mail.matter, _place(mail, "id"), mail.sealed_id) if mail.sealed_id else ""


def _store(change: Change[Matter], row: Mail, content: bytes) -> None:
    sealed = seal_content(change.row, _place(row, "file"), content)
    row.sha256 = sha256(sealed).hexdigest()
    files.store(sealed, row.sha256)


def _place(mail: Mail, part: str) -> str:
    return f"mail/{mail.key}/{part}"
