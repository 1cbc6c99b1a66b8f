"""From the link in a message to the three answers."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from qiaomen.kernel.web import Asked, public
from qiaomen.portal.links import called_back
from qiaomen.portal.tracking.access import Own
from qiaomen.portal.tracking.sheets import fill_in


@public("GET", "POST")
@never_cache
def verdict(request: Asked, token: str) -> HttpResponse:
    """The link opens this one page, not the matter's story."""
    own = Own(called_back(token))
    return fill_in(request, own, "verdict", "portal/calling_back/verdict.html", request.path)
