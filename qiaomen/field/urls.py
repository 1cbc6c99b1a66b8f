"""Every address of the field app: its shell, which phones keep, and what a phone gets and sends."""

from django.urls import path

from qiaomen.field import shell, views

app_name = "field"

urlpatterns = [
    path("", shell.app, name="app"),
    path("worker.js", shell.worker, name="worker"),
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("now/", views.now, name="now"),
    path("sendings/", views.sendings, name="sendings"),
]
