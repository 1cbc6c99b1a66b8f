"""What the forms of all faces share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_TOO_LONG = _("At most %(limit_value)d characters fit in here; these are %(show_value)d.")


class HonestForm(forms.Form):
    """No browser cuts off what is typed or pasted: we say how long it may be, and keep it till then."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)
            field.error_messages["max_length"] = _TOO_LONG
