"""A compiled read finds what its queryset would find, however often and with however many values it is asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Count, QuerySet

from sluitend.care.compiled import AS_IS, Given, by_number, compiled, insert, insert_all
from sluitend.care.followup.models import Notice
from sluitend.care.network.models import Municipality, Professional, RoleAssignment
from sluitend.care.trail.models import Once
from sluitend.core.roles import Role

COLUMNS = ("message", "values", "at", "seen_at")


@compiled
def _told_since(given: Given) -> QuerySet[Any, Any]:
    return Notice.objects.filter(to_id=given.to, at__gte=given.since).order_by("at").values_list(*COLUMNS)


@compiled
def _named(given: Given, name: str) -> QuerySet[Any, Any]:
    return Municipality.objects.filter(name=name).values_list("name")


@compiled
def _among(given: Given) -> QuerySet[Any, Any]:
    return Professional.objects.filter(pk__among=given.people).order_by("pk").values_list("pk")


@compiled
def _roles(given: Given) -> QuerySet[Any, Any]:
    found = RoleAssignment.objects.on(given.today).filter(professional__among=given.people)
    return found.values("role").annotate(n=Count("pk")).order_by("role").values_list("role", "n")


def test_dates_moments_and_json_come_back_as_the_models_have_them(world, now: datetime):
    nurse = world.professional("Els", world.youth_care)
    for days in (0, 1, 2):
        at = now - timedelta(days=days)
        Notice.objects.create(to=nurse, kind="x", message=f"{days}", values={"by": "é"}, at=at)
    since = now - timedelta(days=1)
    plain = Notice.objects.filter(to=nurse, at__gte=since).order_by("at").values_list(*COLUMNS)
    assert _told_since()(to=nurse.pk, since=since) == list(plain)
    assert [row[0] for row in plain] == ["1", "0"]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_any_number_of_values_goes_in_as_one(world, django_assert_num_queries, count: int):
    people = [world.professional(name, world.social).pk for name in ("Ad", "Bo", "Cor")]
    with django_assert_num_queries(1):
        assert _among()(people=people[:count]) == [(pk,) for pk in people[:count]]


def test_counting_per_group_with_a_date(world, today):
    one = world.professional("Ad", world.social, Role.SOCIAL_WORKER, Role.TEAM_LEAD)
    two = world.professional("Bo", world.social, Role.SOCIAL_WORKER)
    asked = {"people": {one.pk, two.pk}, "today": today}
    assert _roles()(**asked) == [(Role.SOCIAL_WORKER, 2), (Role.TEAM_LEAD, 1)]


@pytest.mark.parametrize("name", ["'s-Gravenhage", '100 % "Echt"', "%s", "a\\'b"])
def test_a_constant_stands_in_the_sentence_as_it_is_written(world, name: str):
    Municipality.objects.create(region=world.region, cbs_code="GM9100", name=name)
    assert _named(name)() == [(name,)]


def test_the_sentence_is_made_once_per_choice(db):
    assert _named("Waterstad") is _named("Waterstad")
    assert _named("Waterstad") is not _named("Zandstad")


@pytest.mark.skipif(connection.vendor == "sqlite", reason="for SQLite a moment is a text already")
def test_a_constant_that_cannot_be_written_is_refused(db, now: datetime) -> None:
    @compiled
    def moment(given: Given) -> QuerySet[Any, Any]:
        return Notice.objects.filter(at=now).values_list("pk")

    with pytest.raises(TypeError, match="give it with each call"):
        moment()


def test_a_new_row_is_written_as_saving_would_write_it(world, now: datetime, django_assert_num_queries):
    nurse = world.professional("Els", world.youth_care)
    facts: dict[str, Any] = {"to": nurse, "kind": "x", "message": "é", "values": {"by": 1}, "at": now}
    saved, written = Notice.objects.create(**facts), Notice(**facts)
    with django_assert_num_queries(1):
        insert(written)
    assert written.pk == saved.pk + 1
    assert not written._state.adding
    written.refresh_from_db()
    assert [getattr(written, name) for name in COLUMNS] == [getattr(saved, name) for name in COLUMNS]


def test_what_goes_in_as_it_is_is_what_every_column_itself_would_write(db):
    ours = [model for model in apps.get_models() if model.__module__.startswith("sluitend.")]
    columns = [(model, field) for model in ours for field in model._meta.concrete_fields]
    samples: dict[type, Any] = {bool: False, str: "é", int: 7}
    asked = 0
    for model, field in columns:
        row = model(**{field.attname: None})
        assert field.pre_save(row, True) is None, field  # no column makes up a value of its own
        assert field.get_db_prep_save(None, connection) is None, field
        if type(field) in AS_IS:
            sample = samples[AS_IS[type(field)]]
            assert field.get_db_prep_save(sample, connection) == sample, field
            asked += 1
    assert asked > len(columns) / 2


def test_a_value_of_another_type_is_made_what_its_column_holds(world, today):
    nurse = world.professional("Els", world.youth_care)
    assert insert(RoleAssignment(professional_id=str(nurse.pk), role=Role.MIDWIFE, starts_on=today)).pk
    assert list(RoleAssignment.objects.filter(professional=nurse).values_list("role", "starts_on")) == [
        ("midwife", today)
    ]


def test_several_new_rows_are_one_statement_and_keep_their_order(world, today, django_assert_num_queries):
    nurse = world.professional("Els", world.youth_care)
    rows = [RoleAssignment(professional=nurse, role=role, starts_on=today) for role in (Role.TEAM_LEAD, Role.MIDWIFE)]
    with django_assert_num_queries(1):
        insert_all(rows)
    insert_all([])
    assert [RoleAssignment.objects.get(pk=row.pk).role for row in rows] == [Role.TEAM_LEAD, Role.MIDWIFE]


def test_a_row_beside_which_another_stands_is_left_out_when_that_is_said(
    world, now: datetime, django_assert_num_queries
):
    first, second = (Once(key=key, action="a", result_id=1, at=now) for key in "xy")
    insert_all([first])
    with django_assert_num_queries(1):
        insert_all([Once(key="x", action="a", result_id=2, at=now), second], unless_there=True)
    assert sorted(Once.objects.values_list("key", "result_id")) == [("x", 1), ("y", 1)]


def test_a_row_with_a_key_of_its_own_keeps_it(db, now: datetime):
    assert insert(Once(key="1:a", action="x", result_id=None, at=now)).pk == "1:a"
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Once(key="1:a", action="x", result_id=None, at=now))


@compiled
def _people(given: Given) -> QuerySet[Any, Any]:
    found = Professional.objects.filter(organisation_id=given.organisation).select_related("organisation", "user")
    return found.annotate(roles=Count("role_assignments")).order_by("name")


def test_whole_rows_come_with_what_was_selected_beside_them(world, django_assert_num_queries):
    world.professional("Ad", world.social, Role.SOCIAL_WORKER)
    world.professional("Bo", world.social)
    Professional.objects.filter(name="Bo").update(user=None)
    expected = list(Professional.objects.filter(organisation=world.social).order_by("name"))
    with django_assert_num_queries(1):
        found = _people().things(organisation=world.social.pk)
        assert found == expected
        assert [(one.organisation.name, one.user) for one in found] == [(world.social.name, None)] * len(expected)
    assert [one.roles for one in found if one.name in ("Ad", "Bo")] == [1, 0]
    assert not found[0]._state.adding


@pytest.mark.parametrize("number", [0, -1, 2**63, 10**30, "1", None])
def test_a_number_that_nothing_has_finds_nothing(db, number):
    assert by_number("network.Professional", number) is None


@pytest.mark.django_db(transaction=True)
def test_a_row_by_its_number_can_be_changed(world):
    nurse = world.professional("Els", world.youth_care)
    with transaction.atomic():
        found = by_number("network.Professional", nurse.pk, locked=True)
        found.name = "Elsa"
        found.save()
    assert Professional.objects.get(pk=nurse.pk).name == "Elsa"
