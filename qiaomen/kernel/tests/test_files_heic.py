"""Photos as phones of one maker take them can be looked at by everybody."""

import pytest

from qiaomen.kernel.files.heic import as_jpeg, decoded
from qiaomen.kernel.tests.pictures import PROFILE, SECRET, heic, opened


@pytest.mark.parametrize("make", [as_jpeg, decoded])
def test_it_becomes_an_upright_jpeg_that_tells_nothing_but_its_colours(make):
    assert SECRET in heic()
    jpeg = make(heic())
    picture = opened(jpeg)
    assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (32, 64), {})
    assert len(picture.info["icc_profile"]) == len(PROFILE)
    assert SECRET not in jpeg


@pytest.mark.parametrize("content", [b"", heic()[:700], heic().replace(b"hvcC", b"hvcX")])
def test_what_cannot_be_decoded_is_nothing(content):
    assert as_jpeg(content) is None


def test_what_takes_too_long_is_nothing(monkeypatch):
    monkeypatch.setattr("qiaomen.kernel.files.heic.SECONDS", 0.001)
    assert as_jpeg(heic()) is None
