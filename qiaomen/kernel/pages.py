"""Pages for a no: each in the dress of the face that was asked, and with a way to go on."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.template.loader import select_template
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from qiaomen.kernel.refusal import Refusal


def refusal_page(request: HttpRequest, no: Refusal, status: HTTPStatus) -> HttpResponse:
    """The sentence on a page of its face; alone, where a script asks."""
    if asks_for_data(request):
        return JsonResponse({"refusal": str(no)}, status=status)
    return HttpResponse(_page(request, "refusal.html", {"refusal": no}), status=status)


def asks_for_data(request: HttpRequest) -> bool:
    """Whether it is a script that asks, which cannot read a page to anybody."""
    return request.headers.get("Accept") == "application/json"


def not_allowed(request: HttpRequest, *methods: str) -> HttpResponse:
    """An address that only takes what a form sends was opened, or the reverse."""
    no = _("There is no page to read at this address. Go back, or begin at the first page.")
    return HttpResponseNotAllowed(methods, _page(request, "refusal.html", {"refusal": no}))


def not_taken_in(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django gives both
    """Django's handler400: more than a form may hold, or nothing that can be read."""
    no = Refusal(_("More was sent than fits at once. Go back, shorten the text or send fewer files."))
    return refusal_page(request, no, HTTPStatus.BAD_REQUEST)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django gives both
    """Django's handler404: the page of the face that was asked, else the one for everybody."""
    return HttpResponse(_page(request, "404.html", {}), status=HTTPStatus.NOT_FOUND)


def not_sent(request: HttpRequest, reason: str) -> HttpResponse:  # noqa: ARG001 - Django gives both
    """Django's CSRF_FAILURE_VIEW: the form was older than the sign-in, or the browser keeps no cookies."""
    return HttpResponse(_page(request, "403_csrf.html", {}), status=HTTPStatus.FORBIDDEN)


def here(request: HttpRequest) -> dict[str, str]:
    """Context of every template: where to come back to, to read this page anew."""
    return {"here": readable(request.get_full_path())}


def readable(address: str) -> str:
    """`address` or, where only forms are sent to, the nearest page above it, where its form stands."""
    while not _can_be_read(address):
        address = address.partition("?")[0].rstrip("/").rpartition("/")[0] + "/"
    return address


def _can_be_read(address: str) -> bool:
    try:
        view = resolve(address.partition("?")[0]).func
    except Resolver404:
        return True  # as the page that says so
    declared = getattr(view, "route", None)  # views of Django's own declare nothing
    return declared is None or "GET" in declared.methods


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> str:
    """The template `name` of the face (the URL's namespace), else the one that stands alone."""
    namespace = request.resolver_match.namespace if request.resolver_match else ""
    page: str = select_template([f"{namespace}/{name}", name]).render(context, request)
    return page
