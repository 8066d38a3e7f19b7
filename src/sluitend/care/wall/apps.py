from django.apps import AppConfig


class WallConfig(AppConfig):
    name = "sluitend.care.wall"
    label = "wall"

    def ready(self) -> None:
        from sluitend.care.wall import checks  # noqa: F401 its import registers it
