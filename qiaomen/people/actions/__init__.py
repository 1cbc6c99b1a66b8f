"""The writes of this room. Each asks for the permission to keep people where the row stands."""

from qiaomen.people.actions.accounts import (
    change_password,
    choose_language,
    give_password,
    set_password,
)
from qiaomen.people.actions.arranging import (
    choose_columns,
    choose_shortcuts,
    drop_list,
    keep_list,
    rename_list,
)
from qiaomen.people.actions.persons import (
    add_person,
    amend_person,
    change_contact,
    deactivate_person,
    reactivate_person,
    rename_person,
)
from qiaomen.people.actions.posts import appoint, end_post, stand_in, stand_in_everywhere
from qiaomen.people.actions.roles import add_role, change_role
from qiaomen.people.actions.units import (
    add_unit,
    amend_unit,
    describe_unit,
    end_unit,
    move_unit,
    rename_unit,
    resume_unit,
)

__all__ = [
    "add_person",
    "add_role",
    "add_unit",
    "amend_person",
    "amend_unit",
    "appoint",
    "change_contact",
    "change_password",
    "change_role",
    "choose_columns",
    "choose_language",
    "choose_shortcuts",
    "deactivate_person",
    "describe_unit",
    "drop_list",
    "end_post",
    "end_unit",
    "give_password",
    "keep_list",
    "move_unit",
    "reactivate_person",
    "rename_list",
    "rename_person",
    "rename_unit",
    "resume_unit",
    "set_password",
    "stand_in",
    "stand_in_everywhere",
]
