"""The mails of a matter as they came: opened like a contact, since the sender stands in them."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.countdown import moment
from qiaomen.desk.forms import DeskForm
from qiaomen.desk.matters.purposes import OF_A_PERSON, Purpose
from qiaomen.desk.situation import Situation, situation
from qiaomen.kernel.permissions import Permission as May
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, route
from qiaomen.matters.actions.disclosing import may_know
from qiaomen.matters.actions.mailing import disclose_mail
from qiaomen.matters.models import Mail
from qiaomen.matters.states import Verb


class MailForm(DeskForm):
    """One look at one mail."""

    mail = forms.ChoiceField(label=_("Mail of"))
    purpose = forms.ChoiceField(
        label=_("Purpose"),
        choices=[(purpose, purpose.label) for purpose in Purpose if purpose in OF_A_PERSON],
        help_text=_("Each look is recorded, with its purpose and whose contact it was."),
    )

    def __init__(self, mails: list[Mail], *args: Any) -> None:
        super().__init__(*args, prefix="original")
        self.field(forms.ChoiceField, "mail").choices = [(mail.pk, moment(mail.at)) for mail in mails]


def mail_form(now: Situation, *sent: Any) -> MailForm | None:
    """For whoever may look at contacts, where a mail is kept."""
    if Verb.DISCLOSE not in now.offered:
        return None
    shown = {
        telling
        for voice in now.voices
        if may_know(now.matter, voice, now.actor)
        for telling in voice.tellings
    }
    kept = [mail for mail in now.matter.mails.all() if mail.erased_at is None and mail.telling in shown]
    return MailForm(kept, *sent) if kept else None


@route(May.MATTER_DISCLOSE, "POST")
def original(request: Asked, number: str) -> HttpResponse:
    """A mail to be saved and opened with a mail program; it is never shown as a page."""
    now = situation(request.actor, number)
    form = mail_form(now, request.POST)
    if form is None or not form.is_valid():
        raise Refusal(_("Choose the mail that you need, and what for."))
    said = form.cleaned_data
    mail = get_object_or_404(now.matter.mails, pk=said["mail"])
    content = disclose_mail(mail, by=request.actor, purpose=said["purpose"])
    response = HttpResponse(content, content_type="message/rfc822")
    response["Content-Disposition"] = f'attachment; filename="{number}-{mail.pk}.eml"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
