import pytest

from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.territory import lookup
from qiaomen.territory.actions import correct_place, rename_place
from qiaomen.territory.models import Place, PlaceKind


def test_the_old_name_stays_as_a_former_one(places, by):
    event = rename_place(places["plum"], name="红梅社区", by=by)

    assert event.verb == "rename"
    assert Place.objects.get(code="plum").name == "红梅社区"
    assert [name.text for name in places["plum"].names.filter(kind="former")] == ["梅花社区"]


@pytest.mark.parametrize("said", ["红梅社区", "梅花社区"])
def test_people_may_say_the_new_name_or_the_old(places, by, said):
    rename_place(places["plum"], name="红梅社区", by=by)

    assert lookup.best_place(f"{said}停水了") == (places["plum"].pk, True)


def test_the_same_name_again_is_refused(places, by):
    with pytest.raises(Refusal, match="its name already"):
        rename_place(places["plum"], name=" 梅花社区 ", by=by)


def test_a_stranger_renames_nothing(places, editor_of):
    with pytest.raises(Forbidden):
        rename_place(places["plum"], name="红梅社区", by=editor_of(places["west"]))


def test_what_was_entered_wrongly_is_corrected(places, by):
    correct_place(places["plum"], kind=PlaceKind.ZONE, official_code="220001", by=by)

    plum = Place.objects.get(code="plum")
    assert (plum.kind, plum.official_code) == (PlaceKind.ZONE, "220001")


def test_the_root_remains_the_root(places, by):
    with pytest.raises(Refusal, match="only its name can change"):
        correct_place(places["root"], kind=PlaceKind.CITY, official_code="", by=by)
    rename_place(places["root"], name="云川", by=by)

    assert Place.objects.get(code="root").name == "云川"
