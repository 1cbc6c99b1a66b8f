"""Where a text seems to name a proper place: by the shape of Chinese names alone, without a list."""

import re
from collections.abc import Iterator

LONGEST = 8  # characters before the word that says what kind of place it is
SHORTEST = 2

# What ends a name: the kind of place, institution or firm.
_KINDS = re.compile(
    "小区|社区|花园|家园|新村|新城|公园|广场|大厦|公寓|大学|学院|中学|小学|幼儿园|医院|学校|街道|大道|公路"
    "|高速|市场|商场|中心|商城|驾校|公司|集团|地铁站|车站|菜场|酒店|工地|安置房|楼盘|大桥|水库|工业园|健身"
    "|银行|派出所|[苑府城湾郡庭滩园村镇路街桥巷里站山湖寺]"
)
# What cannot stand within a name: wider places, and words of a sentence around it.
_BREAKS = re.compile(
    "省|[区市县](?=.)|街道(?=.)|[镇乡](?=..)|的|在|位于|是|对|被|把|就|投诉|关于|请问|反映|咨询|举报|建议|希望"
    "|我|有关|质疑|请|要求|恳|解决|到|从|和|与|及|至|由|给|向|让|了|家住|居住|住|等|为|购买|这个|一个|某|今年"
    "|何时|什么|个|旁边|附近|对面|门口|小区(?=..)|社区(?=..)|路(?=..)"
)
_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·.]+")
_MASKED = re.compile(r"[A-Z]\d*[省市区县]")  # names that a source has made unreadable


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each name, its kind included."""
    readable = _MASKED.sub(lambda found: " " * len(found[0]), text)
    for run in _RUN.finditer(readable):
        for begin, end in _in_run(run[0]):
            yield run.start() + begin, run.start() + end


def _in_run(run: str) -> Iterator[tuple[int, int]]:
    breaks = [found.end() for found in _BREAKS.finditer(run)]
    after = 0  # a long kind ends a name for good; a single character may stand within one
    for kind in _KINDS.finditer(run):
        begin = max([each for each in breaks if each <= kind.start()], default=0)
        begin = max(begin, after)
        if SHORTEST <= kind.start() - begin <= LONGEST:
            yield begin, kind.end()
        if len(kind[0]) > 1:
            after = max(after, kind.end())
