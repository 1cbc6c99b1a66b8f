"""How matters come in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    PHONE = "phone", _("phone desk")
    WEB = "web", _("web")
    EMAIL = "email", _("mail")
    LETTER = "letter", _("letter box")
    OPEN_DAY = "open_day", _("open day")
    VISIT = "visit", _("home visit")
    COURIER = "courier", _("courier or volunteer")
    PLATFORM = "platform", _("city platform")
    FILE = "file", _("file")
    STAFF = "staff", _("own observation")
