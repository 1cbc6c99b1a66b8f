"""Messages that people might have written, of two kinds; every one a little different."""

from itertools import combinations

import pytest

from qiaomen.catalogue.learning.samples import Sample, Samples
from qiaomen.catalogue.tests.conftest import console, desk, items, lamp, places, present, ready, units

__all__ = ["console", "desk", "items", "lamp", "places", "present", "ready", "units"]

LIGHT = (
    "东门外面路灯整夜不亮",
    "晚上一片漆黑看不清脚下",
    "照明太暗老人摔了一跤",
    "那盏灯一直闪个不停",
    "电线杆上灯罩掉下来",
    "灯泡换过两次又坏",
    "夜里走路要打手电",
    "路灯白天亮着浪费电",
)
WATER = (
    "家里停水已经三天",
    "自来水发黄还有怪味",
    "水管没有压力热水器打不着",
    "水表漏水水费多收",
    "楼上水压太低洗澡困难",
    "供水公司电话打不通",
    "管道爆裂水流满街",
    "每天半夜才来一点水",
)


def told(label: str, said: tuple[str, ...]) -> list[Sample]:
    """A message for each two troubles."""
    return [Sample("，".join(two), "", label) for two in combinations(said, 2)]


@pytest.fixture
def samples() -> Samples:
    return Samples.of(told("照明", LIGHT) + told("供水", WATER))
