"""Naming a thing of the house in a form; saying how long is left."""

from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.utils import timezone, translation
from django.utils.formats import date_format

from qiaomen.desk.countdown import countdown, day_and_time, moment, span
from qiaomen.desk.fields import Choice, NamedField, resolve
from qiaomen.kernel.forms import DayField

CHOICES = [
    Choice(1, "水务科", "水务科", "water"),
    Choice(2, "供电科", "供电科", "power"),
    Choice(3, "柳荫街道柳岸社区", "柳岸社区", "willow"),
    Choice(4, "柳荫街道柳岸社区第一网格", "第一网格", "grid"),
]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("水务科", 1),
        (" 水务 ", 1),
        ("POWER", None),
        ("power", 2),
        ("柳荫街道柳岸社区", 3),
        ("柳岸社区", 3),
        ("网格", 4),
    ],
)
def test_a_thing_is_named_by_label_code_short_name_or_a_part(text, meant):
    if meant is None:
        with pytest.raises(forms.ValidationError, match="POWER"):
            resolve(text, CHOICES)
    else:
        assert resolve(text, CHOICES) == meant


def test_what_fits_several_is_asked_back_with_their_names():
    with (
        translation.override("en"),
        pytest.raises(forms.ValidationError, match="fits several: 水务科, 供电科"),
    ):
        resolve("科", CHOICES)


def test_a_field_left_empty_names_nothing():
    field = NamedField(required=False)
    field.offer(CHOICES)
    assert field.clean("  ") is None


def test_a_field_lists_its_choices_for_the_browser():
    field = NamedField()
    field.offer(CHOICES[:1])
    assert '<datalist id="unit-list"><option value="水务科"></option></datalist>' in field.widget.render(
        "unit", ""
    )


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=59), "0 minutes"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=59, seconds=59), "59 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=23, minutes=59), "23 hours"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=9, hours=23), "9 days"),
    ],
)
def test_a_span_is_said_in_its_largest_whole_unit(length, words):
    with translation.override("en"):
        assert span(length) == words


@pytest.mark.parametrize(
    ("left", "words", "tone"),
    [
        (timedelta(days=2), "2 days left", "calm"),
        (timedelta(hours=3), "3 hours left", "soon"),
        (timedelta(), "0 minutes left", "soon"),
        (timedelta(hours=-3), "3 hours late", "late"),
    ],
)
def test_a_countdown_presses_more_the_nearer_the_date_is(left, words, tone):
    now = datetime(2026, 3, 2, tzinfo=UTC)
    with translation.override("en"):
        said = countdown(now + left, now)
    assert (said.text, said.tone) == (words, tone)


@pytest.mark.parametrize(
    ("language", "whole", "short"),
    [
        ("zh-hans", "2026年3月2日 17:05", "3月2日 17:05"),
        ("ko", "2026년 3월 2일 17:05", "3월 2일 17:05"),
        ("en", "March 2, 2026, 17:05", "March 2 17:05"),
    ],
)
def test_an_instant_is_written_alike_everywhere(language, whole, short):
    at = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
    with translation.override(language):
        assert (moment(at), day_and_time(at)) == (whole, short)
        assert date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT") == whole


def test_a_day_that_there_is_not_is_said_with_how_to_type_one():
    with pytest.raises(forms.ValidationError, match="type it like 2026-03-31"):
        DayField().clean("2026-02-30")
