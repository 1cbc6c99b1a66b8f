"""What an import of items takes in and warns of."""

import pytest

from qiaomen.catalogue.importing import import_items
from qiaomen.kernel.refusal import Refusal
from qiaomen.people.actions import add_person, appoint
from qiaomen.people.models import Role
from qiaomen.people.roles import ship_roles
from qiaomen.people.tests.conftest import TODAY

pytestmark = pytest.mark.usefixtures("ready")


def test_a_confidential_item_that_nobody_may_read_is_warned_of(file, desk, console):
    said = '[[item]]\ncode = "S"\nname = "家庭暴力"\nvisibility = "confidential"\n'
    ship_roles(by=console)
    (warning,) = import_items(file("items.toml", said), by=console).warnings
    assert ("家庭暴力" in str(warning), "保密事项受理员" in str(warning)) == (True, True)
    role, reader = Role.objects.get(code="confidential_clerk"), add_person(login="x", name="示例", by=console)
    appoint(reader, unit=desk, place=desk.place, role=role, from_day=TODAY, by=console)
    assert import_items(file("items.toml", said), by=console).warnings == []


def test_text_that_is_no_toml_is_told_by_its_line_since_the_library_speaks_english_only(file, console):
    with pytest.raises(Refusal, match="not valid TOML: correct it in line 2 at character 7"):
        import_items(file("items.toml", "\n[[item]"), by=console)
