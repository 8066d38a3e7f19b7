"""The fields of NEN 7513 that were not there yet, and the seals (docs/decisions/0016).

The columns have a default in the database, so that the version that still runs can write. SQLite makes the table anew for a column and loses
its triggers by that; they are put back, forwards and backwards.
"""

from django.db import migrations, models

SQLITE = [
    f"CREATE TRIGGER IF NOT EXISTS {name}_{verb} BEFORE {verb} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END"
    for table, name in (("trail_entry", "trail_no"), ("trail_seal", "trail_seal_no"))
    for verb in ("UPDATE", "DELETE")
]


def _on_sqlite(*statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            for statement in statements:
                schema_editor.execute(statement)

    return run


def _on_postgresql(statement):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(statement)

    return run


def _words(length):
    return models.CharField(max_length=length, default="", db_default="")


class Migration(migrations.Migration):
    dependencies = [("trail", "0002_append_only")]
    operations = [
        migrations.RunPython(migrations.RunPython.noop, _on_sqlite(*SQLITE[:2])),
        migrations.AddField("entry", "code", _words(1)),
        migrations.AddField("entry", "permission", _words(40)),
        migrations.AddField("entry", "purpose", _words(10)),
        migrations.AddField("entry", "controls", _words(4)),
        migrations.AddField("entry", "responsible_id", models.BigIntegerField(null=True)),
        migrations.AddField("entry", "access_point", _words(64)),
        migrations.AddField("entry", "trace", _words(64)),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region_id", models.BigIntegerField()),
                ("number", models.BigIntegerField()),
                ("entry_id", models.BigIntegerField(unique=True)),
                ("digest", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["region_id", "number"], name="trail_seal_number"),
                    models.UniqueConstraint(fields=["region_id", "entry_id"], name="trail_seal_entry"),
                ],
            },
        ),
        migrations.RunPython(_on_sqlite(*SQLITE), migrations.RunPython.noop),
        migrations.RunPython(
            _on_postgresql(
                "CREATE TRIGGER trail_append_only BEFORE UPDATE OR DELETE ON trail_seal "
                "FOR EACH ROW EXECUTE FUNCTION trail_append_only()"
            ),
            _on_postgresql("DROP TRIGGER trail_append_only ON trail_seal"),
        ),
    ]
