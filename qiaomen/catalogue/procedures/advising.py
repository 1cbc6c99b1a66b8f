"""What is allowed in a procedure and yet looks like an oversight."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from qiaomen.catalogue.procedures.exploring import BOUND, explore
from qiaomen.catalogue.procedures.language import Procedure
from qiaomen.people.roles import role_label


def warnings(procedure: Procedure, held: Collection[str]) -> Iterator[str]:
    """One sentence each; `held` are the codes of the roles that somebody holds today."""
    for step in procedure.steps:
        sides = [step.actor, *(signing.of for signing in step.signatures)]
        for role in sorted({side.role for side in sides if side.role} - set(held)):
            sentence = _("“%(step)s” is for the role “%(role)s”, which nobody holds today.")
            yield sentence % {"step": step.name, "role": role_label(role)}
        if step.mandatory and step.limit is None and not step.gate:
            yield _("“%s” has no limit, so nobody is reminded of it.") % step.name
    if procedure.steps and not any(step.told for step in procedure.steps):
        yield _("No step tells the resident anything. Write a “told” where it concerns them.")
    explored = explore(procedure)
    for step in explored.unreached if explored.whole else ():
        yield _("“%s” is reached on no path: its condition always leaves it out.") % step.name
    for step, blank in explored.unasked if explored.whole else ():
        sentence = _("“%(field)s” in “%(step)s” is asked for on no path.")
        yield sentence % {"field": blank.label, "step": step.name}
    if not explored.whole:
        yield _("There are more than %d paths. Only those were walked.") % BOUND
