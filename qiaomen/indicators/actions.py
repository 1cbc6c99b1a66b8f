"""The writes of this room: publishing a month, and its bulletin."""

from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from qiaomen.indicators.bulletins import Bulletin, count_bulletin
from qiaomen.indicators.definitions import in_force
from qiaomen.indicators.grouping import Grouping
from qiaomen.indicators.models import Publication, digest_of
from qiaomen.indicators.overview.subjects import about
from qiaomen.indicators.periods import Period
from qiaomen.indicators.reading import for_whole_house, readable
from qiaomen.indicators.reports import count_rates, view
from qiaomen.kernel import clock, ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.canonical import canonical
from qiaomen.kernel.refusal import Conflict, Refusal
from qiaomen.territory.models import Place, PlaceKind

VIEWS = (
    (Grouping.UNIT, PlaceKind.COMMUNITY),
    (Grouping.PLACE, PlaceKind.STREET),
    (Grouping.PLACE, PlaceKind.COMMUNITY),
    (Grouping.PLACE, PlaceKind.GRID),
    (Grouping.ITEM, PlaceKind.COMMUNITY),
    (Grouping.CHANNEL, PlaceKind.COMMUNITY),
)


def publish_month(month: date, *, by: Actor) -> Publication:
    """Freeze the rates of the month that the day lies in, for the whole house, in the office's language.

    Needs a reader of the whole house. Refused before the month has ended; Conflict once it is published.
    """
    first, period = month.replace(day=1), Period.month(month)
    reader = for_whole_house(by)
    _require_ended(first)
    text = _frozen(period, reader)
    publication = Publication(
        month=first, definition=in_force(period.last).version, frozen=text, digest=digest_of(text)
    )
    try:
        with transaction.atomic():
            ledger.begin(publication, "publish", by=by)
    except IntegrityError:
        raise Conflict(
            _("This month has been published and stays as it is. Compare it with today instead.")
        ) from None
    return publication


def publish_bulletin(month: date, place: Place, *, by: Actor) -> Bulletin:
    """The bulletin of a place for the month that the day lies in: as it was published, else published now.

    Needs a reader of the whole place. Refused before the month has ended.
    """
    if known := published_bulletin(month, place, by=by):
        return known
    first = month.replace(day=1)
    _require_ended(first)
    counted = count_bulletin(about(place, by=by), first)
    text, version = canonical(counted.frozen()), counted.rates.definition.version
    made = Publication(
        kind=Publication.Kind.BULLETIN,
        month=first,
        place=place.code,
        definition=version,
        frozen=text,
        digest=digest_of(text),
    )
    with transaction.atomic():
        ledger.begin(made, "publish", by=by)
    return Bulletin.thawed(made.reports(), published=made.digest)


def published_bulletin(month: date, place: Place, *, by: Actor) -> Bulletin | None:
    """As it was published; None if it has not been. Needs a reader of the whole place."""
    about(place, by=by)
    kept = {"kind": Publication.Kind.BULLETIN, "month": month.replace(day=1), "place": place.code}
    known = Publication.objects.filter(**kept).first()
    return Bulletin.thawed(known.reports(), published=known.digest) if known else None


def _require_ended(first: date) -> None:
    if clock.today().replace(day=1) <= first:
        raise Refusal(_("The month has not ended yet. Publish it from the first day of the next."))


def _frozen(period: Period, reader: Actor) -> str:
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        matters = readable(reader)
        reports = {
            view(group, level): count_rates(matters, group, period, level).frozen() for group, level in VIEWS
        }
    return canonical(reports)
