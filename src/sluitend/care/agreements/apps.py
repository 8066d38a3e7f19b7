from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "sluitend.care.agreements"
    label = "agreements"
