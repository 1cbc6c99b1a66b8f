"""What a phone had not sent yet when its signal went is not taken for left empty."""

import io
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import UnreadablePostError
from django.test import RequestFactory

from qiaomen.kernel.bodies import WholeBody, whole

FORM = b"text=%E8%B7%AF%E7%81%AF&photo=one"


class Drop(io.BytesIO):
    """A connection that gives a little at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(7, size if size is not None and size >= 0 else 7))


def posted(sent: bytes) -> WSGIRequest:
    """The request as the application sees it, of which only `sent` has arrived."""
    seen: list[dict[str, Any]] = []

    def application(environ: dict[str, Any], _start: Any) -> list[bytes]:
        seen.append(environ)
        return []

    environ = RequestFactory().post("/", FORM, "application/x-www-form-urlencoded").environ
    whole(application)({**environ, "wsgi.input": Drop(sent)}, None)
    return WSGIRequest(seen[0])


def test_a_whole_form_is_read():
    assert posted(FORM).POST.dict() == {"text": "路灯", "photo": "one"}


def test_a_form_that_breaks_off_is_not_read():
    with pytest.raises(UnreadablePostError):
        posted(FORM[:-4]).POST.dict()


def test_no_more_is_read_than_was_announced():
    body = WholeBody(Drop(FORM + b"&of=another"), len(FORM))
    assert (body.read(4), body.read(), body.read()) == (FORM[:4], FORM[4:], b"")


def test_a_request_without_a_body_is_left_alone():
    environ = RequestFactory().get("/").environ
    assert whole(lambda given, _start: [str("wsgi.input" in given).encode()])(environ, None) == [b"True"]
