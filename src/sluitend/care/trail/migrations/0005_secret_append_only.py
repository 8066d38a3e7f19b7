"""The secret trail is only added to, like the other (0002)."""

from django.db import migrations

POSTGRESQL = [
    "CREATE TRIGGER trail_secret_append_only BEFORE UPDATE OR DELETE ON trail_secretentry "
    "FOR EACH ROW EXECUTE FUNCTION trail_append_only()",
]
POSTGRESQL_BACK = ["DROP TRIGGER trail_secret_append_only ON trail_secretentry"]
SQLITE = [
    f"CREATE TRIGGER trail_secret_no_{verb} BEFORE {verb} ON trail_secretentry "
    "BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END"
    for verb in ("UPDATE", "DELETE")
]
SQLITE_BACK = ["DROP TRIGGER trail_secret_no_UPDATE", "DROP TRIGGER trail_secret_no_DELETE"]


def _run(on_postgresql, on_sqlite):
    def run(apps, schema_editor):
        for statement in on_postgresql if schema_editor.connection.vendor == "postgresql" else on_sqlite:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("trail", "0004_secret_entries")]
    operations = [migrations.RunPython(_run(POSTGRESQL, SQLITE), _run(POSTGRESQL_BACK, SQLITE_BACK))]
