from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from qiaomen.kernel.files import Kind, inspect, kinds
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.tests.pictures import SECRET, animated, heic, telling


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in {"[Content_Types].xml": b"", **parts}.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook() -> bytes:
    out = BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def film(brand: bytes) -> bytes:
    return b"\x00\x00\x00\x18ftyp" + brand + b"\x00\x00\x02\x00" + brand + b"mp41" + bytes(64)


@pytest.mark.parametrize(
    ("content", "name", "kind", "content_type"),
    [
        (telling("JPEG"), "a.jpg", Kind.IMAGE, "image/jpeg"),
        (heic(), "a.heic.jpg", Kind.IMAGE, "image/jpeg"),
        (telling("PNG"), "a.png", Kind.IMAGE, "image/png"),
        (telling("WEBP"), "a.webp", Kind.IMAGE, "image/webp"),
        (animated(), "a.gif", Kind.IMAGE, "image/gif"),
        (b"%PDF-1.7\n", "a.pdf", Kind.DOCUMENT, "application/pdf"),
        (workbook(), "a.xlsx", Kind.DOCUMENT, kinds.XLSX.content_type),
        (zipped(**{"word/document.xml": b""}), "a.docx", Kind.DOCUMENT, kinds.DOCX.content_type),
        (b"ID3\x04" + bytes(64), "a.mp3", Kind.AUDIO, "audio/mpeg"),
        (b"\x00\x00\x00\x18ftypM4A " + bytes(64), "a.m4a", Kind.AUDIO, "audio/mp4"),
        (b"#!AMR\n" + bytes(64), "a.amr", Kind.AUDIO, "audio/amr"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(64), "a.wav", Kind.AUDIO, "audio/wav"),
        (film(b"isom"), "a.mp4", Kind.VIDEO, "video/mp4"),
        ("路灯不亮\r\n".encode(), "a.txt", Kind.TEXT, "text/plain; charset=utf-8"),
        ("\ufeff路灯".encode(), "A.TXT", Kind.TEXT, "text/plain; charset=utf-8"),
    ],
)
def test_what_residents_send_is_known_by_its_content(content, name, kind, content_type):
    checked = inspect(BytesIO(content), name)
    assert (checked.kind, checked.content_type, checked.name) == (kind, content_type, name)


@pytest.mark.parametrize("disguise", ["a.jpg", "a.pdf", "a.mp4", "a.docx", "a"])
@pytest.mark.parametrize(
    "content",
    [
        b"MZ" + bytes(200),
        b"\x7fELF" + bytes(200),
        b"#!/bin/sh\nrm -rf /\n",
        b"<!doctype html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b'<?xml version="1.0"?><svg/>',
        b"Rar!\x1a\x07\x00" + bytes(64),
        zipped(**{"a.exe": b"MZ"}),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"BM" + bytes(64),
        film(b"qt  ").replace(b"mp41", b"qt  "),
    ],
)
def test_a_disguise_is_refused(content, disguise):
    with pytest.raises(Refusal, match="cannot be attached"):
        inspect(BytesIO(content), disguise)


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.jpg", "empty"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(64), "a.heic", "Most Compatible"),
        (telling("JPEG")[:200], "a.jpg", "damaged"),
        (workbook()[:1000], "a.xlsx", "damaged"),
        (zipped(**{"xl/workbook.xml": b"", "xl/vbaProject.bin": b""}), "a.xlsx", "macros"),
        ("路灯".encode("gb18030"), "a.txt", "UTF-8"),
        (b"a\0b", "a.txt", "UTF-8"),
    ],
)
def test_a_refusal_says_what_to_do(content, name, reason):
    with pytest.raises(Refusal, match=reason):
        inspect(BytesIO(content), name)


def test_a_document_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(kinds, "UNPACKED_LIMIT", 1000)
    bomb = zipped(**{"word/document.xml": bytes(600), "word/other.xml": bytes(600)})
    with pytest.raises(Refusal, match="fill the disk"):
        inspect(BytesIO(bomb), "a.docx")


def test_the_limit_is_a_setting_and_the_last_byte_counts(settings):
    settings.QIAOMEN_ATTACHMENT_LIMIT = 5
    assert inspect(BytesIO(b"12345"), "a.txt").size == 5
    with pytest.raises(Refusal, match="larger than 5"):
        inspect(BytesIO(b"123456"), "a.txt")


def test_an_upload_is_kept_without_metadata_and_measured_as_it_is_kept():
    checked = inspect(SimpleUploadedFile("a.jpg", telling("JPEG"), "image/png"), "a.jpg")
    assert SECRET not in checked.content
    assert checked.size == len(checked.content)
    assert checked.sha256 == sha256(checked.content).hexdigest()
