"""What every face does with a request: who may come in, who asks, and what a refusal looks like."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirectBase
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor, resident
from qiaomen.kernel.pages import asks_for_data, not_allowed, readable, refusal_page
from qiaomen.kernel.permissions import Permission
from qiaomen.kernel.refusal import Conflict, Forbidden, Refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

View = Callable[..., HttpResponseBase]

CONTENT_SECURITY = {
    "default-src": "'self'",  # nothing from outside, nothing inline
    "img-src": "'self' data: blob:",  # the arrows and ticks in Tabler's style sheet; photos not yet sent
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


class Asked(HttpRequest):
    """A request that came through `route` or `public`: it knows who asks."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class Route:
    """What a view declares of itself; for the test that walks all routes.

    `permission` None: whoever may come at all, which is everybody when it is `public`, else the staff.
    """

    methods: tuple[str, ...]
    permission: Permission | None = None
    public: bool = False


class SeeOther(HttpResponseRedirectBase):
    """After a write: the page to read next; loading that again writes nothing."""

    status_code = HTTPStatus.SEE_OTHER


def route(permission: Permission | None, *methods: str) -> Callable[[View], View]:
    """Declare a view of the staff: the methods that it knows and the permission that it needs somewhere.

    Where exactly is for `visible_to` and the action to say. A stranger is sent to sign in, who holds the
    permission nowhere is told so, and a `Refusal` of the view becomes a page. No browser keeps a copy: going
    back shows nothing to whoever comes after signing out, and loads a form that can still be sent.
    """
    declare = _declaring(Route(methods, permission), _signed_in)
    return lambda view: never_cache(declare(view))


def public(*methods: str) -> Callable[[View], View]:
    """Declare a view for everybody: who asks is a resident on the web."""
    return _declaring(Route(methods, public=True), lambda _request: resident("web"))


def _declaring(declared: Route, actor_of: Callable[[HttpRequest], Actor | None]) -> Callable[[View], View]:
    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not _knows(declared, request):
                return not_allowed(request, *declared.methods)
            actor = actor_of(request)
            if actor is None:
                return _to_sign_in(request)
            asked = _asked(request, actor)
            try:
                _require_somewhere(declared, actor)
                return view(asked, *args, **kwargs)
            except Refusal as no:
                return refusal_page(asked, no, status_of(no))

        guarded.route = declared  # type: ignore[attr-defined] # a mark on a function
        return guarded

    return declare


def _signed_in(request: HttpRequest) -> Actor | None:
    """The person who is signed in, with the posts of today; None for a stranger."""
    return _acting()(request.user, clock.today()) if request.user.is_authenticated else None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """And back to the same page afterwards. Who was signed out while filling in a form learns it."""
    if asks_for_data(request):
        return refusal_page(
            request, Refusal(_("You are signed out. Sign in again.")), HTTPStatus.UNAUTHORIZED
        )
    if request.method == "POST":
        messages.warning(
            request,
            _(
                "You were signed out meanwhile, and nothing was sent. Sign in, then go back in your browser "
                "to the form: your words are still in it."
            ),
        )
    return redirect_to_login(readable(request.get_full_path()))


def _knows(route: Route, request: HttpRequest) -> bool:
    """Whether the method is declared; HEAD goes wherever GET goes."""
    return ("GET" if request.method == "HEAD" else request.method) in route.methods


def _asked(request: HttpRequest, actor: Actor) -> Asked:
    asked = cast("Asked", request)
    asked.actor = actor
    return asked


def _require_somewhere(declared: Route, actor: Actor) -> None:
    if declared.permission is None:
        return
    actor.require_post()
    if not actor.holding(declared.permission):
        raise Forbidden(_("Your post does not include this. Ask the person in charge of your unit's roles."))


def status_of(no: Refusal) -> HTTPStatus:
    if isinstance(no, Forbidden):
        return HTTPStatus.FORBIDDEN
    return HTTPStatus.CONFLICT if isinstance(no, Conflict) else HTTPStatus.UNPROCESSABLE_ENTITY


def done(request: HttpRequest, sentence: "StrOrPromise", url: str) -> SeeOther:
    """After a write: say what was done, on the page that is read next."""
    messages.success(request, str(sentence))
    return SeeOther(url)


def download(table: str, name: str) -> HttpResponse:
    """A table of ours, to be saved as a file."""
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(table, content_type="text/csv; charset=utf-8", headers=disposition)


def security_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> View:
    """Middleware: what a browser may load and run from our pages, and a map's tiles where they are set."""
    allowed = dict(CONTENT_SECURITY)
    if settings.QIAOMEN_TILES:
        allowed["img-src"] += f" {settings.QIAOMEN_TILES.host}"
    policy = "; ".join(f"{source} {where}" for source, where in allowed.items())

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return middleware


@cache
def _acting() -> Callable[[Any, Any], Actor]:
    """The function by which a signed-in person becomes an actor of a day; people live above the kernel."""
    acting: Callable[[Any, Any], Actor] = import_string(settings.QIAOMEN_ACTING)
    return acting
