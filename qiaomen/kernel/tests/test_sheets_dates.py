from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.dates import moment

ZONE = ZoneInfo("Asia/Shanghai")
DAY = datetime(2019, 2, 28, tzinfo=ZONE)


def wall(*parts):
    return datetime(*parts)  # noqa: DTZ001 - the wall clock of a cell has no zone


def at(hour, minute=0, second=0):
    return DAY.replace(hour=hour, minute=minute, second=second)


@pytest.mark.parametrize(
    ("cell", "instant"),
    [
        (wall(2019, 2, 28, 11, 25, 5), at(11, 25, 5)),
        (date(2019, 2, 28), DAY),
        (datetime(2019, 2, 28, 3, 25, 5, tzinfo=UTC), at(11, 25, 5)),
        (43524, DAY),
        (43524.475752314815, at(11, 25, 5)),
        ("43524.4757523148", at(11, 25, 5)),
        (20190228, DAY),
        (20190228.0, DAY),
        ("2019/2/28 11:25:05", at(11, 25, 5)),
        ("2019-02-28 11:25", at(11, 25)),
        (" 2019.2.28 ", DAY),
        ("2019. 2. 28.", DAY),
        ("2019.02.28.", DAY),
        ("2019. 2. 28 오후 3:05", at(15, 5)),
        ("2019-02-28 오전 11:25:05", at(11, 25, 5)),
        ("2019년 2월 28일", DAY),
        ("2019년 2월 28일 오전 12시 5분", at(0, 5)),
        ("2019년 2월 28일 15시 5분 7초", at(15, 5, 7)),
        ("20190228", DAY),
        ("20190228 11:25", at(11, 25)),
        ("20190228112505", at(11, 25, 5)),
        ("20190228 112505", at(11, 25, 5)),
        ("2019年2月28日", DAY),
        ("2019 年 02 月 28 号", DAY),
        ("2019年2月28日 上午9时5分", at(9, 5)),
        ("2019年2月28日下午9点05分30秒", at(21, 5, 30)),
        ("2019/2/28 下午 12:05", at(12, 5)),
        ("2019/2/28上午12:05", at(0, 5)),
        ("2019/2/28 下午15:00", at(15)),
        ("2019/2/28 9:05 PM", at(21, 5)),
        ("２０１９／２／２８　１１：２５", at(11, 25)),
        ("2019-02-28T03:25:05Z", at(11, 25, 5)),
        ("2019-02-28t11:25:05.000+08:00", at(11, 25, 5)),
        ("2019-02-27 22:25:05-0500", at(11, 25, 5)),
        ("2019-02-28T11:25:05.250", at(11, 25, 5) + timedelta(milliseconds=250)),
    ],
)
def test_every_form_of_an_office_is_read(cell, instant):
    assert moment(cell, ZONE) == instant
    assert moment(cell, ZONE).utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(
    "cell",
    [
        "2019-02-30",
        "2019/2/29",
        "2019年13月1日",
        "20191301",
        "2019-02-28 24:00",
        "2019-02-28 11:60",
        "2019/2/28 上午13:00",
        "2019-02-28T11:25+99:00",
        "0000-01-01",
        "0219-02-28",
        "9999-12-31",
        wall(1899, 12, 31),
    ],
)
def test_an_impossible_day_or_time_is_refused_by_name(cell):
    with (
        translation.override("en"),
        pytest.raises(Refusal, match=r"There is no such|cannot be right") as refused,
    ):
        moment(cell, ZONE)
    assert str(cell) in str(refused.value)


@pytest.mark.parametrize("cell", ["28/02/2019", "2/28/2019 9:05", "3-4-19", "31.12.2019"])
def test_a_date_that_could_be_two_days_is_refused(cell):
    with translation.override("en"), pytest.raises(Refusal, match=rf"“{cell}” could be two different days"):
        moment(cell, ZONE)


@pytest.mark.parametrize(
    "cell",
    [
        "31.13.",
        "昨天",
        2019,
        201902,
        "2019-2",
        "2019-02/28",
        "2019-2-111:25",
        "2019-02-28 11",
        "20190228 1125",
        "11:25",
        -5,
        1.5,
    ],
)
def test_what_is_no_date_is_refused_by_its_value(cell):
    with translation.override("en"), pytest.raises(Refusal, match=rf"“{cell}” is not a date"):
        moment(cell, ZONE)


@pytest.mark.parametrize("cell", [None, "", "  "])
def test_a_missing_date_is_said_to_be_missing(cell):
    with translation.override("en"), pytest.raises(Refusal, match=r"A date is missing"):
        moment(cell, ZONE)


FORMS = [
    "%Y/%m/%d %H:%M:%S",
    "%Y-%m-%d %H:%M:%S",
    "%Y.%m.%d %H:%M:%S",
    "%Y%m%d %H:%M:%S",
    "%Y%m%d%H%M%S",
    "%Y年%m月%d日 %H时%M分%S秒",
    "%Y年%m月%d日%H:%M:%S",
    "%Y-%m-%dT%H:%M:%S+08:00",
    "%Y-%m-%d %I:%M:%S %p",
]
moments = st.datetimes(wall(1992, 1, 1), wall(2170, 1, 1)).map(
    lambda naive: naive.replace(microsecond=0, tzinfo=ZONE)
)


@given(moments, st.sampled_from(FORMS))
def test_every_moment_in_every_form_is_read_back(instant, form):
    assert moment(instant.strftime(form), ZONE) == instant


@given(moments)
def test_every_moment_in_unpadded_chinese_is_read_back(instant):
    half = "下午" if instant.hour >= 12 else "上午"
    written = (
        f"{instant.year}年{instant.month}月{instant.day}日 "
        f"{half}{instant.hour % 12 or 12}时{instant.minute}分{instant.second}秒"
    )
    assert moment(written, ZONE) == instant


@given(moments)
def test_every_serial_number_of_excel_is_read_back(instant):
    days = (instant.replace(tzinfo=None) - wall(1899, 12, 30)) / timedelta(days=1)
    assert moment(days, ZONE) == instant
    assert moment(f"{days:.10f}", ZONE) == instant


@given(st.datetimes(wall(1992, 1, 1), wall(2170, 1, 1), timezones=st.just(timezone(timedelta(hours=-3.5)))))
def test_iso_with_an_offset_is_the_same_instant_in_the_office_zone(instant):
    assert moment(instant.isoformat(), ZONE) == instant


@given(st.text())
def test_any_text_is_a_date_or_a_refusal(written):
    with suppress(Refusal):
        assert moment(written, ZONE).tzinfo
