"""What a resident may want."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MatterKind(models.TextChoices):
    CONSULTATION = "consultation", _("consultation")
    HELP = "help", _("help")
    COMPLAINT = "complaint", _("complaint")
    REPORT = "report", _("report")
    SUGGESTION = "suggestion", _("suggestion")
    PRAISE = "praise", _("praise")
