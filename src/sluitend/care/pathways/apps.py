from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "sluitend.care.pathways"
    label = "pathways"
