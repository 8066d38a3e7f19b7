from django.apps import AppConfig


class CommandsConfig(AppConfig):
    name = "sluitend.doors.commands"
    label = "commands"
