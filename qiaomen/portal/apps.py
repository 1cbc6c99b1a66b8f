from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "qiaomen.portal"
    label = "portal"
