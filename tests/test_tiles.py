"""The map behind the outlines is a setting; a browser may ask its host and no other."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.tiles import tiles
from qiaomen.kernel.web import security_headers


def pictures_allowed() -> str:
    response = security_headers(lambda _request: HttpResponse())(RequestFactory().get("/"))
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    return policy["img-src"]


def test_without_a_setting_nobody_outside_is_asked(settings):
    assert tiles("", "", "wgs84") is None
    settings.QIAOMEN_TILES = None
    assert pictures_allowed() == "'self' data: blob:"


def test_a_browser_may_ask_the_host_of_the_tiles_only(settings):
    settings.QIAOMEN_TILES = tiles("https://tiles.example:8443/{z}/{x}/{y}.png?key=1", "示例", "gcj02")
    assert pictures_allowed() == "'self' data: blob: https://tiles.example:8443"
    assert settings.QIAOMEN_TILES.is_gcj02


def test_tianditu_is_known_by_its_name_and_needs_a_key_only():
    known = tiles("tianditu:0a1b", "", "wgs84")
    assert known.host == "https://t0.tianditu.gov.cn"
    assert known.attribution == "天地图"
    assert not known.is_gcj02
    assert [layer.endswith("&tk=0a1b") and "{z}" in layer for layer in known.layers] == [True, True]


@pytest.mark.parametrize(
    ("text", "system"),
    [
        ("https://tiles.example/map.png", "wgs84"),
        ("ftp://tiles.example/{z}/{x}/{y}", "wgs84"),
        ("https://tiles.example; script-src */{z}/{x}/{y}", "wgs84"),
        ("", "bd09"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused(text, system):
    with pytest.raises(ValueError, match="QIAOMEN_TILES"):
        tiles(text, "", system)
