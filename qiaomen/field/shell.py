"""The page that a phone keeps, and what it needs to keep it: the same for everybody, nobody's data in it."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from qiaomen.field.words import words
from qiaomen.kernel.web import Asked, public

MODULES = (
    "app",
    "clock",
    "deeds",
    "drawing",
    "filling",
    "forms",
    "pages",
    "photos",
    "queue",
    "rounds",
    "sending",
    "store",
)
FILES = (
    "icon.svg",
    "css/qiaomen.css",
    "css/field.css",
    *(f"js/field/{name}.js" for name in MODULES),
)
WORKER = "js/field/worker.js"
ICONS = (("img/field-192.png", "192x192"), ("img/field-512.png", "512x512"))


@never_cache
@public("GET")
def app(request: Asked) -> HttpResponse:
    return render(request, "field/app.html", {"words": words()})


@never_cache
@public("GET")
def worker(_request: Asked) -> HttpResponse:
    """The service worker: with each release its text differs, which is how a phone learns of it."""
    text = render_to_string(
        "field/worker.js",
        {"release": release(), "files": [static(name) for name in FILES], "program": static(WORKER)},
    )
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


@public("GET")
def manifest(_request: Asked) -> HttpResponse:
    icons = [{"src": static(name), "sizes": size, "type": "image/png"} for name, size in ICONS]
    told = {
        "id": resolve_url("field:app"),
        "name": _("Qiaomen in the field"),
        "short_name": _("Qiaomen"),
        "start_url": resolve_url("field:app"),
        "scope": resolve_url("field:app"),
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#083f78",
        "lang": translation.get_language(),
        "icons": [*icons, {**icons[-1], "purpose": "maskable"}],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@cache
def release() -> str:
    """A name for just these files and sentences."""
    files = [Path(str(finders.find(name))).read_bytes() for name in (*FILES, WORKER)]
    pages = [_page_in(language).encode() for language, _label in settings.LANGUAGES]
    return sha256(b"".join(files + pages)).hexdigest()[:12]


def _page_in(language: str) -> str:
    with translation.override(language):
        return render_to_string("field/app.html", {"words": words()})
