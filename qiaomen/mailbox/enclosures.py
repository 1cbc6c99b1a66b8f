"""Which files of a mail are kept, and what is said of the others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from django.utils.translation import gettext as _

from qiaomen.kernel.files import Checked, inspect, names
from qiaomen.kernel.lists import listed
from qiaomen.kernel.refusal import Refusal
from qiaomen.mailbox.reading import Enclosed

MOST = 20  # files of one mail
SHOWN = 5  # that many names are told of those beyond
_PACKED = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\x00",
)
_TAR = (257, b"ustar")


@dataclass(slots=True)
class Sorted:
    """The files that are kept, and sentences for the sender and the desk about those that are not."""

    kept: list[Checked] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def sort(files: Sequence[Enclosed]) -> Sorted:
    """The same file twice is one. Packed files are not opened, whatever is in them."""
    found, packed = Sorted(), []
    for file in files[:MOST]:
        try:
            checked = inspect(BytesIO(file.content), file.name)
        except Refusal as no:
            if _is_packed(file.content):
                packed.append(file)
            else:
                found.left_out.append(str(no))
        else:
            found.kept += [checked] if checked.sha256 not in {one.sha256 for one in found.kept} else []
    found.left_out += _of_packed(packed) + _of_surplus(files[MOST:])
    return found


def _is_packed(content: bytes) -> bool:
    """An office document is packed too, but says so."""
    start, mark = _TAR
    if b"[Content_Types].xml" in content:
        return False
    return content.startswith(_PACKED) or content[start : start + len(mark)] == mark


def _of_packed(files: Sequence[Enclosed]) -> list[str]:
    if not files:
        return []
    sentence = _("Packed files are not opened and not kept: %s. Send the files themselves.")
    return [sentence % _named(files)]


def _of_surplus(files: Sequence[Enclosed]) -> list[str]:
    if not files:
        return []
    sentence = _("The first %(most)d files of a mail are kept, these %(number)d are not: %(names)s.")
    return [sentence % {"most": MOST, "number": len(files), "names": _named(files)}]


def _named(files: Iterable[Enclosed]) -> str:
    known = [names.clean(file.name) for file in files]
    return listed(known[:SHOWN]) + ("…" if len(known) > SHOWN else "")
