from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "sluitend.care.people"
    label = "people"
