"""Items and rules from people's files: the good rows come in, the others are named with their reason."""

from qiaomen.catalogue.importing.adopting import adopt_items
from qiaomen.catalogue.importing.items import import_item_table, import_items
from qiaomen.catalogue.importing.rules import import_rules

__all__ = ["adopt_items", "import_item_table", "import_items", "import_rules"]
