from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

handler400 = "qiaomen.kernel.pages.not_taken_in"
handler404 = "qiaomen.kernel.pages.not_found"

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", set_language, name="language"),
    path("desk/", include("qiaomen.desk.urls")),
    path("field/", include("qiaomen.field.urls")),
    path("", include("qiaomen.portal.urls")),
]
