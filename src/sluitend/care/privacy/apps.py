from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "sluitend.care.privacy"
    label = "privacy"
