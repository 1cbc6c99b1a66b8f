"""Everything that can be done in the field, by the name under which phones send it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from qiaomen.field.deeds import Acceptance, Answering, Checking, Completion, Deed, Noting, Report
from qiaomen.field.rounds import Finding, Looked
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.refusal import Refusal

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict

DEEDS: Mapping[str, type[Deed]] = MappingProxyType(
    {
        deed.noun: deed
        for deed in (Report, Acceptance, Completion, Answering, Checking, Noting, Looked, Finding)
    }
)


def deed_of(
    actor: Actor, data: "MultiValueDict[str, str]", files: "MultiValueDict[str, UploadedFile[bytes]]"
) -> Deed:
    """The form of what was sent."""
    kind = DEEDS.get(data.get("deed", ""))
    if kind is None:
        raise Refusal(_("This app is older than the office's program. Load it anew, then send this again."))
    return kind(actor, data, files)
