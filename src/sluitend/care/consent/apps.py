from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "sluitend.care.consent"
    label = "consent"
