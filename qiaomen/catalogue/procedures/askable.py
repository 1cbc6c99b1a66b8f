"""What a condition can ask of: fields with few values, whether a step was in time, the kind of the matter."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from qiaomen.catalogue.kinds import MatterKind
from qiaomen.catalogue.procedures.language import IN_TIME, MATTER, NO, YES, Blank, Kind, Step
from qiaomen.kernel.lists import labelled


class Askable(NamedTuple):
    """`path` is how a condition names it; `values` come with their words."""

    path: str
    label: str
    values: list[tuple[str, str]]


def askable(before: Sequence[Step]) -> Iterator[Askable]:
    """In the order of the steps, the last first: a condition mostly asks of what was just done."""
    yes_no, in_time = [(YES, _("yes")), (NO, _("no"))], _("in time")
    for step in reversed(before):
        for blank in step.fields:
            values = yes_no if blank.kind == Kind.YES_NO else [(each, each) for each in blank.options]
            if values:
                empty = [("", _("left empty"))] if _may_be_empty(step, blank) else []
                yield Askable(
                    f"{step.code}.{blank.code}", labelled(step.name, blank.label), [*values, *empty]
                )
        if step.limit:
            yield Askable(f"{step.code}.{IN_TIME}", labelled(step.name, in_time), yes_no)
    kinds = [(kind.value, str(kind.label)) for kind in MatterKind]
    yield Askable(f"{MATTER}.kind", _("the kind of the matter"), kinds)


def _may_be_empty(step: Step, blank: Blank) -> bool:
    always = step.mandatory and not step.lapses and not step.skip_when
    return not (always and blank.required and blank.when is None)
