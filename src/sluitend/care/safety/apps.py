from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "sluitend.care.safety"
    label = "safety"
