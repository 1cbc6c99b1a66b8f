"""The writes of the catalogue: one verb, one function, each in the ledger."""

from qiaomen.catalogue.actions.items import ItemSeed, add_item, add_items, end_item, resume_item, revise_item
from qiaomen.catalogue.actions.procedures import adopt_procedure, ship_procedures
from qiaomen.catalogue.actions.rules import RuleSeed, add_rule, add_rules, end_rule, replace_rule

__all__ = [
    "ItemSeed",
    "RuleSeed",
    "add_item",
    "add_items",
    "add_rule",
    "add_rules",
    "adopt_procedure",
    "end_item",
    "end_rule",
    "replace_rule",
    "resume_item",
    "revise_item",
    "ship_procedures",
]
