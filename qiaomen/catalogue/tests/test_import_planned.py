"""An import finds an item that says something else from a later day on."""

from qiaomen.catalogue.actions import add_item, revise_item
from qiaomen.catalogue.importing import import_items
from qiaomen.catalogue.terms import Terms
from qiaomen.kernel.calendar import DAY
from qiaomen.people.tests.conftest import TODAY

LAMP = '[[item]]\ncode = "A1"\nname = "路灯"\nanswer = "1 workdays"\n'


def test_what_is_planned_is_revised_from_then_on_and_that_is_told(db, tmp_path, console):
    item = add_item(code="A1", terms=Terms(name="路灯"), by=console)
    revise_item(item, terms=Terms(name="路灯", answer="3 workdays"), from_day=TODAY + DAY, by=console)
    file = tmp_path / "items.toml"
    file.write_text(LAMP, encoding="utf-8")
    warnings = [str(warning) for warning in import_items(file, by=console).warnings]
    assert warnings == ["“路灯” says so from 2026-03-03 on: it has a version for the days before."]
    assert [item.version_on(day).answer for day in (TODAY, TODAY + DAY)] == ["", "1 workdays"]
