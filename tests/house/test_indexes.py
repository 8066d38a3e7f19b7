"""A row that is written goes into every index of its table: none is kept whose column another begins with."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader

from sluitend.care.indexes import IndexOnly

OURS = [model for model in apps.get_models() if model.__module__.startswith("sluitend.")]


def beginnings(model: type[models.Model]) -> set[str]:
    """The columns with which the indexes over several columns begin that hold every row."""
    unique = [one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)]
    whole = [list(one.fields) for one in (*model._meta.indexes, *unique) if one.condition is None]
    return {fields[0].lstrip("-") for fields in whole if len(fields) > 1}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_no_column_has_an_index_with_which_another_begins(model: type[models.Model]) -> None:
    twice = {field.name for field in model._meta.local_fields if field.db_index and not field.unique}
    assert not twice & beginnings(model), "give this foreign key db_index=False"


def changed() -> list[tuple[str, IndexOnly]]:
    found = MigrationLoader(None).disk_migrations.items()
    return [(app, one) for (app, _), step in found for one in step.operations if isinstance(one, IndexOnly)]


@pytest.mark.django_db
@pytest.mark.parametrize(("app", "step"), changed(), ids=lambda one: one if isinstance(one, str) else one.name)
def test_the_database_lost_that_index_and_kept_the_one_that_begins_with_it(
    app: str, step: migrations.AlterField
) -> None:
    model = apps.get_model(app, step.model_name)
    column = model._meta.get_field(step.name).column
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table).values()
    kept = [one["columns"] for one in found if one["index"] or one["unique"]]
    assert [column] not in [one["columns"] for one in found if one["index"] and not one["unique"]]
    assert any(columns[0] == column for columns in kept if columns)
