"""Who does what for an item, and by which rule, as it is published: 属地管理事项清单."""

import re
from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.terms import Duty
from qiaomen.kernel.refusal import Refusal

LONGEST = 120  # characters of a unit's name or of a rule's
LONGEST_PART = 300
SIGNS = re.compile(r"[:：*]")  # what divides a duty that is written as a line


def duties(given: Collection[Duty]) -> tuple[Duty, ...]:
    """In one spelling, the lead first: each unit once, and at most one leads."""
    kept = [Duty(_tidy(duty.unit), _tidy(duty.part), duty.lead) for duty in given]
    seen: set[str] = set()
    for duty in kept:
        if not (duty.unit and duty.part):
            raise Refusal(_("A duty needs a unit and its part. Fill in both, or take the line out."))
        if len(duty.unit) > LONGEST or len(duty.part) > LONGEST_PART:
            raise Refusal(
                _(
                    "The duty of “%(unit)s…” is too long: at most %(unit_most)d characters for the unit and "
                    "%(part_most)d for its part."
                )
                % {"unit": duty.unit[:20], "unit_most": LONGEST, "part_most": LONGEST_PART}
            )
        if SIGNS.search(duty.unit):
            raise Refusal(_("“%s” has a colon or a star in its name. Write the unit without it.") % duty.unit)
        if duty.unit in seen:
            raise Refusal(_("“%s” has two duties here. Write them as one.") % duty.unit)
        seen.add(duty.unit)
    if sum(duty.lead for duty in kept) > 1:
        raise Refusal(_("Only one unit can lead. Take “lead” away from the others."))
    return tuple(sorted(kept, key=lambda duty: not duty.lead))


def basis(rules: Collection[str]) -> tuple[str, ...]:
    """The names of public rules, each once."""
    kept = tuple(dict.fromkeys(filter(None, map(_tidy, rules))))
    for rule in kept:
        if len(rule) > LONGEST:
            raise Refusal(
                _("“%(rule)s…” is longer than %(most)d characters. Give the rule's name and article only.")
                % {"rule": rule[:20], "most": LONGEST}
            )
    return kept


def _tidy(text: str) -> str:
    return " ".join(text.split())
