"""All shelves, in the order in which an office fills them."""

from typing import Any

from qiaomen.desk.office.mappings import Mappings
from qiaomen.desk.office.people import People
from qiaomen.desk.office.places import Places
from qiaomen.desk.office.posts import Posts
from qiaomen.desk.office.roles import Roles
from qiaomen.desk.office.rules import Rules
from qiaomen.desk.office.shelf import Shelf
from qiaomen.desk.office.units import Units

SHELVES: tuple[Shelf[Any], ...] = (Places(), Units(), Roles(), People(), Posts(), Rules(), Mappings())
