"""Which matters a search means; each limited to what the asker may see."""

from datetime import timedelta

from django.db.models import Q

from qiaomen.desk.matters.purposes import Purpose
from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.lookup import lookup_hash
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Forbidden
from qiaomen.matters.actions.disclosing import disclose
from qiaomen.matters.models import Matter
from qiaomen.matters.states import OPEN
from qiaomen.territory.models import Place

MOST_PLACES = 20
MOST_CALLERS = 20
RECENT = timedelta(days=90)


def by_number(actor: Actor, text: str) -> list[str]:
    """The numbers of the visible matters that go by this number; of several only two."""
    if not text:
        return []
    return list(Matter.objects.visible_to(actor).numbered(text).values_list("number", flat=True)[:2])


def tops(name: str) -> list[tuple[str, str]]:
    """Path and name of the places that are, or once were, called so, or of the one with this code."""
    named = Q(code=name) | Q(name__icontains=name) | Q(names__text__icontains=name)
    rows = Place.objects.filter(named).order_by("path").values_list("path", "code", "name")
    found = list(rows.distinct()[:MOST_PLACES])
    coded = [(path, called) for path, code, called in found if code == name]
    return coded or [(path, called) for path, _code, called in found]


def by_contact(actor: Actor, kind: str, contact: str) -> list[int]:
    """Ids of the matters told from this telephone or mail address (`kind` phone or email), the newest first:
    open ones and those of the actor's own offices of the last 90 days.

    Each is recorded as disclosed. A caller who wants to stay unknown to a unit is not found by its people.
    """
    who = lookup_hash(kind, contact)
    own = Q(desk__in=sorted(actor.units)) | Q(unit__in=sorted(actor.units))
    recent = Q(state__in=sorted(OPEN)) | own & Q(received_at__gte=clock.now() - RECENT)
    told = Matter.objects.visible_to(actor).filter(recent, tellings__who=who).distinct()
    newest = told.select_related("place", "unit", "desk").order_by("-received_at", "-pk")[:MOST_CALLERS]
    return [matter.pk for matter in newest if _is_shown(matter, actor, who)]


def _is_shown(matter: Matter, actor: Actor, who: str) -> bool:
    if not actor.may(Permission.MATTER_DISCLOSE, matter.scope):
        return False
    try:
        disclose(matter, by=actor, telling=matter.tellings.get(who=who), purpose=Purpose.SEARCH)
    except Forbidden:
        return False
    return True
