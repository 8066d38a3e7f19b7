"""Seals of the secret trail: a chain of its own, only added to like the other (0002, docs/decisions/0026)."""

from django.db import migrations, models

POSTGRESQL = [
    "CREATE TRIGGER trail_secret_seal_append_only BEFORE UPDATE OR DELETE ON trail_secretseal "
    "FOR EACH ROW EXECUTE FUNCTION trail_append_only()",
]
POSTGRESQL_BACK = ["DROP TRIGGER trail_secret_seal_append_only ON trail_secretseal"]
SQLITE = [
    f"CREATE TRIGGER trail_secret_seal_no_{verb} BEFORE {verb} ON trail_secretseal "
    "BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END"
    for verb in ("UPDATE", "DELETE")
]
SQLITE_BACK = ["DROP TRIGGER trail_secret_seal_no_UPDATE", "DROP TRIGGER trail_secret_seal_no_DELETE"]


def _run(on_postgresql, on_sqlite):
    def run(apps, schema_editor):
        for statement in on_postgresql if schema_editor.connection.vendor == "postgresql" else on_sqlite:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [
        ("trail", "0005_secret_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="SecretSeal",
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
                    models.UniqueConstraint(fields=("region_id", "number"), name="trail_secret_seal_number")
                ],
            },
        ),
        migrations.RunPython(_run(POSTGRESQL, SQLITE), _run(POSTGRESQL_BACK, SQLITE_BACK)),
    ]
