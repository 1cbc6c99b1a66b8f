"""Coming in, going out, and what people keep of their own account."""

from typing import Any, cast

from django.conf import settings
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from qiaomen.desk.signing.forms import PasswordForm, SignInForm
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, SeeOther, done, public, route, status_of
from qiaomen.people.actions import change_password, choose_language
from qiaomen.people.models import Person


class SignIn(LoginView):
    """Django's own; it greets in the person's language, and a demonstration says who there is to be."""

    template_name = "desk/signing/in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        password, _line, people = settings.QIAOMEN_DEMO.partition("\n")
        return super().get_context_data(demo_password=password, demo_people=people.strip(), **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        preferred = form.get_user().language
        return speaking(response, preferred) if preferred else response


@public("POST")
def sign_out(request: Asked) -> HttpResponse:
    logout(request)
    return SeeOther(resolve_url("desk:sign-in"))


@route(None, "POST")
def language(request: Asked) -> HttpResponse:
    """Read in another language, here and wherever this person signs in."""
    chosen, back = request.POST.get("language", ""), request.POST.get("next", "")
    choose_language(signed_in(request), language=chosen)
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()})
    return speaking(SeeOther(back if safe else resolve_url("desk:today")), chosen)


def speaking(response: HttpResponse, language: str) -> HttpResponse:
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax")
    return response


@route(None, "GET", "POST")
def password(request: Asked) -> HttpResponse:
    form = PasswordForm(request.POST or None)
    if not form.is_valid():
        return render(
            request, "desk/signing/password.html", {"form": form}, status=422 if form.is_bound else 200
        )
    try:
        change_password(
            person := signed_in(request), old=form.cleaned_data["old"], new=form.cleaned_data["new"]
        )
    except Refusal as no:
        return render(
            request, "desk/signing/password.html", {"form": form, "refusal": no}, status=status_of(no)
        )
    update_session_auth_hash(request, person)
    return done(request, _("The password is changed."), resolve_url("desk:today"))


def signed_in(request: Asked) -> Person:
    """The person's own row, to be handed to an action: `request.user` only stands for it."""
    person: Person = Person.objects.get(pk=cast("int", request.user.pk))
    return person
