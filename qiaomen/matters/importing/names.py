"""What a file calls a place, an item or a channel, and what that is here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet
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
}


@dataclass(slots=True)
class Names(Generic[M]):
    """Rows that a file names by their code, else by a name that only one of them has; each looked up once."""

    rows: QuerySet[M]
    named: Callable[[str], Q]
    unknown: StrOrPromise
    met: dict[str, list[M]] = field(default_factory=dict)
    met_by_id: dict[int, M | None] = field(default_factory=dict)

    def row(self, name: str) -> M:
        if name not in self.met:
            coded = list(self.rows.filter(code=name))
            self.met[name] = coded or list(self.rows.filter(self.named(name)).distinct()[:2])
        if not self.met[name]:
            raise Refusal(self.unknown % name)
        if len(self.met[name]) > 1:
            raise Refusal(_("“%s” is the name of several. Write the code of the one that is meant.") % name)
        return self.met[name][0]

    def by_id(self, pk: int | None) -> M | None:
        """None for none, and for one that has just gone out of use."""
        if pk is not None and pk not in self.met_by_id:
            self.met_by_id[pk] = self.rows.filter(pk=pk).first()
        return None if pk is None else self.met_by_id[pk]


def places() -> Names[Place]:
    aliases = PlaceName.objects.in_use()
    return Names(
        Place.objects.current(clock.today()).defer("polygon"),
        lambda name: Q(name=name) | Q(pk__in=aliases.filter(text=name).values("place")),
        _("“%s” is no place here. Correct it, add the place first, or read this column as the address."),
    )


def items() -> Names[Item]:
    return Names(
        Item.objects.current(clock.today()),
        lambda name: Q(name=name),
        _("“%s” is no item of the catalogue. Correct it, or add the item first."),
    )


def channels() -> dict[str, Channel]:
    """The channels by their words, their labels and as offices write them."""
    spoken = {str(channel.label): channel for channel in Channel}
    return {**CHANNELS, **spoken, **{channel.value: channel for channel in Channel}}
