"""The shipped procedures and the shipped catalogue belong together."""

import tomllib
from importlib import resources

from qiaomen.catalogue import shipped as catalogue
from qiaomen.catalogue.models import SUPERVISION
from qiaomen.catalogue.procedures.library import plan, shipped
from qiaomen.catalogue.setup import FIRST_ITEMS

ITEMS = tomllib.loads((resources.files(catalogue) / "items.toml").read_text(encoding="utf-8"))["item"]
PLANS = {procedure.code: procedure for procedure in map(plan, shipped())}


def test_every_procedure_is_used_by_an_item_and_no_item_names_another():
    used = {item["procedure"] for item in ITEMS} - {""}
    assert used | {FIRST_ITEMS[SUPERVISION].procedure} == {*PLANS}


def test_every_procedure_says_what_it_is_for_and_what_is_our_own():
    for procedure in PLANS.values():
        assert procedure.about, procedure.code
        assert procedure.own, procedure.code


def test_every_rule_says_what_follows_from_it():
    for procedure in PLANS.values():
        for source in procedure.sources:
            assert source.says, procedure.code


def test_a_petition_does_not_stand_still():
    petitions = [item for item in ITEMS if item["procedure"] == "petition"]
    assert {(item["answer"], item["pausable"]) for item in petitions} == {("60 calendar_days", False)}
