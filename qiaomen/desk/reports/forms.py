"""What a report of the whistles is asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.forms import DeskForm
from qiaomen.indicators.grouping import Grouping
from qiaomen.kernel.forms import DayField


class WhistlesForm(DeskForm):
    from_day = DayField(label=_("Meetings from"), required=False)
    to_day = DayField(label=_("To"), required=False)
    by = forms.ChoiceField(label=_("By"), required=False, choices=Grouping.choices)
