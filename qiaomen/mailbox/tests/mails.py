"""Mails as the programs of this country make them; all names and addresses are invented."""

import base64
from email.message import EmailMessage
from io import BytesIO
from quopri import encodestring
from zipfile import ZipFile

SENDER = "resident@example.org"
OFFICE = "knock@example.com"
WORDS = "三单元的水管漏水，请派人来看。"


def plain(text: str = WORDS, *, subject: str = "水管漏水", number: int = 1, **headers: str) -> bytes:
    """A mail of the simplest shape; header names with underscores for dashes."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"示例居民 <{SENDER}>", OFFICE, subject
    mail["Message-ID"] = f"<{number}@example.org>"
    mail["Date"] = "Mon, 02 Mar 2026 09:30:00 +0800"
    for name, value in headers.items():
        del mail[name.replace("_", "-")]
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def with_files(*files: tuple[str, bytes], text: str = WORDS, number: int = 1, **headers: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = SENDER, "照片", f"<{number}@example.org>"
    for name, value in headers.items():
        del mail[name.replace("_", "-")]
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    for name, content in files:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def zipped(name: str, content: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def encoded(text: str, charset: str) -> str:
    return f"=?{charset}?B?{base64.b64encode(text.encode('gb18030')).decode()}?="


def qq() -> bytes:
    """QQ mail: both parts in Base64, GB18030, file names as encoded words, no text part for the photo."""
    words = base64.encodebytes("镕基路的路灯不亮，囍字灯笼挡住了。".encode("gb18030")).decode()
    html = base64.encodebytes("<div>镕基路的路灯<b>不亮</b></div>".encode("gb18030")).decode()
    return f"""X-QQ-mid: bizesmtp1
From: "{encoded("示例", "gb18030")}" <{SENDER}>
To: "=?gb18030?B?yv0=?=" <{OFFICE}>
Subject: {encoded("镕基路路灯", "gb2312")}
Mime-Version: 1.0
Content-Type: multipart/mixed; boundary="----=_NextPart_1"
Date: Mon, 2 Mar 2026 09:12:01 +0800
Message-ID: <tencent_1@qq.example.org>

This is a multi-part message in MIME format.

------=_NextPart_1
Content-Type: multipart/alternative; boundary="----=_NextPart_2"

------=_NextPart_2
Content-Type: text/plain; charset="gb18030"
Content-Transfer-Encoding: base64

{words}
------=_NextPart_2
Content-Type: text/html; charset="gb18030"
Content-Transfer-Encoding: base64

{html}
------=_NextPart_2--

------=_NextPart_1
Content-Type: application/octet-stream; charset="gb18030"; name="{encoded("说明.txt", "gb18030")}"
Content-Disposition: attachment; filename="{encoded("说明.txt", "gb18030")}"
Content-Transfer-Encoding: base64

{base64.encodebytes("现场情况说明".encode()).decode()}
------=_NextPart_1--
""".encode()


def foxmail() -> bytes:
    """Foxmail: says gb2312 and writes GBK, the subject raw and in pieces that split a character."""
    piece = "物业纠纷镕".encode("gb18030")
    one, two = (base64.b64encode(part).decode() for part in (piece[:5], piece[5:]))
    body = base64.encodebytes("物业不修电梯，镕先生。".encode("gb18030")).decode()
    return f"""Date: Mon, 2 Mar 2026 10:00:00 +0800
From: "resident@example.org" <{SENDER}>
To: knock <{OFFICE}>
Subject: =?GB2312?B?{one}?=
\t=?GB2312?B?{two}?=
X-Mailer: Foxmail 7.2.25
Mime-Version: 1.0
Message-ID: <2026030210000012345@example.org>
Content-Type: text/plain;
\tcharset="GB2312"
Content-Transfer-Encoding: base64

{body}""".encode()


def outlook() -> bytes:
    """Outlook: HTML in quoted-printable with a style sheet and empty Word paragraphs."""
    html = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style><!-- p.MsoNormal {margin:0} -->"
        "</style></head><body lang=ZH-CN><div class=WordSection1><p class=MsoNormal>您好：<o:p></o:p></p>"
        "<p class=MsoNormal>&nbsp;</p><p class=MsoNormal>小区<span lang=EN-US>3</span>号楼<b>漏水</b>。</p>"
        "<script>alert(1)</script></div></body></html>"
    )
    return (
        f"""From: Resident <{SENDER}>
To: {OFFICE}
Subject: =?utf-8?B?{base64.b64encode("3号楼漏水".encode()).decode()}?=
Thread-Index: AdpKnock==
Message-ID: <PSAPR01MB1@apcprd01.example.org>
Accept-Language: zh-CN, en-US
X-MS-Has-Attach:
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable
MIME-Version: 1.0

""".encode()
        + encodestring(html.encode())
    )


def iphone(photo: bytes) -> bytes:
    """iPhone: words, a photo in the line, and words again."""
    signed = base64.encodebytes("很危险，请快点。\n\n发自我的iPhone".encode()).decode()
    return f"""Content-Type: multipart/mixed; boundary=Apple-Mail-1
Content-Transfer-Encoding: 7bit
From: =?utf-8?B?{base64.b64encode("示例".encode()).decode()}?= <{SENDER}>
Mime-Version: 1.0 (1.0)
Date: Mon, 2 Mar 2026 11:00:00 +0800
Subject: =?utf-8?B?{base64.b64encode("井盖".encode()).decode()}?=
Message-Id: <ABC-1@example.org>
To: {OFFICE}
X-Mailer: iPhone Mail (21E219)

--Apple-Mail-1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

{base64.encodebytes("井盖坏了：".encode()).decode()}
--Apple-Mail-1
Content-Type: image/jpeg; name=IMG_0001.JPG; x-apple-part-url=1
Content-Disposition: inline; filename=IMG_0001.JPG
Content-Transfer-Encoding: base64

{base64.encodebytes(photo).decode()}
--Apple-Mail-1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

{signed}
--Apple-Mail-1--
""".encode()


def naver() -> bytes:
    """An old Korean program: EUC-KR in the body, and a header that says nothing of its characters."""
    return (
        b"From: resident@example.org\nTo: knock@example.com\nSubject: "
        + "가로등이 꺼졌습니다".encode("cp949")
        + b"\nMessage-ID: <kr1@example.org>\nContent-Type: text/plain; charset=ks_c_5601-1987\n"
        b"Content-Transfer-Encoding: 8bit\n\n" + "똠방각하길 가로등이 꺼졌습니다.".encode("cp949")
    )


def japanese() -> bytes:
    return (
        b"From: resident@example.org\nSubject: =?iso-2022-jp?B?"
        + base64.b64encode("水漏れ".encode("iso-2022-jp"))
        + b"?=\nMessage-ID: <jp1@example.org>\nContent-Type: text/plain; charset=iso-2022-jp\n\n"
        + "水が漏れています。".encode("iso-2022-jp")
    )


def returned(message_id: str, action: str = "failed") -> bytes:
    """What a mail server sends back (RFC 3464)."""
    return f"""Return-Path: <>
From: MAILER-DAEMON@example.org (Mail Delivery System)
To: {OFFICE}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"
Message-Id: <20260302.1@example.org>

--b1
Content-Type: text/plain; charset=us-ascii

I'm sorry.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; example.org

Final-Recipient: rfc822; {SENDER}
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <{SENDER}>: Recipient address rejected

--b1
Content-Type: text/rfc822-headers

From: {OFFICE}
To: {SENDER}
Message-ID: {message_id}

--b1--
""".encode()
