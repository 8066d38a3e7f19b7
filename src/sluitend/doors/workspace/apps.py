from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "sluitend.doors.workspace"
    label = "workspace"
