"""What the contact of a resident may be looked at for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    CALL_BACK = "call_back", _("to call back")
    QUESTION = "question", _("to ask something")
    VISIT = "visit", _("to visit")
    SORTING = "sorting", _("to see whether it is the same person")
    SEARCH = "search", _("the resident is on the phone")
    REGISTER = "register", _("for the register of the day, where the name is masked")


OF_A_PERSON = frozenset(Purpose) - {Purpose.SEARCH, Purpose.REGISTER}  # what somebody says themselves


def spelled(purpose: str) -> str:
    """As people read it; an unknown one as it is."""
    return str(Purpose(purpose).label) if purpose in Purpose.values else purpose
