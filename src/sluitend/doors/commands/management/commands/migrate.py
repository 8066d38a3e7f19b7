"""`manage.py migrate`: Django's own, for all regions, so that it also reads and mends what stands behind the wall."""

from typing import Any

from django.core.management.commands import migrate

from sluitend.care import wall


class Command(migrate.Command):
    @wall.everywhere()
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
