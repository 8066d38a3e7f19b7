from django.apps import AppConfig


class ParentsConfig(AppConfig):
    name = "sluitend.care.parents"
    label = "parents"
