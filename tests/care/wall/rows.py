"""One row in every table behind the wall, in a region of its own: invented from the columns alone, so a new table needs nothing here."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import connection, models

from sluitend.care.network.models import Region

NUMBERS = count(1)
INVENTED = (
    (models.BooleanField, lambda: False),
    (models.DateTimeField, lambda: datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))),
    (models.DateField, lambda: date(2026, 11, 23)),
    (models.TimeField, lambda: datetime(2026, 11, 23, 10).time()),
    (models.JSONField, dict),
    (models.BinaryField, lambda: b"x"),
    (models.DecimalField, lambda: 1),
    (models.IntegerField, lambda: next(NUMBERS)),
    ((models.CharField, models.TextField), lambda: f"x{next(NUMBERS)}"),
)


def by_table() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


def without_checks() -> None:
    """Invented rows say nothing sensible; only which region they are of matters. Comes back with the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) FROM pg_constraint "
            "WHERE contype = 'c' AND connamespace = 'public'::regnamespace UNION ALL "
            "SELECT format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass) FROM pg_trigger "
            "WHERE tgname = 'coordination_stay_in_view'"
        )
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)


class Rows:
    """The rows of one region, each made when it is asked for or pointed at."""

    def __init__(self, slug: str) -> None:
        self.region = Region.objects.create(slug=slug, name=slug)
        self._made: dict[str, models.Model] = {"network_region": self.region}

    def of(self, table: str) -> models.Model:
        if table not in self._made:
            self._made[table] = self.new(table)
            self._made[table].save()
        return self._made[table]

    def new(self, table: str) -> models.Model:
        """A further row, not written yet, that belongs to the same things."""
        model = by_table()[table]
        return model(**dict(self._values(model)))

    def _values(self, model):
        for field in model._meta.concrete_fields:
            if isinstance(field, models.AutoField | models.BigAutoField):
                continue
            if field.column == "region_id" and not field.is_relation:
                yield field.attname, self.region.pk
            elif field.is_relation:
                parent = field.related_model._meta.db_table
                if not field.null or (parent != model._meta.db_table and not parent.startswith("agreements_")):
                    yield field.attname, self.of(parent).pk
            elif not field.has_default():
                yield field.attname, self._invented(field)

    @staticmethod
    def _invented(field):
        make = next(make for kinds, make in INVENTED if isinstance(field, kinds))
        made = make()
        most = getattr(field, "max_length", None)
        return made[:most] if isinstance(made, str) and most else made
