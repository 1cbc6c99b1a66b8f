"""Who uses a unit, a place, a role, a person or a mapping: to be looked at before it is changed or ended."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from qiaomen.catalogue.models import Rule
from qiaomen.catalogue.querysets import RuleQuerySet
from qiaomen.indicators.catalogue.uses import Group, Uses
from qiaomen.kernel import clock
from qiaomen.matters.models import ImportMapping, ImportRun, Matter
from qiaomen.matters.querysets import MatterQuerySet
from qiaomen.people.models import Person, Post, Role, Unit
from qiaomen.people.querysets import PostQuerySet
from qiaomen.territory.models import Place

MOST = 20  # entries of a kind that are told; a number says how many there are besides


def uses_of_unit(unit: Unit) -> Uses:
    """In five queries."""
    below = unit.children.current(clock.today()).order_by("code").values_list("name", flat=True)
    return Uses(
        _open(Matter.objects.filter(unit=unit)),
        (
            _group("children", _("unit below it"), below),
            _group("rules", _("routing rule"), _rules(Rule.objects.filter(unit=unit))),
            _group("posts", _("post"), _posts(unit.posts.all())),
        ),
    )


def uses_of_place(place: Place) -> Uses:
    """In six queries; what lies below it is its own."""
    today = clock.today()
    below = Place.objects.filter(parent=place).current(today).order_by("path").values_list("name", flat=True)
    units = Unit.objects.current(today).filter(place=place).order_by("code").values_list("name", flat=True)
    return Uses(
        _open(Matter.objects.filter(place=place)),
        (
            _group("children", _("place within"), below),
            _group("units", _("unit at home here"), units),
            _group("rules", _("routing rule"), _rules(Rule.objects.filter(place=place))),
            _group("posts", _("post"), _posts(Post.objects.filter(place=place))),
        ),
    )


def uses_of_person(person: Person) -> Uses:
    """`matters` are those entrusted to them."""
    return Uses(
        _open(Matter.objects.filter(officer=person)),
        (_group("posts", _("post"), _posts(person.posts.all())),),
    )


def uses_of_role(role: Role) -> Uses:
    return Uses(0, (_group("posts", _("post"), _posts(role.posts.all())),))


def uses_of_mapping(mapping: ImportMapping) -> Uses:
    """The files that were read by it, the last first."""
    runs = mapping.runs.order_by("-number")
    return Uses(0, (_group("files", _("file read by it"), map(_run, runs)),))


def _run(run: ImportRun) -> str:
    day = date_format(timezone.localtime(run.begun_at), "DATE_FORMAT")
    return _("%(day)s: import %(number)d, %(received)d received") % {
        "day": day,
        "number": run.number,
        "received": run.received,
    }


def _open(matters: MatterQuerySet) -> int:
    return matters.open().filter(confidential=False).count()


def _group(code: str, label: str, entries: Iterable[str]) -> Group:
    named = list(entries)
    more = [_("and %d more") % (len(named) - MOST)] if len(named) > MOST else []
    return Group(code, label, (*named[:MOST], *more))


def _rules(rules: RuleQuerySet) -> Iterable[str]:
    upcoming = rules.exclude(to_day__lt=clock.today()).select_related("item", "place", "unit")
    return (
        _("%(number)d: %(item)s in %(place)s → %(unit)s")
        % {
            "number": rule.number,
            "item": rule.item.name if rule.item else _("any item"),
            "place": rule.place.name,
            "unit": rule.unit.name,
        }
        for rule in upcoming.order_by("number")
    )


def _posts(posts: PostQuerySet) -> Iterable[str]:
    held = posts.unfinished(clock.today()).for_list()
    return (f"{post.person.name} · {post.role.name} · {post.unit.name} · {post.place.name}" for post in held)
