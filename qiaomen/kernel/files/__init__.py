"""Attachments: what may be kept of a file, and where it is kept.

checked = inspect(upload, upload.name)             # a Refusal, or content without position and metadata
path = store(checked.content, checked.sha256)      # before the transaction that refers to it commits
sweep(every sha256 that a row refers to)           # once a day
"""

from qiaomen.kernel.files.inspection import Checked, inspect
from qiaomen.kernel.files.kinds import Kind
from qiaomen.kernel.files.photos import without_metadata
from qiaomen.kernel.files.store import is_whole, path_of, store, sweep

__all__ = ["Checked", "Kind", "inspect", "is_whole", "path_of", "store", "sweep", "without_metadata"]
