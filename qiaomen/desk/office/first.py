"""The administrator's first page: what an office sets up, in which order, and what is still missing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

from qiaomen.desk.office import missing
from qiaomen.indicators.readiness import Readiness, readiness
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.web import Asked, route


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to set up; `missing` are sentences, none where nothing is."""

    title: StrOrPromise
    permission: May
    url: str
    why: StrOrPromise
    there: str
    missing: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@route(May.PEOPLE_EDIT, "GET")
def first(request: Asked) -> HttpResponse:
    now = readiness()
    steps = [step for step in [each(now) for each in STEPS] if request.actor.holding(step.permission)]
    context = {"steps": steps, "missing": sum(len(step.missing) for step in steps)}
    return render(request, "desk/office/first.html", context)


def _places(now: Readiness) -> Step:
    return Step(
        _("Places"),
        May.TERRITORY_EDIT,
        reverse("desk:office-places"),
        _("Streets, communities and grids: where something is, and who may see it."),
        ngettext("%d place", "%d places", now.places) % now.places,
        _told(now.undrawn, missing.undrawn(now.undrawn)),
        ((_("Boundaries"), reverse("desk:boundaries")),),
    )


def _units(now: Readiness) -> Step:
    return Step(
        _("Units"),
        May.PEOPLE_EDIT,
        reverse("desk:office-units"),
        _("Desks, departments, communities, companies: who is given a matter."),
        ngettext("%d unit", "%d units", now.units) % now.units,
        _told(not now.desks, _("There is no desk yet: nobody takes matters in.")),
    )


def _roles(now: Readiness) -> Step:
    return Step(
        _("Roles"),
        May.PEOPLE_EDIT,
        reverse("desk:office-roles"),
        _("What clerks, officers and leaders may do."),
        ngettext("%d role", "%d roles", now.roles) % now.roles,
    )


def _people(now: Readiness) -> Step:
    return Step(
        _("People"),
        May.PEOPLE_EDIT,
        reverse("desk:office-people"),
        _("Who signs in, and which posts they hold."),
        ngettext("%d person", "%d people", now.people) % now.people,
        (
            *_told(now.without_post, missing.without_post(now.without_post)),
            *_told(now.without_password, missing.without_password(now.without_password)),
            *_told(len(now.unstaffed), missing.unstaffed(now.unstaffed)),
        ),
        ((_("Posts"), reverse("desk:office-posts")),),
    )


def _items(now: Readiness) -> Step:
    return Step(
        _("Items and their promises"),
        May.CATALOGUE_EDIT,
        reverse("desk:catalogue"),
        _("What can be asked, how fast it is answered, and by which steps."),
        ngettext("%d item", "%d items", now.items) % now.items,
        _told(now.without_duties, missing.without_duties(now.without_duties)),
        ((_("Procedures"), reverse("desk:procedures")),),
    )


def _rules(now: Readiness) -> Step:
    return Step(
        _("Routing rules"),
        May.CATALOGUE_EDIT,
        reverse("desk:office-rules"),
        _("Which unit answers for what, where; and the default unit of each place."),
        ngettext("%d rule", "%d rules", now.rules) % now.rules,
        _told(now.unanswered, missing.unanswered(now.unanswered)),
        ((_("Why a matter goes where"), reverse("desk:office-explanation")),),
    )


def _learning(now: Readiness) -> Step:
    return Step(
        _("What is proposed"),
        May.CATALOGUE_EDIT,
        reverse("desk:office-learning"),
        _("Which item a message is taken for, how sure that must be, and learning from corrections."),
        "",
        _told(now.learning_proposed, _("So much was corrected that learning anew is proposed.")),
    )


def _days(now: Readiness) -> Step:
    return Step(
        _("Workdays and holidays"),
        May.CALENDAR_EDIT,
        reverse("desk:office-calendar"),
        _("Promises count workdays: the State's calendar, and what the office corrects."),
        "",
        _told(not now.year_known, _("The holidays of %d are not arranged yet.") % now.year),
    )


def _whistle(_now: Readiness) -> Step:
    return Step(
        _("Limits of the whistle"),
        May.CATALOGUE_EDIT,
        reverse("desk:office-whistle"),
        _("How long an office that is called to the spot has to answer, and to come."),
        "",
    )


def _notices(now: Readiness) -> Step:
    return Step(
        _("Texts of notices"),
        May.CATALOGUE_EDIT,
        reverse("desk:office-notices"),
        _("What residents and units are told, in the office's own words."),
        ngettext("%d own wording", "%d own wordings", now.wordings) % now.wordings if now.wordings else "",
    )


def _mappings(now: Readiness) -> Step:
    return Step(
        _("Saved mappings"),
        May.CATALOGUE_EDIT,
        reverse("desk:office-mappings"),
        _("Which column of a file of messages holds what, for the next file of its kind."),
        ngettext("%d saved mapping", "%d saved mappings", now.mappings) % now.mappings
        if now.mappings
        else "",
    )


def _told(wanting: object, sentence: str) -> tuple[str, ...]:
    return (sentence,) if wanting else ()


# in the order in which a new office sets up
STEPS: Sequence[Callable[[Readiness], Step]] = (
    _places,
    _units,
    _roles,
    _people,
    _items,
    _rules,
    _learning,
    _days,
    _whistle,
    _notices,
    _mappings,
)
