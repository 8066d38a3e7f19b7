from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "sluitend.care.followup"
    label = "followup"
