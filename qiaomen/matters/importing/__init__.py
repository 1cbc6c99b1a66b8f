"""Files of residents' messages: every row comes in through the one door, or is named with its reason."""

from qiaomen.matters.importing.columns import columns_of, remember, saved_for
from qiaomen.matters.importing.running import Plan, Report, import_messages

__all__ = ["Plan", "Report", "columns_of", "import_messages", "remember", "saved_for"]
