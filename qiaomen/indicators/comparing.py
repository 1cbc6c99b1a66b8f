"""A published month held against the same month as it is counted today."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from qiaomen.indicators.grouping import Grouping
from qiaomen.indicators.models import Publication
from qiaomen.indicators.periods import Period
from qiaomen.indicators.reading import for_whole_house, readable
from qiaomen.indicators.reports import count_rates, view
from qiaomen.indicators.wording import aligned
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.refusal import Refusal
from qiaomen.territory.models import PlaceKind

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """`group` is the code of one, "" for all; `measure` as in the JSON, such as response_rate.numerator."""

    group: str
    measure: str
    published: Value
    today: Value


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between a published month and today."""

    month: date
    digest: str
    differences: tuple[Difference, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "month": f"{self.month:%Y-%m}",
            "digest": self.digest,
            "differences": [
                {
                    "group": each.group or None,
                    "measure": each.measure,
                    "published": each.published,
                    "today": each.today,
                }
                for each in self.differences
            ],
        }

    def lines(self) -> list[str]:
        if not self.differences:
            return [_("Counted today, the month is as it was published.")]
        titles = [_("group"), _("measure"), _("published"), _("today")]
        rows = [
            [each.group or _("all"), each.measure, _cell(each.published), _cell(each.today)]
            for each in self.differences
        ]
        return aligned([titles, *rows])


def compare_month(
    month: date, *, by: Actor, group: Grouping = Grouping.UNIT, level: PlaceKind = PlaceKind.COMMUNITY
) -> Comparison:
    """What today's count of a published month says otherwise; only for readers of the whole house."""
    period = Period.month(month)
    reader = for_whole_house(by)
    publication = Publication.objects.filter(kind=Publication.Kind.RATES, month=month.replace(day=1)).first()
    published = publication.reports().get(view(group, level)) if publication else None
    if publication is None or published is None:
        raise Refusal(_("This has not been published. Publish the month first."))
    today = count_rates(readable(reader), group, period, level).frozen()
    return Comparison(publication.month, publication.digest, tuple(_differences(published, today)))


def _differences(published: Mapping[str, Any], today: Mapping[str, Any]) -> Iterator[Difference]:
    then, now = _measures(published), _measures(today)
    for group, measure in sorted({*then, *now}):
        was, is_now = then.get((group, measure)), now.get((group, measure))
        if was != is_now:
            yield Difference(group, measure, was, is_now)


def _measures(report: Mapping[str, Any]) -> dict[tuple[str, str], Value]:
    rows = {"": report["total"], **{row["code"]: row for row in report["groups"]}}
    return {(code, name): value for code, row in rows.items() for name, value in _flat(row)}


def _flat(said: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Value]]:
    for name, value in said.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _cell(value: Value) -> str:
    return "–" if value is None else str(value)
