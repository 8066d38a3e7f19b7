"""The closing rules 1 and 2 in the database itself (design.md 5): PostgreSQL refuses at commit what no constraint can say.

An open case needs an open promise and exactly one lead who is the one that it names. The triggers look at the whole family after the
last statement of the transaction, so the order of statements within it does not matter. SQLite has no deferred triggers: there
`monitoring.keep_closing_rules` and the nightly proof are what keeps the rules.
"""

from django.db import migrations

CHECK = """
CREATE FUNCTION coordination_must_stay_in_view() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    about bigint;
    wrong text;
BEGIN
    FOREACH about IN ARRAY
        CASE TG_OP
            WHEN 'DELETE' THEN ARRAY[OLD.family_id]
            WHEN 'INSERT' THEN ARRAY[NEW.family_id]
            ELSE ARRAY[OLD.family_id, NEW.family_id]
        END
    LOOP
        SELECT CASE
            WHEN NOT EXISTS (
                SELECT 1 FROM people_involvement i
                WHERE i.family_id = about AND i.role = 'lead' AND i.ends_on IS NULL
                  AND i.professional_id = c.lead_id
            ) THEN 'without its lead'
            WHEN NOT EXISTS (
                SELECT 1 FROM followup_promise p WHERE p.family_id = about AND p.status = 'open'
            ) THEN 'without an open promise'
        END INTO wrong
        FROM coordination_case c WHERE c.family_id = about AND c.status = 'open';
        IF wrong IS NOT NULL THEN
            RAISE EXCEPTION 'family % has an open case %', about, wrong
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'coordination_stay_in_view';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
"""

TRIGGERS = {
    "coordination_case": "INSERT OR UPDATE OF status, lead_id, family_id",
    "followup_promise": "UPDATE OF status, family_id OR DELETE",
    "people_involvement": "UPDATE OF role, ends_on, professional_id, family_id OR DELETE",
}


def _create(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(CHECK, params=None)
    for table, events in TRIGGERS.items():
        schema_editor.execute(
            f"CREATE CONSTRAINT TRIGGER coordination_stay_in_view AFTER {events} ON {table} "
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION coordination_must_stay_in_view()"
        )


def _drop(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER coordination_stay_in_view ON {table}")
    schema_editor.execute("DROP FUNCTION coordination_must_stay_in_view()")


class Migration(migrations.Migration):
    dependencies = [
        ("coordination", "0001_initial"),
        ("followup", "0001_initial"),
        ("people", "0001_initial"),
    ]
    operations = [migrations.RunPython(_create, _drop, elidable=False)]
