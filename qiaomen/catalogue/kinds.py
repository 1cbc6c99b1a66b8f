"""What a resident may want, how a question about it may be answered, and who wrote an entry."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MatterKind(models.TextChoices):
    CONSULTATION = "consultation", _("consultation")
    HELP = "help", _("help")
    COMPLAINT = "complaint", _("complaint")
    REPORT = "report", _("report")
    SUGGESTION = "suggestion", _("suggestion")
    PRAISE = "praise", _("praise")


class QuestionKind(models.TextChoices):
    TEXT = "text", _("words")
    NUMBER = "number", _("a number")
    DATE = "date", _("a day")
    YES_NO = "yes_no", _("yes or no")
    CHOICE = "choice", _("one of several")


class Source(models.TextChoices):
    SHIPPED = "shipped", _("shipped")
    OFFICE = "office", _("written by the office")
