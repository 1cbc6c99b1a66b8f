"""What one version of a procedure says otherwise than another: step by step, word by word."""

from django.utils.translation import gettext as _

from qiaomen.catalogue.differing import Difference, Mark, pieces
from qiaomen.catalogue.procedures.language import Procedure
from qiaomen.catalogue.procedures.telling import head, particulars
from qiaomen.kernel.lists import labelled

Sheet = dict[str, tuple[str, str]]  # what it is about -> its label and its text

_NOTHING = ("", "")
_MARKED = {Mark.SAME: "{}", Mark.GONE: "[-{}-]", Mark.NEW: "{{+{}+}}"}  # as git marks words


def changes(before: Procedure, after: Procedure) -> list[Difference]:
    """In the order of what is said afterwards; what is gone stands last."""
    one, other = _sheet(before), _sheet(after)
    keys = list(dict.fromkeys([*other, *one]))
    return [
        Difference(key, other.get(key, one.get(key, _NOTHING))[0], pieces(_text(one, key), _text(other, key)))
        for key in keys
        if one.get(key) != other.get(key)
    ]


def _text(sheet: Sheet, key: str) -> str:
    return sheet.get(key, _NOTHING)[1]


def as_lines(differences: list[Difference]) -> list[str]:
    """For a terminal."""
    return [
        f"{each.label}: " + "".join(_MARKED[piece.mark].format(piece.text) for piece in each.pieces)
        for each in differences
    ]


def _sheet(procedure: Procedure) -> Sheet:
    """By what it is about: its label and its text."""
    order = " → ".join(step.name for step in procedure.steps)
    sheet = {f"/{told.label}": (told.label, told.text) for told in head(procedure)}
    sheet["/order"] = (_("Steps in order"), order)
    for step in procedure.steps:
        said = "\n".join(labelled(told.label, told.text) for told in particulars(procedure, step))
        sheet[step.code] = (step.name, f"{step.name}\n{said}")
    return sheet
