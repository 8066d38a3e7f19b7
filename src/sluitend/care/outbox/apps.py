from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "sluitend.care.outbox"
    label = "outbox"
