"""What is personal stands behind the wall between regions, or says why not. Which tables those are is read from the migrations."""

from pathlib import Path

import yaml
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from sluitend.care.wall.sql import WITH_REGION, Table, Wall

PRIVACY = yaml.safe_load((Path(__file__).resolve().parents[2] / "docs" / "privacy.yaml").read_text())


def behind_the_wall() -> dict[str, Table]:
    steps = [step for one in MigrationLoader(None).disk_migrations.values() for step in one.operations]
    return {table.name: table for step in steps if isinstance(step, Wall) for table in step.tables}


def without_wall(models, behind, outside):
    """Models with something personal, or that point to what is behind the wall, and that are neither behind it nor excused."""
    return sorted(
        model._meta.label
        for model in models
        if model._meta.db_table not in behind and model._meta.label not in outside and _is_personal(model, behind)
    )


def _is_personal(model, behind):
    decided = PRIVACY["models"].get(model._meta.label, {})
    points = (field.related_model._meta.db_table for field in model._meta.concrete_fields if field.is_relation)
    return any(not line.startswith("not personal") for line in decided.values()) or bool(set(points) & set(behind))


def test_what_is_personal_stands_behind_the_wall_or_says_why_not():
    models = apps.get_models(include_auto_created=True)
    assert without_wall(models, behind_the_wall(), PRIVACY["outside_the_wall"]) == []


def test_a_table_that_was_forgotten_is_seen():
    behind = behind_the_wall()
    del behind["coordination_meeting_promises"], behind["people_residence"]
    models = apps.get_models(include_auto_created=True)
    assert without_wall(models, behind, PRIVACY["outside_the_wall"]) == [
        "coordination.Meeting_promises",
        "people.Residence",
    ]


def test_an_excuse_is_for_a_table_that_needs_one():
    behind = behind_the_wall()
    for label, reason in PRIVACY["outside_the_wall"].items():
        model = apps.get_model(label)
        assert model._meta.db_table not in behind
        assert _is_personal(model, behind)
        assert reason


def test_a_row_learns_its_region_from_a_table_that_knows_it():
    behind = behind_the_wall()
    own = {
        model._meta.db_table
        for model in apps.get_models()
        if any(field.column == "region_id" for field in model._meta.concrete_fields)
    }
    assert {name for name, table in behind.items() if table.own} <= own
    assert own >= WITH_REGION
    parents = {parent for table in behind.values() for parent in table.belongs_to.values()}
    assert parents - WITH_REGION <= set(behind)
    columns = {m._meta.db_table: {f.column for f in m._meta.concrete_fields} for m in apps.get_models(True)}
    for table in behind.values():
        assert set(table.belongs_to) <= columns[table.name], table.name
        assert table.own or table.belongs_to, table.name
