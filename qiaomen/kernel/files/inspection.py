"""One look at a file that a stranger sends, before anything of it is kept."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.files import names
from qiaomen.kernel.files.heic import as_jpeg
from qiaomen.kernel.files.kinds import HEIC, Kind, recognise
from qiaomen.kernel.files.photos import without_metadata
from qiaomen.kernel.refusal import Refusal

DEFAULT_LIMIT = 20 * 1024 * 1024  # bytes; QIAOMEN_ATTACHMENT_LIMIT in the settings is another


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Checked:
    """What may be kept of a file; `size` in bytes and `sha256` (hexadecimal) are of `content`."""

    name: str
    kind: Kind
    content_type: str
    size: int
    sha256: str
    content: bytes = field(repr=False)


def inspect(file: Readable, name: str) -> Checked:
    """What may be kept of `file`: judged by its content, photos without metadata, `name` made harmless."""
    name = names.clean(name)
    content = _read(file, name)
    accepted = recognise(content, name)
    if accepted.kind is Kind.IMAGE:
        content = without_metadata(_shown_everywhere(content) if accepted is HEIC else content)
    return Checked(
        name=names.with_ending(name, accepted.endings),
        kind=accepted.kind,
        content_type=accepted.content_type,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        content=content,
    )


def _shown_everywhere(content: bytes) -> bytes:
    jpeg = as_jpeg(content)
    if jpeg is None:
        raise Refusal(
            _(
                "This HEIC photo cannot be read here. Send it as JPEG (on an iPhone: Settings, Camera, "
                "Formats, Most Compatible)."
            )
        )
    return jpeg


def _read(file: Readable, name: str) -> bytes:
    """The whole content; what a sender says about the size is not believed."""
    limit: int = getattr(settings, "QIAOMEN_ATTACHMENT_LIMIT", DEFAULT_LIMIT)
    content = file.read(limit + 1)
    if len(content) > limit:
        raise Refusal(
            _("“%(name)s” is larger than %(limit)s: send a smaller or shorter one.")
            % {"name": name, "limit": filesizeformat(limit)}
        )
    if not content:
        raise Refusal(_("“%(name)s” is empty: choose another file.") % {"name": name})
    return content
