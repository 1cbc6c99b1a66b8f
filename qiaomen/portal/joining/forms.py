from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.forms import HonestForm
from qiaomen.matters.intake import BODY_LENGTH
from qiaomen.portal.forms import WordsField
from qiaomen.portal.reporting.forms import ContactFields, KeyedForm


class JoiningForm(ContactFields, KeyedForm, HonestForm):
    """Nothing is needed: that somebody has the same trouble says enough."""

    body = WordsField(
        label=_("Anything to add?"),
        help_text=_("Where it is with you, since when: only if it helps."),
        max_length=BODY_LENGTH,
        required=False,
    )

    field_order = ("key", "body", "name", "phone", "hide_from_unit")
