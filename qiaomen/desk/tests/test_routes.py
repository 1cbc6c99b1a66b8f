"""What is asked of the desk's own pages; the five questions for every address stand in the house's tests."""

import re

import pytest

from qiaomen.desk.tests.posting import page, words
from qiaomen.matters.tests import walks


@pytest.mark.parametrize("path", ["/desk/", "/desk/requests/", "/desk/matters/"])
def test_the_head_alone_is_answered_like_the_whole(sign_in, path):
    coordinator = sign_in("coordinator")
    assert coordinator.head(path).status_code == coordinator.get(path).status_code == 200


def test_no_page_runs_or_loads_anything_from_outside(world, clerk):
    for path in ("/desk/", "/desk/matters/", page(walks.answered(world))):
        response = clerk.get(path)
        assert "default-src 'self'" in response["Content-Security-Policy"]
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=\"|https?://", words(response))
