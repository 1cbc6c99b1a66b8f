"""What a file calls a place, an item or a channel, and what that is here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from qiaomen.catalogue.models import Item
from qiaomen.kernel import clock
from qiaomen.kernel.refusal import Refusal
from qiaomen.matters.channels import Channel
from qiaomen.territory.models import Place, PlaceName

M = TypeVar("M", bound=Model)

CHANNELS: Mapping[str, Channel] = {
    "电话": Channel.PHONE,
    "热线": Channel.PHONE,
    "来电": Channel.PHONE,
    "网络": Channel.WEB,
    "网上": Channel.WEB,
    "网站": Channel.WEB,
    "微信": Channel.WEB,
    "信件": Channel.LETTER,
    "来信": Channel.LETTER,
    "意见箱": Channel.LETTER,
    "接待日": Channel.OPEN_DAY,
    "来访": Channel.OPEN_DAY,
    "走访": Channel.VISIT,
    "入户": Channel.VISIT,
    "骑手": Channel.COURIER,
    "志愿者": Channel.COURIER,
    "平台": Channel.PLATFORM,
    "文件": Channel.FILE,
    "网格员上报": Channel.STAFF,
    "전화": Channel.PHONE,
    "인터넷": Channel.WEB,
    "홈페이지": Channel.WEB,
    "우편": Channel.LETTER,
    "방문": Channel.OPEN_DAY,
}


@dataclass
class Names(Generic[M]):
    """Rows that a file names by their code, else by a name that only one of them has.

    All their names are read at once: a file may have as many different ones as rows.
    """

    rows: QuerySet[M]
    further: Iterable[tuple[str, int]]
    """Names beside their own, each with the id of what is called so."""
    unknown: StrOrPromise
    met: dict[int, M | None] = field(default_factory=dict)

    def row(self, name: str) -> M:
        row = self.by_id(self._only(name)) if self.knows(name) else None
        if row is None:
            raise Refusal(self.unknown % name)
        return row

    def knows(self, name: str) -> bool:
        """Whether anything is called so, be it several."""
        return name in self._called

    def by_id(self, pk: int | None) -> M | None:
        """None for none, and for one that has just gone out of use."""
        if pk is not None and pk not in self.met:
            self.met[pk] = self.rows.filter(pk=pk).first()
        return None if pk is None else self.met[pk]

    def _only(self, name: str) -> int:
        several = self._called[name]
        if len(several) > 1:
            raise Refusal(_("“%s” is the name of several. Write the code of the one that is meant.") % name)
        return next(iter(several))

    @cached_property
    def _called(self) -> Mapping[str, set[int]]:
        """The ids of all that are called so; a code means its row alone."""
        rows = list(self.rows.values_list("pk", "code", "name"))
        current = {pk for pk, _code, _name in rows}
        called: defaultdict[str, set[int]] = defaultdict(set)
        for name, pk in chain(((name, pk) for pk, _code, name in rows), self.further):
            if pk in current:
                called[name].add(pk)
        return {**called, **{code: {pk} for pk, code, _name in rows}}


def places() -> Names[Place]:
    return Names(
        Place.objects.current(clock.today()).defer("polygon"),
        PlaceName.objects.in_use().values_list("text", "place"),
        _("“%s” is no place here. Write the code or the name of one, or add the place first."),
    )


def items() -> Names[Item]:
    return Names(
        Item.objects.current(clock.today()),
        (),
        _("“%s” is no item of the catalogue. Write the code or the name of one, or add the item first."),
    )


def channels() -> dict[str, Channel]:
    """The channels by their words, their labels and as offices write them."""
    spoken = {str(channel.label): channel for channel in Channel}
    return {**CHANNELS, **spoken, **{channel.value: channel for channel in Channel}}
