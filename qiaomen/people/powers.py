"""What each permission lets somebody do, in the words of an office."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.permissions import Permission as May

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

POWERS: Mapping[May, "StrOrPromise"] = MappingProxyType(
    {
        May.ANNOUNCE: _("announce something to residents"),
        May.CALENDAR_EDIT: _("say which days are worked"),
        May.CASE_CHECK: _("check the files of closed matters"),
        May.CATALOGUE_EDIT: _("keep items, promises, routing rules, procedures and the words of notices"),
        May.KNOWLEDGE_EDIT: _("keep short answers"),
        May.LEDGER_READ: _("read the ledger"),
        May.MATTER_ASSIGN: _("give matters to units, and call offices to the spot"),
        May.MATTER_CALL_BACK: _("call residents back and enter what they say"),
        May.MATTER_CLOSE: _("close matters"),
        May.MATTER_CONFIDENTIAL: _("see confidential matters"),
        May.MATTER_DECIDE: _("decide requests: returns, extensions, suspensions"),
        May.MATTER_DISCLOSE: _("look at residents' telephone numbers; each look is recorded"),
        May.MATTER_ERASE: _("erase words and contacts before their time"),
        May.MATTER_HANDLE: _("accept and answer matters"),
        May.MATTER_NOTE: _("add notes and files"),
        May.MATTER_READ: _("read matters"),
        May.MATTER_RECEIVE: _("take matters in"),
        May.MATTER_REQUEST: _("ask for a return, an extension or a suspension"),
        May.MATTER_SORT: _("sort matters: item, place, priority, what belongs together"),
        May.MATTER_SPEAK: _("enter what a resident says by telephone"),
        May.MATTER_STEP: _("take the steps of procedures and sign them"),
        May.MATTER_SUPERVISE: _("remind units and order reports"),
        May.MATTER_UNSETTLED: _("see what may be about anybody, before it is sorted; in a desk only"),
        May.PEOPLE_EDIT: _("keep units, people, posts and roles"),
        May.REPORT_READ: _("read figures and reports"),
        May.ROUND_EDIT: _("lay down rounds of inspection"),
        May.ROUND_READ: _("see how rounds of inspection are walked"),
        May.ROUND_WALK: _("walk rounds of inspection"),
        May.TASK_RUN: _("see background work and mails put aside"),
        May.TERRITORY_EDIT: _("keep places and their boundaries"),
    }
)
