from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "sluitend.doors.jobs"
    label = "jobs"
