"""In which order the rows of a tree can be taken, whatever order they stand in. Pure."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal

_SHOWN = 10


def levels(parent_of: Mapping[str, str]) -> Iterator[list[str]]:
    """The codes from the top down, each level sorted: every parent comes before its children.

    A tree that closes to a circle is refused with the codes in the circle.
    """
    sorter = TopologicalSorter({code: (parent,) for code, parent in parent_of.items()})
    try:
        sorter.prepare()
    except CycleError as error:
        raise _circle(error.args[1][1:]) from error
    while level := sorter.get_ready():
        yield sorted(level)
        sorter.done(*level)


def _circle(codes: list[str]) -> Refusal:
    if len(codes) == 1:
        return Refusal(_("The place %s has itself as its parent. Correct the parent.") % codes[0])
    named = ", ".join(sorted(codes)[:_SHOWN]) + (", …" if len(codes) > _SHOWN else "")
    return Refusal(
        _("The places %(codes)s lie in one another in a circle. Correct the parent of one of them.")
        % {"codes": named}
    )
