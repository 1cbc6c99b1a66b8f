"""What stands beside the story: voices, helpers, related matters, files; as text and addresses."""

from collections.abc import Iterator, Mapping
from operator import attrgetter

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qiaomen.catalogue.models import UNSORTED
from qiaomen.desk.countdown import moment
from qiaomen.desk.matters.entries import Entry
from qiaomen.desk.situation import Situation
from qiaomen.desk.voices import said
from qiaomen.desk.wishes import grounds, wished
from qiaomen.kernel import clock
from qiaomen.kernel.actors import is_resident
from qiaomen.kernel.models import Request
from qiaomen.matters.copies import RECENT
from qiaomen.matters.models import Assist, Matter
from qiaomen.matters.states import State
from qiaomen.matters.voices import Voice
from qiaomen.people.authors import author

MOST_SIMILAR = 5


def similar(now: Situation) -> list[Entry]:
    """What was said of the same item in the same place lately, the newest first; only what may be seen."""
    own = now.matter
    if own.item.code == UNSORTED:
        return []
    lately = Matter.objects.visible_to(now.actor).filter(received_at__gte=clock.now() - RECENT)
    rows = lately.filter(place=own.place_id, item=own.item_id).exclude(pk=own.pk)
    newest = rows.order_by("-received_at", "-pk").values_list("number", "title", "state", "received_at")
    return [
        Entry(
            f"{number} {title}", f"{State(state).label} · {moment(at)}", reverse("desk:matter", args=[number])
        )
        for number, title, state, at in newest[:MOST_SIMILAR]
    ]


def wish_entries(now: Situation, names: Mapping[str, str]) -> list[Entry]:
    return [Entry(wished(wish), _of_wish(wish, author(wish.by, names))) for wish in now.wishes]


def _of_wish(wish: Request, by: str) -> str:
    asked = _("asked by %(who)s on %(moment)s") % {"who": by, "moment": moment(wish.asked_at)}
    return f"{grounds(wish)}\n{asked}"


def voice_entries(now: Situation) -> list[Entry]:
    """Everybody who told of it, without their contacts."""
    return [
        Entry(said(voice, place), _of_voice(voice, _reach(now, voice)))
        for place, voice in enumerate(now.voices, 1)
    ]


def _reach(now: Situation, voice: Voice) -> str:
    if now.matter.erased_at is not None:
        return ""  # whether a contact was there is forgotten with it
    return _("contact kept") if voice.has_contact else _("no contact")


def _of_voice(voice: Voice, reach: str) -> str:
    verdict = voice.verdict
    known = [
        reach,
        _("wants to stay unknown to the unit") if voice.hides else "",
        _("told %d times") % len(voice.tellings) if len(voice.tellings) > 1 else "",
        _counted(voice),
        *_heard(voice),
        _("satisfaction %s of 5") % verdict.satisfaction if verdict else "",
    ]
    return " · ".join(filter(None, known))


def _heard(voice: Voice) -> Iterator[str]:
    """How the voice was asked about the answer that stands; what it wrote itself is no call."""
    calls = sum(not is_resident(call.by) for call in voice.calls)
    if calls:
        yield ngettext("%d call", "%d calls", calls) % calls
    if calls < len(voice.calls):
        yield _("answered on the web")


def _counted(voice: Voice) -> str:
    """What others said to it where it was told; counted in nothing else."""
    likes = sum(telling.likes for telling in voice.tellings)
    objections = sum(telling.objections for telling in voice.tellings)
    if not (likes or objections):
        return ""
    return _("%(likes)d likes, %(objections)d objections") % {"likes": likes, "objections": objections}


def assist_entries(matter: Matter) -> list[Entry]:
    """Each with how far it is, and what was asked of it or came of it."""
    return [
        Entry(row.unit.name, f"{_helping(row)}\n{row.report or row.task}")
        for row in sorted(matter.assists.all(), key=attrgetter("at"))
    ]


def _helping(row: Assist) -> str:
    if row.reported_at:
        return _("reported on %s") % moment(row.reported_at)
    asked = _("asked on %s, has still to report") % moment(row.at)
    by_when = [_("by %s") % moment(row.due_at)] if row.due_at else []
    return " · ".join([asked, *by_when])


def file_entries(matter: Matter) -> list[Entry]:
    return [
        Entry(
            row.name,
            f"{row.get_audience_display()} · {moment(row.at)}",
            reverse("desk:attachment", args=[row.pk]),
        )
        for row in matter.attachments.all()
        if row.erased_at is None
    ]


def related(now: Situation) -> list[Entry]:
    """Above, below, merged, and told again; only what this person may see."""
    own, hangs = now.matter, Q(parent=now.matter)
    above = Q(pk__in=[pk for pk in (own.parent_id, own.merged_into_id, own.again_of_id) if pk])
    rows = Matter.objects.visible_to(now.actor).filter(above | hangs | Q(merged_into=own) | Q(again_of=own))
    found = rows.order_by("number").values_list(
        "pk", "parent", "merged_into", "again_of", "number", "title", "state"
    )
    return [_link(how, *row[4:]) for how, place, ids in _ways(own) for row in found if row[place] in ids]


def _ways(own: Matter) -> Iterator[tuple[str, int, set[int | None]]]:
    """How another matter belongs to this one: in which column of it stands what."""
    yield _("hangs below"), 0, {own.parent_id}
    yield _("is merged into"), 0, {own.merged_into_id}
    yield _("takes up again"), 0, {own.again_of_id}
    for place, how in enumerate((_("below this one"), _("merged into this one"), _("taken up again by")), 1):
        yield how, place, {own.pk}


def _link(how: str, number: str, title: str, state: str) -> Entry:
    return Entry(f"{number} {title}", f"{how} · {State(state).label}", reverse("desk:matter", args=[number]))
