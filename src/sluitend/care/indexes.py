"""Indexes that migrations take away or give back without touching what else a column has."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models


class IndexOnly(migrations.AlterField):
    """A foreign key without an index of its own, because another index of its table begins with the same column: every row that was
    written went into both.

    Django's own operation would also make the constraint anew, which reads the whole table, and on SQLite the table, which loses its
    triggers.
    """

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        field = model._meta.get_field(self.name)
        if field.db_index:
            schema_editor.execute(schema_editor._create_index_sql(model, fields=[field]))
            return
        for name in self._own(model, field, schema_editor):
            schema_editor.execute(schema_editor._delete_index_sql(model, name))

    database_backwards = database_forwards

    @staticmethod
    def _own(model: type[models.Model], field: Any, schema_editor: Any) -> list[str]:
        others = {index.name for index in model._meta.indexes}
        only = {"index": True, "unique": False, "primary_key": False}
        return schema_editor._constraint_names(model, [field.column], exclude=others, **only)  # type: ignore[no-any-return]
