from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "sluitend.care.network"
    label = "network"
