"""Every address of the desk."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from qiaomen.desk.signing import views as signing

app_name = "desk"

urlpatterns = [
    path("sign-in/", signing.SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(next_page="desk:sign-in"), name="sign-out"),
    path("password/", signing.password, name="password"),
    path("language/", signing.language, name="language"),
]
