from django.apps import AppConfig


class ObservationsConfig(AppConfig):
    name = "sluitend.care.observations"
    label = "observations"
