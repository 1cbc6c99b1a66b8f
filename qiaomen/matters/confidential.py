"""A confidential matter has its words sealed and stands in no index."""

from qiaomen.kernel.sealing import open_sealed, seal
from qiaomen.kernel.transitions import Change
from qiaomen.matters.index import MATTERS_TEXT
from qiaomen.matters.models import Matter


def seal_words(change: Change[Matter]) -> None:
    """Seal title and body of the changing matter and take it out of the index; address and point go."""
    matter = change.row
    change.set(
        sealed_title=seal(matter, "title", matter.title), sealed_body=seal(matter, "body", matter.body)
    )
    change.set(title="", body="", address="", longitude=None, latitude=None, confidential=True)
    change.set(summary="", released_at=None)
    MATTERS_TEXT.erase([matter.pk])


def open_words(matter: Matter) -> tuple[str, str]:
    """Title and body; of a confidential matter only for the `disclose` verb."""
    if not matter.confidential:
        return matter.title, matter.body
    return (
        open_sealed(matter, "title", matter.sealed_title or b""),
        open_sealed(matter, "body", matter.sealed_body or b""),
    )
