"""The registers: what is written down one after the other, with place and day said once."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from qiaomen.desk.registers.forms import EntryForm, LetterForm, OpenDayForm, VisitForm
from qiaomen.matters.channels import Channel

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Register:
    """One kind; `noun` is its address, `day` what its day is."""

    noun: str
    channel: Channel
    title: "StrOrPromise"
    day: "StrOrPromise"
    advice: "StrOrPromise"
    form: type[EntryForm]


REGISTERS: Mapping[str, Register] = MappingProxyType(
    {
        register.noun: register
        for register in (
            Register(
                "letters",
                Channel.LETTER,
                _("Letters and box notes"),
                _("Found in the box on"),
                _("One entry a letter. That nobody is named in it is usual."),
                LetterForm,
            ),
            Register(
                "open-day",
                Channel.OPEN_DAY,
                _("Open day"),
                _("Day"),
                _("One entry a concern. Nobody has to say who they are."),
                OpenDayForm,
            ),
            Register(
                "visits",
                Channel.VISIT,
                _("Home visits"),
                _("Day"),
                _("One entry a concern. Where nothing was asked, nothing is written down."),
                VisitForm,
            ),
        )
    }
)
