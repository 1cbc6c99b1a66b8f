import pytest

from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal
from qiaomen.people.acting import acting
from qiaomen.people.actions import add_role, change_role
from qiaomen.people.models import Role
from qiaomen.people.roles import ship_roles
from qiaomen.people.tests.conftest import TODAY

PLACE = Role.Reach.PLACE


def test_shipping_again_adds_what_is_missing_and_changes_nothing(roles, console):
    change_role(roles["clerk"], name="窗口", permissions=["matter.read"], reach=PLACE, by=console)

    assert ship_roles(by=console) == []

    assert Role.objects.get(code="clerk").name == "窗口"


def test_only_those_who_speak_with_residents_see_contacts(roles):
    disclosing = {code for code, role in roles.items() if Permission.MATTER_DISCLOSE in role.granted}

    assert disclosing == {"clerk", "confidential_clerk", "coordinator", "officer"}


def test_who_keeps_accounts_works_on_no_matter(roles):
    assert not any(permission.startswith("matter.") for permission in roles["administrator"].granted)


def test_permissions_are_kept_in_order_and_once(db, console):
    role = add_role(
        code="x", name="岗", permissions=["task.run", "matter.read", "task.run"], reach=PLACE, by=console
    )

    assert role.permissions == ["matter.read", "task.run"]


def test_an_unknown_permission_is_refused(db, console):
    with pytest.raises(Refusal, match="no permission called matter-fly"):
        add_role(code="x", name="岗", permissions=["matter-fly"], reach=PLACE, by=console)


def test_a_permission_that_a_later_version_dropped_gives_nothing():
    assert Role(permissions=["matter.fly", "matter.read"]).granted == {Permission.MATTER_READ}


def test_a_code_names_one_role_only(roles, console):
    with pytest.raises(Conflict, match="already a role with the code clerk"):
        add_role(code="clerk", name="岗", permissions=[], reach=PLACE, by=console)


def test_a_changed_role_changes_what_its_posts_give(give, lin, roles, console):
    give(lin, "clerk", "east")

    change_role(roles["clerk"], name="窗口", permissions=["matter.read"], reach=PLACE, by=console)

    assert acting(lin, TODAY).grants[0].permissions == {Permission.MATTER_READ}


def test_only_keepers_of_the_whole_house_edit_roles(keeper, roles):
    with pytest.raises(Forbidden):
        change_role(roles["clerk"], name="窗口", permissions=[], reach=PLACE, by=keeper)


def test_nobody_widens_the_role_that_they_hold(give, lin, roles):
    give(lin, "administrator", "east", "house")

    with pytest.raises(Forbidden, match="hold this role yourself"):
        change_role(
            roles["administrator"],
            name="万能",
            permissions=list(Permission),
            reach=PLACE,
            by=acting(lin, TODAY),
        )
