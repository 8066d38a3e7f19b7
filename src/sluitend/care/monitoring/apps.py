from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "sluitend.care.monitoring"
    label = "monitoring"
