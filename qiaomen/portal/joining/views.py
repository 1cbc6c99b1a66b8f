"""Me too: what is offered before somebody reports the same, and how they join."""

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.web import Asked, SeeOther, public, status_of
from qiaomen.matters.actions.joining import join
from qiaomen.matters.channels import Channel
from qiaomen.matters.intake import Told
from qiaomen.matters.models import Matter, Telling
from qiaomen.portal.joining.forms import JoiningForm
from qiaomen.portal.released.listing import entries
from qiaomen.portal.throttling import REPORTS
from qiaomen.portal.tracking.access import remember


@public("GET", "POST")
def voice(request: Asked, number: str) -> HttpResponse:
    matter = get_object_or_404(Matter.objects.released(), number=number)
    form = JoiningForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    if not form.is_valid():
        return _page(request, matter, form, status=422 if form.is_bound else 200)
    try:
        telling = _join(request, matter, form)
    except Refusal as no:
        return _page(request, matter, form, no, status_of(no))
    return SeeOther(resolve_url("portal:thanks", telling.matter.number))


def _join(request: Asked, matter: Matter, form: JoiningForm) -> Telling:
    REPORTS.require(request)
    said = form.cleaned_data
    told = Told(
        **{name: said[name] for name in ("key", "name", "phone", "hide_from_unit")},
        channel=Channel.WEB,
        body=said["body"].strip() or _("The same as told of before: %s") % matter.summary,
        language=get_language() or "",
    )
    join(told, into=matter, by=request.actor)
    REPORTS.count(request)
    telling = Telling.objects.select_related("matter").get(key=said["key"])
    remember(request, telling)
    return telling


def _page(
    request: Asked, matter: Matter, form: JoiningForm, refusal: object = "", status: int = 200
) -> HttpResponse:
    shown = entries(Matter.objects.released().filter(pk=matter.pk))
    context = {"entry": shown[0], "form": form, "refusal": refusal}
    return render(request, "portal/joining/voice.html", context, status=status)
