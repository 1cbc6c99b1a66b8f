"""Who has signed in by telephone, in this browser, for a while."""

from django.http import HttpRequest

from qiaomen.kernel import clock
from qiaomen.matters.actions.joining import verify
from qiaomen.matters.models import Matter
from qiaomen.matters.signing_in import tellings_of
from qiaomen.portal.tracking.access import LASTS, SIGNED_IN, Own

MOST = 100  # more reports than one telephone tells of
ASKED = "signing_in"  # in the session: the number, as a keyed hash, that a code was asked for


def ask(request: HttpRequest, who: str) -> None:
    request.session[ASKED] = who


def asked(request: HttpRequest) -> str:
    who: str = request.session.get(ASKED, "")
    return who


def let_in(request: HttpRequest, who: str) -> None:
    """The code was right: the browser may follow what was told from that number, whose voices now count."""
    request.session.cycle_key()
    request.session.pop(ASKED, None)
    request.session[SIGNED_IN] = (who, (clock.now() + LASTS).timestamp())
    for telling in tellings_of(who).filter(joined=True, verified_at=None):
        verify(telling, by=Own(telling).by)


def own_matters(who: str) -> list[Matter]:
    """What was told from that number, the newest first, each matter once."""
    return list({telling.matter_id: telling.matter for telling in tellings_of(who)[:MOST]}.values())
