"""The words by which files name the kinds of places."""

from qiaomen.territory.models import PlaceKind

_WORDS = {
    PlaceKind.PROVINCE: "province 省 自治区 直辖市",
    PlaceKind.CITY: "city prefecture 市 地级市 自治州 州 地区 盟",
    PlaceKind.DISTRICT: "district county 区 县 区县 市辖区 县级市 自治县 旗",
    PlaceKind.STREET: "street town township 街道 街道办 镇 乡 镇街 乡镇 民族乡 苏木",
    PlaceKind.COMMUNITY: "community village 社区 村 村社区 行政村 嘎查",
    PlaceKind.GRID: "grid 网格",
    PlaceKind.BUILDING: "building 楼栋 楼 栋 楼宇",
    PlaceKind.ZONE: "zone 开发区 园区 新区 功能区 高新区 经开区",
}
_KIND_OF = {word: kind for kind, words in _WORDS.items() for word in words.split()}


def kind_of(word: str) -> PlaceKind | None:
    return _KIND_OF.get(word.strip().casefold())
