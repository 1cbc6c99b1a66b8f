from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "qiaomen.field"
    label = "field"
