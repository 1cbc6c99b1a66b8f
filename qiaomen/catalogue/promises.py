"""What an item promises, in stages, and how long the contacts stay."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from qiaomen.kernel.limits import Limit


@dataclass(frozen=True, slots=True)
class Promise:
    """Accept within, answer within, call back within (of the answer); whether the clock may stand."""

    accept: Limit | None
    answer: Limit
    call_back: Limit | None
    pausable: bool


class Promising(Protocol):
    """An item's version: "" and None mean "as the default promise says"."""

    @property
    def accept(self) -> str: ...
    @property
    def answer(self) -> str: ...
    @property
    def call_back(self) -> str: ...
    @property
    def pausable(self) -> bool | None: ...


class Retaining(Protocol):
    @property
    def retention_days(self) -> int | None: ...


def promise_of(version: Promising, default: Promising) -> Promise:
    """The promise of `version`; `default` must promise at least an answer."""
    accept, call_back = version.accept or default.accept, version.call_back or default.call_back
    pausable = default.pausable if version.pausable is None else version.pausable
    return Promise(
        accept=_limit(accept) if accept else None,
        answer=_limit(version.answer or default.answer),
        call_back=_limit(call_back) if call_back else None,
        pausable=bool(pausable),
    )


@lru_cache(maxsize=256)
def _limit(text: str) -> Limit:
    """A file of messages asks for the same few limits thousands of times."""
    return Limit.parse(text)


def retention_of(version: Retaining, default: Retaining) -> int:
    """After how many days from closing the contacts are erased; `default` must name a number."""
    days = version.retention_days or default.retention_days
    if days is None:
        raise ValueError("the default promise does not say how long contacts are kept")
    return days
