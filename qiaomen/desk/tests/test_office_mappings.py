"""How files of messages are read is seen and tidied up at the desk."""

import pytest
from django.test import Client

from qiaomen.desk.tests.posting import words
from qiaomen.matters.actions.mappings import keep_mapping
from qiaomen.matters.models import ImportMapping
from tests.world import World

PAGE = "/desk/office/mappings/"


@pytest.fixture
def mapping(world: World) -> ImportMapping:
    columns = {"title": "主题词", "text": "反映内容"}
    return keep_mapping(name="", headings="示例", columns=columns, by=world.console)


def seen(mapping: ImportMapping) -> dict[str, str]:
    mapping.refresh_from_db()
    return {"seen": f"{mapping.ledger_seq}"}


def test_without_one_the_list_says_how_it_comes(world: World, keeper: Client):
    assert "qiaomen matters import" in words(keeper.get(PAGE))


def test_a_mapping_is_named_taken_out_of_use_and_used_again(keeper: Client, mapping: ImportMapping):
    one = f"{PAGE}{mapping.number}/"
    assert "反映内容" in words(keeper.get(f"{PAGE}?q=主题"))
    keeper.post(f"{one}name/", {"name": "市热线", **seen(mapping)})
    assert "市热线" in words(keeper.get(PAGE))
    keeper.post(f"{one}removal/", seen(mapping))
    assert "市热线" not in words(keeper.get(PAGE))
    page = words(keeper.get(one))
    assert "It is out of use since" in page
    assert f"{one}name/" not in page  # neither as a deed nor as something to say again
    keeper.post(f"{one}restoration/", seen(mapping))
    assert "市热线" in words(keeper.get(PAGE))
    assert keeper.get(f"{PAGE}nothing/").status_code == 404


def test_two_who_rename_it_at_once_do_not_overwrite_each_other(keeper: Client, mapping: ImportMapping):
    before = seen(mapping)
    keeper.post(f"{PAGE}1/name/", {"name": "甲", **before})
    refused = keeper.post(f"{PAGE}1/name/", {"name": "乙", **before})
    assert refused.status_code == 409
    assert ImportMapping.objects.get().name == "甲"
