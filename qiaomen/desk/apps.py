from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "qiaomen.desk"
    label = "desk"
