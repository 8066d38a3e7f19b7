from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "sluitend.care.coordination"
    label = "coordination"
