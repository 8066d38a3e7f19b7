from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "sluitend.care.decisions"
    label = "decisions"
