"""The trail is only added to: both databases refuse to change or remove a row (design.md 2, NEN 7513).

Erasing what the retention terms no longer allow (domain.md 11) is for the owner of the tables, who takes the triggers off for it, on
purpose and visibly.
"""

from django.db import migrations

POSTGRESQL = [
    """
    CREATE FUNCTION trail_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the trail is only added to' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    "CREATE TRIGGER trail_append_only BEFORE UPDATE OR DELETE ON trail_entry "
    "FOR EACH ROW EXECUTE FUNCTION trail_append_only()",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER trail_append_only ON trail_entry",
    "DROP FUNCTION trail_append_only()",
]
SQLITE = [
    f"CREATE TRIGGER trail_no_{verb} BEFORE {verb} ON trail_entry BEGIN SELECT RAISE(ABORT, 'the trail is only added to'); END"
    for verb in ("UPDATE", "DELETE")
]
SQLITE_BACK = ["DROP TRIGGER trail_no_UPDATE", "DROP TRIGGER trail_no_DELETE"]


def _run(on_postgresql, on_sqlite):
    def run(apps, schema_editor):
        for statement in on_postgresql if schema_editor.connection.vendor == "postgresql" else on_sqlite:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]
    operations = [migrations.RunPython(_run(POSTGRESQL, SQLITE), _run(POSTGRESQL_BACK, SQLITE_BACK))]
