"""Of a reply only what is new in it becomes words of the matter."""

import pytest

from qiaomen.mailbox.quoting import fresh

NEW = "谢谢，水还是没来。"
REPLIES = {
    "QQ": (
        '\n\n\n------------------ 原始邮件 ------------------\n发件人: "柳荫" <k@example.com>;\n\n已收到。'
    ),
    "QQ, from HTML": "\n\n------------------\xa0原始邮件\xa0------------------\n已收到。",
    "Foxmail": (
        "\n\n发件人： 柳荫\n发送时间： 2026-03-02 10:00\n收件人： r@example.org\n主题： 已收到\n已收到。"
    ),
    "Outlook": (
        "\n________________________________\n"
        "发件人: 柳荫 <k@x.example>\n发送时间: 2026年3月2日 10:00\n\n已收到。"
    ),
    "iPhone": (
        "\n\n发自我的iPhone\n\n> 在 2026年3月2日，上午10:00，柳荫 <k@example.com> 写道：\n> \n> 已收到。"
    ),
    "iPhone, unmarked": (
        "\n\n发自我的iPhone\n\n在 2026年3月2日，10:00，柳荫 <k@example.com> 写道：\n\n已收到。"
    ),
    "Gmail": "\n\n柳荫 <k@example.com> 于2026年3月2日周一 上午10:00写道：\n\n> 已收到。",
    "163": '\n\n\n在 2026-03-02 10:00:00，"柳荫" <k@example.com> 写道：\n\n已收到。',
    "163, new": (
        "\n\n---- 回复的原邮件 ----\n发件人\t柳荫<k@example.com>\n日期\t2026年03月02日 10:00\n已收到。"
    ),
    "Korean Gmail": "\n\n2026년 3월 2일 (월) 오전 10:00, 류음 <k@x.example>님이 작성:\n\n> 접수되었습니다.",
    "Naver": '\n\n-----Original Message-----\nFrom: "류음" <k@example.com>\n접수되었습니다.',
    "Korean Outlook": (
        "\n\n보낸 사람: 류음 <k@x.example>\n보낸 날짜: 2026년 3월 2일 월요일 오전 10:00\n접수되었습니다."
    ),
    "English": "\n\nOn Mon, Mar 2, 2026 at 10:00 AM Willow\n<k@example.com> wrote:\n\n> Received.",
    "signed": "\n-- \n",
}


@pytest.mark.parametrize("program", REPLIES)
def test_what_a_program_repeats_is_cut_off(program):
    assert fresh(NEW + REPLIES[program]) == NEW


def test_who_answers_between_the_lines_keeps_all_answers():
    assert fresh("> 哪一层？\n三层。\n> 几点？\n晚上。") == "三层。\n晚上。"


@pytest.mark.parametrize(
    "words",
    [
        "1. 路灯不亮\n2. 井盖坏了\n\n发件人不详的传单很多，请处理。",
        "他2025年在墙上写道：\n欠债还钱，请处理。",
        "时间：昨天晚上\n地点：三栋",
        "发自内心感谢你们的帮助，希望以后多来小区里看看大家，我们都很高兴，盼望早日解决路灯的问题，谢谢大家了。",
        "> 全部都是引用",
    ],
)
def test_words_that_only_look_like_it_stay(words):
    assert fresh(words) == words
