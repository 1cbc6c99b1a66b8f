"""What an address needs to be used: the shape of a line in the tables of routes."""

from collections.abc import Callable
from dataclasses import dataclass, field

from qiaomen.matters.models import Matter
from tests.ways import Sent, Way, received

TELLER, ANYBODY, CALLED = "the teller", "anybody", "who has the telephone"
KEY = "5b7c8f5e-0d6e-4d1c-8c39-6a4d3f0b2a11"


@dataclass(frozen=True)
class Ask:
    """What an address needs: the way to its matter, who may, what is sent, and what comes of it.

    `again` is the status when the same is sent a second time; `recorded` says that each time has its line;
    `query` names what is read and sent where the path alone does not; `queries` is how often its page asks
    the database at most.
    """

    way: Way = received
    who: str = "clerk"
    sent: Sent | Callable[[Matter], Sent] = field(default_factory=dict)
    then: int = 303
    again: int = 409
    recorded: bool = False
    query: str = ""
    queries: int = 10
