from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "sluitend.doors.portal"
    label = "portal"
