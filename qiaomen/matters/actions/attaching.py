"""Files that come to a matter."""

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.files import Checked, store
from qiaomen.kernel.models import Event
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import move
from qiaomen.matters.conditions import require_kept, require_spokesman
from qiaomen.matters.models import Attachment, Audience, Matter
from qiaomen.matters.states import Verb

MOST = 30


def attach(matter: Matter, *, by: Actor, audience: Audience, file: Checked) -> Event:
    """Keep a file that `files.inspect` has passed; the hash of what is kept goes into the ledger.

    The resident adds with the verb `supplement`'s permission, the staff with that of `note`.
    """
    verb = Verb.ENCLOSE if audience == Audience.VOICE else Verb.ATTACH
    store(file.content, file.sha256)
    with move(matter, verb, by=by) as change:
        require_kept(matter)
        if audience == Audience.RESIDENT:
            require_spokesman(matter, by)
        if matter.attachments.filter(erased_at=None).count() >= MOST:
            raise Refusal(_("There are already %d files. Put the rest together in one PDF.") % MOST)
        row = Attachment(matter=matter, audience=audience, by=by.ref, at=change.at)
        row.name, row.content_type, row.size, row.sha256 = (
            file.name,
            file.content_type,
            file.size,
            file.sha256,
        )
        change.keep(row)
        change.tell(attachment=row.pk, sha256=row.sha256)
    return change.event
