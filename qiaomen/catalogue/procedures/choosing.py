"""Which version of a procedure is meant."""

from datetime import date

from django.utils.translation import gettext as _

from qiaomen.catalogue.models import ProcedureVersion
from qiaomen.kernel.refusal import Refusal
from qiaomen.people.models import Post


def version_named(name: str) -> ProcedureVersion:
    """CODE for the newest, CODE@N for that one."""
    code, at, number = name.strip().partition("@")
    rows = ProcedureVersion.objects.filter(code=code).order_by("version")
    if at:
        rows = rows.filter(version=int(number) if number.isdecimal() else 0)
    if row := rows.last():
        return row
    codes = ", ".join(sorted(ProcedureVersion.objects.newest())) or "–"
    sentence = _("There is no procedure “%(name)s”. Choose from: %(codes)s; @ and a number name a version.")
    raise Refusal(sentence % {"name": name, "codes": codes})


def held_roles(day: date) -> set[str]:
    """The roles that somebody holds on that day."""
    return set(Post.objects.in_force(day).values_list("role__code", flat=True))
