"""Search by words in Chinese, Korean and Latin script, on SQLite and PostgreSQL alike."""

from qiaomen.kernel.textsearch.index import NOTHING, TextIndex

__all__ = ["NOTHING", "TextIndex"]
