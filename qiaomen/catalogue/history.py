"""An item's versions by date, and what one of them says otherwise than another."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qiaomen.catalogue.differing import Difference, Mark, differences
from qiaomen.catalogue.models import Item, ItemVersion
from qiaomen.kernel.refusal import Refusal

_MARKED = {Mark.SAME: "{}", Mark.GONE: "[-{}-]", Mark.NEW: "{{+{}+}}"}  # as git marks words


@dataclass(frozen=True, slots=True)
class Comparison:
    before: ItemVersion
    after: ItemVersion

    @property
    def days(self) -> dict[str, str]:
        """As an address and a form name them."""
        return {"from_day": f"{self.before.from_day}", "to_day": f"{self.after.from_day}"}

    @property
    def differences(self) -> list[Difference]:
        return differences(self.before.terms, self.after.terms)

    def lines(self) -> list[str]:
        title = f"{self.after.item.code} {self.after.name}"
        days = " → ".join(date_format(version.from_day) for version in (self.before, self.after))
        told = self.differences
        found = [f"{difference.label}: {_spelled(difference)}" for difference in told]
        return [f"{title}, {days}", *(found or [_("They say the same.")])]


def compare(item: Item, from_day: date | None, to_day: date | None) -> Comparison:
    """What `item` says on one day and on another; without them its last version and the one before it."""
    versions = list(item.versions.select_related("item"))
    after = _on(versions, to_day) if to_day else versions[-1]
    earlier = [version for version in versions if version.from_day < after.from_day]
    if from_day:
        return Comparison(_on(versions, from_day), after)
    if not earlier:
        raise Refusal(
            gettext_lazy("“%s” says since its beginning what it says then. There is nothing to compare.")
            % item
        )
    return Comparison(earlier[-1], after)


def _on(versions: list[ItemVersion], day: date) -> ItemVersion:
    """Before the first version the first, as everywhere."""
    begun = [version for version in versions if version.from_day <= day]
    return begun[-1] if begun else versions[0]


def _spelled(difference: Difference) -> str:
    return "".join(_MARKED[piece.mark].format(piece.text) for piece in difference.pieces)
