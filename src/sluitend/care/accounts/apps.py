from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sluitend.care.accounts"
    label = "accounts"
