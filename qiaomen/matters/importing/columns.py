"""Which column of a file of messages holds what: guessed, adjusted by a person, remembered."""

import json
from collections.abc import Sequence
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.sheets.mapping import Field, Mapping, guess
from qiaomen.kernel.sheets.table import Table
from qiaomen.matters.actions.mappings import keep_mapping
from qiaomen.matters.models import ImportMapping


def _heads(*languages: str) -> tuple[str, ...]:
    """The headings of offices, spaces between them; how a heading is spaced itself makes no difference."""
    return tuple(heading for language in languages for heading in language.split())


# A running number (序号, 연번) is no synonym of the number: it begins anew in every file.
FIELDS = (
    Field(
        "number",
        _("Number"),
        _heads(
            "留言编号 编号 工单编号 工单号 诉求编号 信访编号 受理编号 登记编号 流水号",
            "번호 접수번호 민원번호 신청번호 관리번호",
            "id no case_id case_number ticket_id ticket_number request_id request_number reference",
        ),
        whole=True,
    ),
    Field(
        "user",
        _("User"),
        _heads("留言用户 用户 用户编号 用户名", "사용자 아이디", "user_id user_name"),
    ),
    Field(
        "name",
        _("Name"),
        _heads("姓名 联系人 诉求人 来电人", "이름 성명 민원인 신청인 신고자", "full_name"),
    ),
    Field(
        "phone",
        _("Phone"),
        _heads(
            "电话 联系电话 手机 手机号 手机号码 来电号码",
            "전화 전화번호 연락처 휴대폰 휴대폰번호 휴대전화 휴대전화번호",
            "tel telephone mobile phone_number",
        ),
    ),
    Field(
        "title",
        _("Title"),
        _heads("留言主题 标题 主题 诉求标题", "제목 민원제목 건명", "subject summary"),
    ),
    Field(
        "text",
        _("Text"),
        _heads(
            "留言详情 内容 留言内容 诉求内容 正文 详情",
            "내용 민원내용 신청내용 상세내용 본문",
            "content body message description details",
        ),
        required=True,
    ),
    Field(
        "time",
        _("Time"),
        _heads(
            "留言时间 时间 诉求时间 来电时间 发生时间 日期",
            "접수일시 접수일자 접수일 접수시간 등록일시 등록일 작성일시 작성일",
            "신청일시 신청일 일시 일자 날짜 시간",
            "date date_and_time received_at created_at opened_at submitted_at",
        ),
    ),
    Field("likes", _("Likes"), _heads("点赞数 点赞 支持数", "공감수 공감 추천수 좋아요")),
    Field("objections", _("Objections"), _heads("反对数 反对 点踩数 点踩", "반대수 반대", "dislikes")),
    Field("channel", _("Channel"), _heads("渠道 来源渠道 诉求渠道", "접수경로 접수방법")),
    Field(
        "place",
        _("Place"),
        _heads("地点 区域 所在区域 所属区域 社区 网格", "장소 구역 지역", "area community"),
    ),
    Field(
        "address",
        _("Address"),
        _heads("地址 详细地址 联系地址", "주소 상세주소 위치 발생위치", "location street_address"),
    ),
    Field("item", _("Item"), _heads("事项 事项名称 诉求事项 事项编码", "사무 항목 사항")),
    Field(
        "order",
        _("Number of the platform's order"),
        _heads(
            "平台工单号 平台工单编号 平台编号 派单编号 派单号 转办编号",
            "배정번호 이송번호",
            "order_no order_number",
        ),
        whole=True,
    ),
    Field(
        "due",
        _("Due"),
        _heads(
            "办结时限 办理时限 办结期限 办理期限 限办时间 截止时间 要求办结时间",
            "처리기한 처리기한일",
            "deadline due_at due_date",
        ),
        whole=True,
    ),
    Field(
        "verdict",
        _("Verdict of the platform"),
        _heads("平台评价 平台回访结果 回访结果 考核结果", "평가결과", "verdict"),
        whole=True,
    ),
)


def columns_of(table: Table, *, saved_as: str = "", choices: Sequence[str] = ()) -> Mapping:
    """The columns as saved under a name, or for such headings, else as guessed; then `choices` on top.

    A choice is `field=heading`, the field by any of its names; without a heading the field is not read.
    A name that nothing is saved under is refused, unless choices are made that may be saved under it.
    """
    saved = saved_for(table, saved_as)
    if saved_as and not saved and not choices:
        raise _unknown(saved_as)
    headers = table.headers
    columns = Mapping.from_dict(saved.columns, headers, FIELDS) if saved else guess(headers, FIELDS)
    for choice in choices:
        columns = _chosen(columns, choice)
    if columns.missing:
        raise _incomplete(columns)
    return columns


def saved_for(table: Table, saved_as: str = "") -> ImportMapping | None:
    """What is kept under the name, or without one for files with these headings."""
    alike = {"name": saved_as} if saved_as else {"name": "", "headings": _signature(table)}
    return ImportMapping.objects.in_use().filter(**alike).first()


def remember(columns: Mapping, table: Table, *, saved_as: str = "", by: Actor) -> ImportMapping:
    """Read the next file in this way: one that is imported under this name, or has the same headings."""
    return keep_mapping(name=saved_as, headings=_signature(table), columns=columns.to_dict(), by=by)


def _unknown(name: str) -> Refusal:
    named = ImportMapping.objects.in_use().exclude(name="").order_by("name")
    known = ", ".join(named.values_list("name", flat=True))
    if not known:
        sentence = _("No mapping is saved as “%s”, nor under any name. Choose columns with --map.")
        return Refusal(sentence % name)
    sentence = _(
        "No mapping is saved as “%(name)s”; there are: %(known)s. "
        "Name one of them, or choose columns with --map."
    )
    return Refusal(sentence % {"name": name, "known": known})


def _incomplete(columns: Mapping) -> Refusal:
    sentence = _(
        "No column seems to hold: %(missing)s. Name it with --map %(example)s; there are: %(headers)s."
    )
    missing, example = columns.missing[0], f"{columns.missing[0].name}=…"
    return Refusal(sentence % {"missing": missing.label, "example": example, "headers": columns.listed})


def _signature(table: Table) -> str:
    """The same for all files with these headings, in whatever order."""
    return sha256(json.dumps(sorted(table.headers)).encode()).hexdigest()


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
