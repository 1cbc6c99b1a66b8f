"""Which item of the catalogue a label means: by code, by name, or as residents read it. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_STEP = re.compile(r"\s*[/>＞／|]\s*")


class Named(NamedTuple):
    item_id: int
    parent_id: int | None
    code: str
    names: tuple[str, ...]


class Labels:
    """The items of one state of the catalogue, as labels may name them."""

    def __init__(self, items: Iterable[Named]) -> None:
        self._items = {item.item_id: item for item in items}
        self._by_code = {item.code: item.item_id for item in self._items.values()}
        self._by_name: Mapping[str, list[int]] = self._named()

    def item(self, label: str) -> int | None:
        """Of several of one name the highest in the tree, if there is one such."""
        label = label.strip()
        if label in self._by_code:
            return self._by_code[label]
        found = sorted(self._by_name.get(label, ()), key=lambda pk: len(self.line(pk)))
        if len(found) > 1 and len(self.line(found[0])) == len(self.line(found[1])):
            return None
        return found[0] if found else None

    def line(self, item_id: int | None) -> tuple[int, ...]:
        """The ids of an item and of all above it, the first level first."""
        line: list[int] = []
        while item_id is not None and item_id in self._items and item_id not in line:
            line.insert(0, item_id)
            item_id = self._items[item_id].parent_id
        return tuple(line)

    def levels(self, label: str) -> tuple[str, ...]:
        """The label at each level: by the tree, else as it is written itself (A / B / C)."""
        line = self.line(self.item(label))
        if line:
            return tuple(self._items[pk].code for pk in line)
        return tuple(filter(None, _STEP.split(label)))

    def _named(self) -> Mapping[str, list[int]]:
        named: defaultdict[str, list[int]] = defaultdict(list)
        for item in self._items.values():
            for name in dict.fromkeys(filter(None, item.names)):
                named[name].append(item.item_id)
        return named
