"""What stands beside the story: voices, helpers, related matters, files; as text and addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qiaomen.desk.countdown import moment
from qiaomen.desk.matters.entries import Entry
from qiaomen.desk.situation import Situation
from qiaomen.desk.voices import said
from qiaomen.desk.wishes import grounds, wished
from qiaomen.kernel.actors import is_resident
from qiaomen.kernel.models import Request
from qiaomen.matters.copies import Copy, possible_copies
from qiaomen.matters.models import Attachment, Matter
from qiaomen.matters.states import State, Verb
from qiaomen.matters.voices import Voice
from qiaomen.people.authors import author
from qiaomen.people.models import Person

if TYPE_CHECKING:
    from qiaomen.matters.querysets import MatterQuerySet

MOST_COPIES = 5


@dataclass(frozen=True, slots=True)
class Twin:
    """Another matter that may be the same."""

    number: str
    title: str
    detail: str
    url: str


def copies(now: Situation) -> list[Twin]:
    """For whoever may merge them; only open ones can take this one in."""
    if Verb.MERGE not in now.offered:
        return []
    alike = possible_copies(now.matter, by=now.actor)[:MOST_COPIES]
    return [_twin(copy) for copy in alike if copy.matter.is_open]


def _twin(copy: Copy) -> Twin:
    number = copy.matter.number
    return Twin(
        number, f"{number} {copy.matter.title}", str(copy.because), reverse("desk:matter", args=[number])
    )


def wish_entries(now: Situation) -> list[Entry]:
    names = Person.objects.names(wish.by for wish in now.wishes)
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
    return [
        Entry(row.unit.name, row.report or _("asked: %s") % row.task)
        for row in matter.assists.select_related("unit").order_by("at")
    ]


def file_entries(matter: Matter) -> list[Entry]:
    return [
        Entry(
            row.name,
            f"{row.get_audience_display()} · {moment(row.at)}",
            reverse("desk:attachment", args=[row.pk]),
        )
        for row in Attachment.objects.filter(matter=matter, erased_at=None)
    ]


def related(now: Situation) -> list[Entry]:
    """Above, below, merged, and told again; only what this person may see."""
    matter, visible = now.matter, Matter.objects.visible_to(now.actor)
    links: list[tuple[str, MatterQuerySet]] = [
        (_("hangs below"), visible.filter(children=matter)),
        (_("is merged into"), visible.filter(merged=matter)),
        (_("takes up again"), visible.filter(again=matter)),
        (_("below this one"), visible.filter(parent=matter)),
        (_("merged into this one"), visible.filter(merged_into=matter)),
        (_("taken up again by"), visible.filter(again_of=matter)),
    ]
    return [_link(how, *row) for how, rows in links for row in rows.values_list("number", "title", "state")]


def _link(how: str, number: str, title: str, state: str) -> Entry:
    return Entry(f"{number} {title}", f"{how} · {State(state).label}", reverse("desk:matter", args=[number]))
