import json

import pytest
from django.utils import translation

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.mapping import Field, Mapping, guess
from qiaomen.kernel.sheets.table import Row

NUMBER = Field("external_no", "Number", ("编号", "序号"))
NAME = Field("teller", "Resident", ("姓名", "用户"))
PHONE = Field("phone", "Phone", ("电话", "手机"))
TEXT = Field("body", "Text", ("正文", "内容", "详情"), required=True)
TIME = Field("happened_at", "Time", ("时间", "日期"), required=True)
FIELDS = (NUMBER, NAME, PHONE, TEXT, TIME)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_the_headings_of_a_city_platform_are_guessed():
    headers = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "反对数")
    assert guess(headers, FIELDS).to_dict() == {
        "external_no": "留言编号",
        "teller": "留言用户",
        "body": "留言详情",
        "happened_at": "留言时间",
    }


@pytest.mark.parametrize(
    "header", ["Phone", "phone", " PHONE* ", "ｐｈｏｎｅ", "电话", "手机（必填）", "联系电话", "Mobile phone"]
)
def test_a_heading_is_found_by_name_normal_form_synonym_or_part(header):
    assert guess((header,), (PHONE,)).to_dict() == {"phone": header}


def test_the_surer_way_wins_over_the_order_of_columns_and_fields():
    contact = Field("contact", "Contact", ("联系电话",))
    assert guess(("联系电话", "电话"), (PHONE, contact)).to_dict() == {"phone": "电话", "contact": "联系电话"}


def test_of_two_columns_that_match_alike_a_person_must_choose():
    assert guess(("留言时间", "回复时间"), (TIME,)).missing == (TIME,)


def test_a_column_is_guessed_for_one_field_only():
    title = Field("title", "Title", ("内容",))
    assert guess(("内容",), (TEXT, title)).to_dict() == {"body": "内容"}


@pytest.mark.parametrize("header", ["resident", "accountno", "号码"])
def test_a_short_name_inside_another_word_means_nothing(header):
    assert guess((header,), (Field("id", "No", ("号",)),)).to_dict() == {}


def test_a_column_without_a_name_is_never_guessed():
    assert guess(("", "  "), (PHONE,)).to_dict() == {}


def test_what_is_missing_is_refused_with_the_columns_to_choose_from():
    mapping = guess(("姓名", "", "备注"), FIELDS)
    with pytest.raises(Refusal, match=r"Text, Time.*: 姓名, 备注"):
        mapping.require_complete()
    mapping.with_choice("body", "备注").with_choice("happened_at", "姓名").require_complete()


def test_the_mapping_is_shown_a_line_for_each_field():
    assert guess(("正文",), (PHONE, TEXT)).describe() == ["Phone ← —", "Text ← 正文"]


def test_a_choice_replaces_the_guess_and_none_takes_it_away():
    mapping = guess(("姓名", "电话"), (NAME, PHONE))
    assert mapping.with_choice("phone", "姓名").to_dict() == {"teller": "姓名", "phone": "姓名"}
    assert mapping.with_choice("phone", None).to_dict() == {"teller": "姓名"}
    assert mapping.to_dict() == {"teller": "姓名", "phone": "电话"}


@pytest.mark.parametrize("header", ["传真", ""])
def test_an_unknown_column_is_refused_with_those_that_exist(header):
    with pytest.raises(Refusal, match=rf"no column “{header}”.*: 姓名, 电话"):
        guess(("姓名", "", "电话"), (PHONE,)).with_choice("phone", header)


def test_an_unknown_field_is_refused_with_those_that_exist():
    with pytest.raises(Refusal, match=r"no field “fax”.*: Phone"):
        guess(("传真",), (PHONE,)).with_choice("fax", "传真")


def test_a_mapping_is_kept_as_json_and_used_for_the_next_file():
    mapping = guess(("正文", "时间"), FIELDS).with_choice("phone", "正文")
    kept = json.loads(json.dumps(mapping.to_dict()))
    assert Mapping.from_dict(kept, ("时间", "新", "正文"), FIELDS).to_dict() == mapping.to_dict()


def test_a_kept_mapping_is_refused_for_a_file_without_its_columns():
    with pytest.raises(Refusal, match=r"“正文”"):
        Mapping.from_dict({"body": "正文"}, ("内容",), FIELDS)


def test_the_values_of_a_row_come_by_the_name_of_the_field():
    mapping = guess(("备注", "电话", "正文"), (PHONE, TEXT, TIME))
    assert mapping.values(Row(2, ("无", 138, "路灯不亮"))) == {
        "phone": 138,
        "body": "路灯不亮",
        "happened_at": None,
    }
