from django.apps import AppConfig


class SignallingConfig(AppConfig):
    name = "sluitend.care.signalling"
    label = "signalling"
