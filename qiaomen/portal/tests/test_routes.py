"""What is asked of the portal's own pages; the five questions for every address stand in tests/."""

import pytest
from django.test import Client

OPEN = ["/", "/track/", "/catalogue/", "/questions/"]


def test_the_form_is_one_light_page_with_a_small_style_sheet_and_small_scripts(visitor: Client, settings):
    page = visitor.get("/").content.decode()
    assert (page.count('rel="stylesheet"'), page.count("<script "), page.count("<style")) == (1, 2, 0)
    names = ("css/portal.css", "js/languages.js", "js/report.js", "icon.svg")
    files = [settings.STATICFILES_DIRS[0] / name for name in names]
    assert len(page.encode()) + sum(file.stat().st_size for file in files) < 24_000


def test_the_page_names_its_icon_so_that_no_browser_asks_in_vain(visitor: Client, settings):
    assert '<link rel="icon" href="/static/icon.svg">' in visitor.get("/").content.decode()
    assert (settings.STATICFILES_DIRS[0] / "icon.svg").exists()


@pytest.mark.parametrize("address", OPEN)
def test_every_input_has_its_label_and_the_page_a_title(visitor: Client, address):
    page = visitor.get(address).content.decode()
    assert " · Qiaomen</title>" in page
    assert 'href="#content"' in page
    assert "<h1>" in page
