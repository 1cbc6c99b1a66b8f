"""What a teller adds. The same thing sent twice is there once."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.files import Checked
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.actions.attaching import attach
from qiaomen.matters.actions.speaking import supplement
from qiaomen.matters.models import Audience
from qiaomen.portal.tracking.access import Own


def enclose(own: Own, files: Sequence[Checked]) -> int:
    """Keep those files that are not there yet; how many they were."""
    known = set(own.matter.attachments.filter(erased_at=None).values_list("sha256", flat=True))
    fresh = {file.sha256: file for file in files if file.sha256 not in known}
    for file in fresh.values():
        attach(own.matter, by=own.by, audience=Audience.VOICE, file=file)
    return len(fresh)


def enclose_new(own: Own, files: Sequence[Checked]) -> None:
    if not enclose(own, files):
        raise Refusal(_("These files are already here. You need not send them again."))


def add_words(own: Own, text: str) -> None:
    last = own.matter.notes.filter(audience=Audience.VOICE, by=own.by.ref).last()
    if last is not None and last.text == text.strip():
        raise Refusal(_("You have already added this. You need not send it again."))
    supplement(own.matter, by=own.by, text=text)
