from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "sluitend.care.trail"
    label = "trail"
