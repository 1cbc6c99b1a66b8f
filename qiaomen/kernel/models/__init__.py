"""The kernel's rows, a file for each mechanism."""

from qiaomen.kernel.models.beside import Beside
from qiaomen.kernel.models.calendar import SpecialDay
from qiaomen.kernel.models.counters import Counter
from qiaomen.kernel.models.files import KeptFile
from qiaomen.kernel.models.inbox import PutAside
from qiaomen.kernel.models.ledger import Event, Recorded
from qiaomen.kernel.models.outbox import Message
from qiaomen.kernel.models.requests import Request
from qiaomen.kernel.models.roots import Root
from qiaomen.kernel.models.sealing import KeyHolder
from qiaomen.kernel.models.sendings import Sending
from qiaomen.kernel.models.tasks import Heartbeat, Scheduled
from qiaomen.kernel.models.tries import Tries
from qiaomen.kernel.models.wordings import OwnWording

__all__ = [
    "Beside",
    "Counter",
    "Event",
    "Heartbeat",
    "KeptFile",
    "KeyHolder",
    "Message",
    "OwnWording",
    "PutAside",
    "Recorded",
    "Request",
    "Root",
    "Scheduled",
    "Sending",
    "SpecialDay",
    "Tries",
]
