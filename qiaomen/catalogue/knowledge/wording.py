"""What a short answer says, as one value: two that say the same are equal."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qiaomen.catalogue.models import Item
    from qiaomen.people.models import Unit

HALF_A_YEAR = 180


@dataclass(frozen=True, slots=True)
class Wording:
    """`also` are other ways to ask; {blanks} in the answer are filled in by whoever gives it.

    One that is `public` is shown on the portal too, when it has no blanks and its item is listed publicly.
    """

    question: str
    answer: str
    source: str
    owner: "Unit"
    also: tuple[str, ...] = ()
    item: "Item | None" = None
    public: bool = True
    review_days: int = HALF_A_YEAR
