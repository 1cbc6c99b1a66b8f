"""Which column of a file of messages holds what: guessed, adjusted by a person, remembered."""

import json
from collections.abc import Sequence
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.mapping import Field, Mapping, guess
from qiaomen.kernel.sheets.table import Table
from qiaomen.matters.models import ImportMapping

NAME_LENGTH = 80
_UNNAMED = "columns:"

# A running number (序号) is no synonym of the number: it begins anew in every file.
FIELDS = (
    Field("number", _("Number"), ("留言编号", "编号", "工单编号", "工单号", "诉求编号", "id", "no")),
    Field("user", _("User"), ("留言用户", "用户", "用户编号", "用户名", "user id")),
    Field("name", _("Name"), ("姓名", "联系人", "诉求人", "来电人")),
    Field(
        "phone",
        _("Phone"),
        ("电话", "联系电话", "手机", "手机号", "手机号码", "来电号码", "tel", "mobile", "phone number"),
    ),
    Field("title", _("Title"), ("留言主题", "标题", "主题", "诉求标题", "subject")),
    Field(
        "text",
        _("Text"),
        ("留言详情", "内容", "留言内容", "诉求内容", "正文", "详情", "content", "body", "message"),
        required=True,
    ),
    Field("time", _("Time"), ("留言时间", "时间", "诉求时间", "来电时间", "发生时间", "日期", "date")),
    Field("likes", _("Likes"), ("点赞数", "点赞", "支持数")),
    Field("objections", _("Objections"), ("反对数", "反对", "点踩数", "点踩", "dislikes")),
    Field("channel", _("Channel"), ("渠道", "来源渠道", "诉求渠道")),
    Field("place", _("Place"), ("地点", "区域", "所在区域", "所属区域", "社区", "网格")),
    Field("address", _("Address"), ("地址", "详细地址", "联系地址")),
    Field("item", _("Item"), ("事项", "事项名称", "诉求事项", "事项编码")),
)


def columns_of(table: Table, *, saved_as: str = "", choices: Sequence[str] = ()) -> Mapping:
    """The columns as saved under a name, or for such headings, else as guessed; then `choices` on top.

    A choice is `field=heading`, the field by any of its names; without a heading the field is not read.
    A name that nothing is saved under is refused, unless choices are made that may be saved under it.
    """
    saved = ImportMapping.objects.filter(name=saved_as or _signature(table)).first()
    if saved_as and not saved and not choices:
        raise _unknown(saved_as)
    headers = table.headers
    columns = Mapping.from_dict(saved.columns, headers, FIELDS) if saved else guess(headers, FIELDS)
    for choice in choices:
        columns = _chosen(columns, choice)
    columns.require_complete()
    return columns


def remember(columns: Mapping, table: Table, *, saved_as: str = "") -> None:
    """Read the next file in this way: one that is imported under this name, or has the same headings."""
    name = saved_as or _signature(table)
    if len(name) > NAME_LENGTH:
        raise Refusal(_("The name of a mapping has at most %d characters.") % NAME_LENGTH)
    ImportMapping.objects.update_or_create(name=name, defaults={"columns": columns.to_dict()})


def unread(columns: Mapping) -> list[str]:
    """The headings of columns that nothing is taken from."""
    taken = set(columns.chosen.values())
    return [header for header in columns.headers if header and header not in taken]


def _unknown(name: str) -> Refusal:
    named = ImportMapping.objects.exclude(name__startswith=_UNNAMED).order_by("name")
    known = ", ".join(named.values_list("name", flat=True)) or "—"
    sentence = _(
        "No mapping is saved as “%(name)s”; there are: %(known)s. "
        "Name one of them, or choose columns with --map."
    )
    return Refusal(sentence % {"name": name, "known": known})


def _signature(table: Table) -> str:
    """The same for all files with these headings, in whatever order."""
    return f"{_UNNAMED}{sha256(json.dumps(sorted(table.headers)).encode()).hexdigest()}"


def _chosen(columns: Mapping, choice: str) -> Mapping:
    name, equals, header = choice.partition("=")
    if not equals:
        sentence = _("“%s” is no choice of a column. Write it like: title=Subject.")
        raise Refusal(sentence % choice)
    return columns.with_choice(_field_called(name.strip()), header.strip() or None)


def _field_called(name: str) -> str:
    """The field by one of its names; an unknown name as it is, for the mapping to refuse."""
    called = (field.name for field in FIELDS if name.casefold() in map(str.casefold, field.all_names))
    return next(called, name)
