"""What was agreed is never edited in place: both databases refuse every change of a version but the day on which it is replaced,
and that day is set once."""

from django.db import migrations

FIXED = ("region_id", "coalition_id", "kind", "content_id", "number", "digest", "body", "in_force_from")
POSTGRESQL = [
    f"""
    CREATE FUNCTION agreements_never_edited() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF ({", ".join(f"OLD.{name}" for name in FIXED)}) IS DISTINCT FROM ({", ".join(f"NEW.{name}" for name in FIXED)})
            OR (OLD.replaced_on IS NOT NULL AND OLD.replaced_on IS DISTINCT FROM NEW.replaced_on) THEN
            RAISE EXCEPTION 'a version is never edited' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER agreements_never_edited BEFORE UPDATE ON agreements_version "
    "FOR EACH ROW EXECUTE FUNCTION agreements_never_edited()",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER agreements_never_edited ON agreements_version",
    "DROP FUNCTION agreements_never_edited()",
]
_CHANGED = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in FIXED)
SQLITE = [
    "CREATE TRIGGER agreements_never_edited BEFORE UPDATE ON agreements_version "
    f"WHEN {_CHANGED} OR (OLD.replaced_on IS NOT NULL AND OLD.replaced_on IS NOT NEW.replaced_on) "
    "BEGIN SELECT RAISE(ABORT, 'a version is never edited'); END"
]
SQLITE_BACK = ["DROP TRIGGER agreements_never_edited"]


def _run(on_postgresql, on_sqlite):
    def run(apps, schema_editor):
        for statement in on_postgresql if schema_editor.connection.vendor == "postgresql" else on_sqlite:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_drafts_and_coalitions")]
    operations = [migrations.RunPython(_run(POSTGRESQL, SQLITE), _run(POSTGRESQL_BACK, SQLITE_BACK))]
