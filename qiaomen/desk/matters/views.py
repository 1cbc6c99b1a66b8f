"""A matter's page; its contacts and files."""

from typing import Any, cast

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.maps.around import surroundings
from qiaomen.desk.matters import sections
from qiaomen.desk.matters.facts import clocks, facts, marks
from qiaomen.desk.matters.forms import DisclosureForm
from qiaomen.desk.matters.mails import mail_form
from qiaomen.desk.matters.material import authors, names_for
from qiaomen.desk.matters.next import can_be_told_anew, next_form, nothing_to_do
from qiaomen.desk.matters.path import step_entries
from qiaomen.desk.matters.readers import VIEWS, readers, seen_by
from qiaomen.desk.matters.story import story
from qiaomen.desk.matters.twins import twins
from qiaomen.desk.matters.whistles import meetings
from qiaomen.desk.situation import Situation, situation
from qiaomen.desk.verbs.asking import ParticularsForm
from qiaomen.desk.verbs.table import grouped, open_forms
from qiaomen.desk.voices import labels
from qiaomen.kernel import clock
from qiaomen.kernel.files import path_of
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, route
from qiaomen.matters.actions.disclosing import disclose
from qiaomen.matters.actions.following import looked
from qiaomen.matters.confidential import open_words
from qiaomen.matters.models import Attachment, Matter
from qiaomen.matters.states import Verb


@route(May.MATTER_READ, "GET")
def matter(request: Asked, number: str) -> HttpResponse:
    now = situation(request.actor, number)
    follows = looked(now.matter, person=cast("int", request.user.pk))
    context = {"follows": follows, **head(now), **to_do(now), **beside(now, request.GET.get("view", ""))}
    return render(request, "desk/matters/matter.html", context)


@route(May.MATTER_READ, "GET")
def alike(request: Asked, number: str) -> HttpResponse:
    """What may be the same, and what else is open around it: fetched when the page of the matter is there."""
    now = situation(request.actor, number)
    context = {"matter": now.matter, "copies": twins(now)}
    context |= {"similar": sections.similar(now), "around": surroundings(now)}
    part = "desk/matters/alike.html" if request.headers.get("HX-Request") else "desk/matters/alike_page.html"
    return render(request, part, context)


def head(now: Situation) -> dict[str, Any]:
    matter = now.matter
    return {
        "matter": matter,
        "clocks": clocks(matter, clock.now()),
        "facts": facts(matter),
        "marks": marks(matter),
    }


def to_do(now: Situation) -> dict[str, Any]:
    forms = open_forms(now)
    first = next_form(now, forms)
    return {
        "next": first(now) if first else None,
        "idle": "" if first else nothing_to_do(now),
        "anew": can_be_told_anew(now),
        "asking": ParticularsForm(now) if ParticularsForm in forms else None,
        "elsewhere": now.particulars.elsewhere,
        "groups": grouped([form for form in forms if form not in {first, ParticularsForm}]),
        "disclosure": DisclosureForm(now) if Verb.DISCLOSE in now.offered else None,
        "mails": mail_form(now),
    }


def beside(now: Situation, view: str) -> dict[str, Any]:
    """`view` names whose view of the story is wanted; an unknown one is everybody's."""
    persons, chosen = authors(now), view if view in VIEWS else ""
    return {
        "story": seen_by(chosen, story(now.read.events, names_for(now, persons))),
        "readers": readers(chosen),
        "wishes": sections.wish_entries(now, persons),
        "meetings": meetings(now.matter, clock.now()),
        "voices": sections.voice_entries(now),
        "steps": step_entries(now),
        "assists": sections.assist_entries(now.matter),
        "files": sections.file_entries(now.matter),
        "related": sections.related(now),
    }


@route(May.MATTER_DISCLOSE, "POST")
def disclosure(request: Asked, number: str) -> HttpResponse:
    """The contact of one voice, and the words of a confidential matter; shown once, each look recorded."""
    now = situation(request.actor, number)
    form = DisclosureForm(now, request.POST)
    if not form.is_valid():
        raise Refusal(_("Choose whose contact you need, and what for."))
    contact = disclose(now.matter, by=request.actor, **form.cleaned_data)
    title, body = open_words(now.matter)
    whose = labels(now.voices)[contact.telling]
    context = {"matter": now.matter, "contact": contact, "whose": whose, "title": title, "body": body}
    return render(request, "desk/matters/disclosure.html", context)


@route(May.MATTER_READ, "GET")
def attachment(request: Asked, pk: int) -> FileResponse:
    """A file of a visible matter; photos are shown, everything else is saved."""
    visible = Matter.objects.visible_to(request.actor)
    row = get_object_or_404(Attachment, pk=pk, matter__in=visible, erased_at=None)
    path = path_of(row.sha256)
    if not path.exists():
        raise Http404
    shown = row.content_type.startswith("image/")
    response = FileResponse(
        path.open("rb"), as_attachment=not shown, filename=row.name, content_type=row.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
