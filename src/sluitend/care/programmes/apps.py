from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "sluitend.care.programmes"
    label = "programmes"
