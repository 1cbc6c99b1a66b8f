"""How a new row of this room comes in: asked and recorded."""

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from qiaomen.kernel import ledger
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.permissions import Permission, Scope
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.transitions import Living


def enter(row: Living, verb: str, *, by: Actor, scope: Scope) -> None:
    """Insert `row` with its first line if `by` keeps people in `scope`; needs an open transaction."""
    by.require(Permission.PEOPLE_EDIT, scope)
    post = by.post_for(Permission.PEOPLE_EDIT, scope)
    ledger.begin(row, verb, by=by, data={"as": post} if post else None)


def said(text: str, sentence: StrOrPromise) -> str:
    """`text` without spaces around; refused with `sentence` if nothing is left."""
    if not (kept := text.strip()):
        raise Refusal(sentence)
    return kept


def name_said(name: str) -> str:
    return said(name, _("Give the name."))
