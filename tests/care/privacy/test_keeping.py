"""Requests with their term, the hold, the second look, and erasing without making a count untrue."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.db import models

from sluitend.care.accounts.devices import note_device
from sluitend.care.accounts.models import Device, Identity, User
from sluitend.care.coordination import actions as coordination
from sluitend.care.coordination.models import Case
from sluitend.care.followup import actions as followup
from sluitend.care.observations.models import Observation
from sluitend.care.outbox.models import Wish
from sluitend.care.people.models import Birth, Family, FamilyMember, InformalHelper, Involvement, Person, Pregnancy
from sluitend.care.privacy import actions
from sluitend.care.privacy.actions.erasing import APART, CODES, ERASED, GONE, OF_ACCOUNT, rows_about, words_of
from sluitend.care.privacy.models import Request
from sluitend.care.privacy.queries import agreed_terms, glass_to_review, preview, requests, to_delete, who_may_ask
from sluitend.care.referrals import actions as referrals
from sluitend.care.referrals.models import Referral
from sluitend.care.safety import actions as safety
from sluitend.care.safety.actions.starting import Beginning
from sluitend.care.safety.queries import matter as matter_page
from sluitend.care.signalling.models import Signal
from sluitend.care.trail.models import Entry
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.roles import Role
from tests.care.parents.conftest import make_own_pages
from tests.care.referrals.conftest import road  # noqa: F401

DECISIONS = yaml.safe_load((Path(__file__).parents[3] / "docs" / "privacy.yaml").read_text())["models"]
NOT_ABOUT_A_FAMILY = {
    "accounts.FailedSignIn",
    "signalling.Draft",
    "signalling.SelfSignal",
    "signalling.FormUse",
    "coordination.CaseloadDraft",
    "coordination.Absence",
    "decisions.WhatIf",
    "programmes.CalendarFeed",
    "outbox.Wish",
    "parents.CouncilMeeting",
    "trail.Entry",
    "trail.SecretEntry",
    "trail.Once",
}
"""Tables with personal words that lead to no family: about accounts and colleagues, to every parent at once, numbers of families without a
word about them, or helpers of the technique that are kept for days."""


@pytest.fixture
def officer(world):
    return world.actor(world.professional("Hilde Privacy", world.youth_care, Role.PRIVACY_OFFICER))


@pytest.fixture
def lived(road, world, coordinator, now, today):  # noqa: F811
    """A family with words in many tables, whose file is closed."""
    family, by = road.family, world.actor(road.sender)
    mother = world.mother(family)
    Person.objects.filter(pk=mother.pk).update(
        family_name="Quibus", birth_date=date(2001, 5, 17), phone="0612345678", key_phone="abc", street="Pad 1"
    )
    Involvement.objects.create(family=family, professional=coordinator, role="lead", starts_on=today)
    lead = world.actor(coordinator)
    step = {"first_what": "Bellen", "first_due_on": today + timedelta(days=2)}
    case_id = coordination.open_case(family.pk, by=lead, now=now, lead_id=coordinator.pk, **step)
    coordination.add_goal(family.pk, by=lead, now=now, words="Een eigen huis")
    followup.attempt(family.pk, by=lead, now=now, way="phone", result="reached", note="Zij huilde")
    InformalHelper.objects.create(family=family, name="Tante Bep", starts_on=today)
    Observation.objects.create(
        family=family, person=mother, kind="unease", code="unease", note="Twijfel", domain="social", noted_on=today
    )
    pk = road.send().pk
    referrals.cancel(pk, by=by, now=now, reason="Zij wil nu rust")
    told = {"family_told_on": today, "note": "Nare brief", "withdraw_open": True}
    coordination.close_case(case_id, by=lead, now=now, ending="support_not_wanted", **told)
    return family


def ask(family, world, who, now, kind="deletion"):
    by = world.actor(who)
    person_id = who_may_ask(family.pk, by=by, now=now)[0][0]
    return actions.take_request(family.pk, by=by, now=now, person_id=person_id, kind=kind, words="Graag weg")


def test_a_request_waits_for_the_officer_with_its_term_and_is_answered_once(
    lived, world, coordinator, officer, now, today
):
    pk = ask(lived, world, coordinator, now, "inspection")
    [row] = requests(by=officer, now=now)
    assert (row.request_id, row.asked_on, row.answer_by) == (pk, today, date(2026, 12, 23))
    actions.lengthen_request(pk, by=officer, now=now, reason="Twee dossiers")
    assert requests(by=officer, now=now)[0].answer_by == date(2027, 2, 23)
    with pytest.raises(NotNow):
        actions.lengthen_request(pk, by=officer, now=now, reason="Nog eens")
    with pytest.raises(NotNow) as refused:
        actions.answer_request(pk, by=officer, now=now, granted=False, answer=" ")
    assert refused.value.field == "answer"
    actions.answer_request(pk, by=officer, now=now, granted=True, answer="Komt u langs?")
    with pytest.raises(NotNow, match="al beantwoord"):
        actions.answer_request(pk, by=officer, now=now, granted=True, answer="Nog eens")
    assert requests(by=officer, now=now) == ()


def test_only_a_member_of_the_family_asks_and_only_who_is_involved_takes_it_down(
    lived, world, coordinator, youth_nurse, now
):
    other = world.mother(world.family("Familie Ander"))
    with pytest.raises(NotNow) as refused:
        actions.take_request(
            lived.pk, by=world.actor(coordinator), now=now, person_id=other.pk, kind="inspection", words="x"
        )
    assert refused.value.field == "person_id"
    with pytest.raises(NotAllowed):
        who_may_ask(lived.pk, by=world.actor(youth_nurse), now=now)


def test_nothing_is_erased_without_a_ground_with_a_hold_or_by_somebody_else(lived, world, coordinator, officer, now):
    with pytest.raises(NotNow, match="bewaartermijn loopt"):
        actions.erase(lived.pk, by=officer, now=now)
    pk = ask(lived, world, coordinator, now)
    actions.answer_request(pk, by=officer, now=now, granted=True, answer="Wij wissen alles.")
    held = actions.hold(lived.pk, by=officer, now=now, reason="Klacht")
    with pytest.raises(NotNow, match="al een bewaarplicht"):
        actions.hold(lived.pk, by=officer, now=now, reason="Klacht")
    with pytest.raises(NotNow, match="bewaarplicht"):
        actions.erase(lived.pk, by=officer, now=now)
    assert requests(by=officer, now=now)[0].hold_id == held
    actions.release(held, by=officer, now=now)
    with pytest.raises(NotNow, match="al opgeheven"):
        actions.release(held, by=officer, now=now)
    with pytest.raises(NotAllowed):
        actions.erase(lived.pk, by=world.actor(coordinator), now=now)
    actions.erase(lived.pk, by=officer, now=now)
    with pytest.raises(NotNow, match="al gewist"):
        actions.erase(lived.pk, by=officer, now=now)
    assert requests(by=officer, now=now) == ()


def test_erasing_leaves_no_word_and_every_count(lived, world, coordinator, officer, now, today):
    pk = ask(lived, world, coordinator, now)
    actions.answer_request(pk, by=officer, now=now, granted=True, answer="Wij wissen alles.")
    counted = [model for model, _ in rows_about(lived.pk, []) if model._meta.label not in GONE]
    before = {model._meta.label: model.objects.count() for model in counted}
    trail = Entry.objects.filter(family_id=lived.pk).count()
    actions.erase(lived.pk, by=officer, now=now)
    people = list(FamilyMember.objects.filter(family=lived).values_list("person", flat=True))
    looked_at = 0
    for model, where in rows_about(lived.pk, people):
        names = [field.name for field in words_of(model)]
        for row in model.objects.filter(where).values(*names) if names else ():
            looked_at += 1
            assert set(map(str, row.values())) <= {"", ERASED, "[]", "{}"}, (model._meta.label, row)
    assert looked_at > 8
    assert {model._meta.label: model.objects.count() for model in counted} == before
    assert not Observation.objects.filter(family=lived).exists()
    assert Case.objects.get(family=lived).ending == "support_not_wanted"
    assert Person.objects.get(pk=people[0]).birth_date is None
    assert Pregnancy.objects.get(family=lived).due_date.day == 1
    assert Entry.objects.filter(family_id=lived.pk).count() == trail + 1


def test_the_account_of_a_parent_and_the_address_for_messages_go_with_the_last_family(
    lived, world, coordinator, officer, now
):
    user = make_own_pages(lived, world.mother(lived), world.actor(coordinator), now=now).by.user_id
    Wish.objects.create(user_id=user, way="sms", mobile="+31612345678", first_hour=9, until_hour=21, since=now)
    Identity.objects.create(user_id=user, provider="digid", subject="900012345", way="email", bound_at=now)
    note_device(user, "k" * 32, "Firefox", now)
    pk = ask(lived, world, coordinator, now)
    actions.answer_request(pk, by=officer, now=now, granted=True, answer="Wij wissen alles.")
    actions.erase(lived.pk, by=officer, now=now)
    gone = User.objects.get(pk=user)
    assert (gone.is_active, gone.has_usable_password(), gone.username) == (False, False, f"{ERASED}{user}")
    for model in (Wish, Identity, Device):
        assert not model.objects.filter(user_id=user).exists()


def test_every_table_that_hangs_on_an_account_goes_with_it_or_tells_nothing():
    hanging = {one.related_model._meta.label for one in User._meta.related_objects if one.on_delete is models.CASCADE}
    by_sessions, without_words = {"accounts.Device"}, {"outbox.Message"}
    assert hanging - by_sessions - without_words == set(OF_ACCOUNT)


@pytest.mark.parametrize("ended", [True, False])
def test_erasing_neither_touches_nor_shows_a_safety_matter(lived, world, road, coordinator, officer, now, ended):  # noqa: F811
    by = world.actor(road.sender)
    beginning = Beginning("concern", "Moeder", "Een blauwe plek.")
    matter = safety.start(by=by, now=now, family_id=lived.pk, beginning=beginning)
    today = now.date()
    safety.consult(matter, by=by, now=now, on=today, way="veilig_thuis", whom="Advieslijn", facts="Let op.")
    if ended:
        safety.end_matter(matter, by=by, now=now, ending="no_suspicion", reason="Uitgezocht.", withdraw_open=True)
    pk = ask(lived, world, coordinator, now)
    actions.answer_request(pk, by=officer, now=now, granted=True, answer="Wij wissen alles.")
    counted = sum(
        model.objects.filter(where).count() for model, where in rows_about(lived.pk, [world.mother(lived).pk])
    )
    actions.erase(lived.pk, by=officer, now=now)
    assert Entry.objects.get(action="privacy.erase").details["rows"] == str(counted)
    found = matter_page(matter, by=by, now=now)
    assert {step.facts for step in found.steps} == {"Een blauwe plek.", "Let op."}
    assert found.family_name == ERASED


def test_somebody_with_a_second_family_keeps_the_own_record(lived, world, coordinator, officer, now, today):
    father = Person.objects.create(region=world.region, given_name="Teun", family_name="Blijft")
    for family in (lived, world.family("Familie Twee")):
        FamilyMember.objects.create(family=family, person=father, part="father", starts_on=today)
    pk = ask(lived, world, coordinator, now)
    actions.answer_request(pk, by=officer, now=now, granted=True, answer="Wij wissen alles.")
    actions.erase(lived.pk, by=officer, now=now)
    father.refresh_from_db()
    assert father.name == "Teun Blijft"
    assert Family.objects.get(name="Familie Twee")


def test_every_table_with_personal_words_is_reached_or_is_about_no_family():
    reached = {model._meta.label for model, _ in rows_about(1, [1])}
    for label, fields in DECISIONS.items():
        model = apps.get_model(label)
        personal = [name for name, decision in fields.items() if decision.startswith("personal")]
        texts = {field.name for field in words_of(model)} & set(personal)
        if texts and label.partition(".")[0] not in {"network", "accounts", "agreements", "monitoring", APART}:
            assert label in reached | NOT_ABOUT_A_FAMILY, (label, texts)


def test_what_is_kept_as_a_code_is_a_field_that_is_there():
    for label, names in CODES.items():
        assert names <= {field.name for field in apps.get_model(label)._meta.fields}, label
    assert all(issubclass(apps.get_model(label), models.Model) for label in GONE)


def signalled(world, midwife, now, name, days, status, answered_days):
    """A family about which one signal was sent this many days ago, and answered `answered_days` ago unless it still waits."""
    family, sent = world.family(f"Familie {name}"), now - timedelta(days=days)
    facts = {
        "region": world.region,
        "municipality": world.town,
        "receiver": world.team,
        "signaller": midwife,
        "knows": True,
    }
    facts |= {
        "family": family,
        "person": world.mother(family),
        "sent_at": sent,
        "answer_by": sent.date(),
        "status": status,
    }
    if status != "sent":
        answered = now - timedelta(days=answered_days)
        facts |= {"answered_at": answered, "answered_by": midwife, "answer": "Geen vervolg"}
    Signal.objects.create(**facts)
    return family.pk


def test_a_signal_without_help_is_listed_for_deletion_after_the_term_of_the_region(world, road, officer, midwife, now):  # noqa: F811
    told = (
        ("Lang", 400, "stopped", 400),
        ("Kort", 300, "stopped", 300),
        ("Wacht", 400, "sent", 0),
        ("Hulp", 400, "advised", 400),
        ("Laat", 400, "stopped", 360),
    )
    Family.objects.filter(pk=road.family.pk).update(created_on=now.date())
    rows = {name: signalled(world, midwife, now, name, *facts) for name, *facts in told}
    helped = Family.objects.get(pk=rows["Hulp"])
    sent = {
        "sender": midwife,
        "receiver": world.youth_care,
        "ground": road.ground,
        "sent_at": now,
        "answer_by": now.date(),
    }
    Referral.objects.create(family=helped, region=world.region, person=world.mother(helped), **sent)
    assert [row.family_id for row in to_delete(by=officer, now=now)] == [rows["Lang"]]
    for name, refusal in (
        ("Kort", "bewaartermijn loopt"),
        ("Laat", "bewaartermijn loopt"),
        ("Wacht", "nog niet begonnen"),
        ("Hulp", "nog niet begonnen"),
    ):
        with pytest.raises(NotNow, match=refusal):
            actions.erase(rows[name], by=officer, now=now)
    actions.erase(rows["Lang"], by=officer, now=now)
    assert to_delete(by=officer, now=now) == ()
    assert Signal.objects.filter(family=rows["Lang"], status="stopped").count() == 1


def long_ago(family, today, days):
    """Everything of this family ended this many days ago."""
    then = today - timedelta(days=days)
    Case.objects.filter(family=family).update(closed_on=then, opened_on=then)
    Signal.objects.filter(family=family).update(status="stopped")
    Family.objects.filter(pk=family.pk).update(created_on=then)


def test_a_file_is_listed_when_every_term_in_it_passed_counted_from_the_end_of_the_help(lived, officer, now, today):
    Pregnancy.objects.filter(family=lived).delete()
    Referral.objects.filter(family=lived).update(ended_at=now - timedelta(days=21 * 366))
    long_ago(lived, today, 19 * 366)
    assert to_delete(by=officer, now=now) == ()
    long_ago(lived, today, 21 * 366)
    [row] = to_delete(by=officer, now=now)
    assert (row.family_id, row.with_help, row.hold_id) == (lived.pk, True, None)
    assert row.kept_until == max(term.last_day for term in row.terms)
    lived.grounds.update(withdrawn_on=today - timedelta(days=19 * 366))
    assert to_delete(by=officer, now=now) == (), "a consent that was withdrawn later is kept longer"
    lived.grounds.update(withdrawn_on=None)
    held = actions.hold(lived.pk, by=officer, now=now, reason="Klacht")
    assert to_delete(by=officer, now=now)[0].hold_id == held
    actions.release(held, by=officer, now=now)
    actions.erase(lived.pk, by=officer, now=now)
    assert to_delete(by=officer, now=now) == ()


def test_a_registration_without_signal_or_help_is_listed_and_the_second_household_of_a_child_in_view_is_not(
    world, coordinator, officer, now, today
):
    alone, in_view = world.family("Familie Alleen"), world.family("Familie Twee", known_by=coordinator)
    second = world.family("Familie Tweede Huis")
    Family.objects.update(created_on=today - timedelta(days=400))
    child = Person.objects.create(region=world.region, given_name="Bo")
    for family in (in_view, second):
        FamilyMember.objects.create(family=family, person=child, part="child", starts_on=today)
    step = {"first_what": "Bellen", "first_due_on": today + timedelta(days=2)}
    coordination.open_case(in_view.pk, by=world.actor(coordinator), now=now, lead_id=coordinator.pk, **step)
    assert [row.family_id for row in to_delete(by=officer, now=now)] == [alone.pk]


def test_the_preview_says_what_goes_and_what_stays_and_the_erasing_does_just_that(
    lived, world, coordinator, officer, now
):
    shown = preview(lived.pk, by=officer, now=now)
    assert (shown.people, shown.stay) == (FamilyMember.objects.filter(family=lived).count(), 0)
    assert shown.kept_until is not None
    pk = ask(lived, world, coordinator, now)
    actions.answer_request(pk, by=officer, now=now, granted=True, answer="Wij wissen alles.")
    shown = preview(lived.pk, by=officer, now=now)
    actions.erase(lived.pk, by=officer, now=now)
    rows = sum(part.gone + part.emptied + part.kept for part in shown.parts)
    assert Entry.objects.get(action="privacy.erase").details["rows"] == str(rows)
    with pytest.raises(NotAllowed):
        preview(lived.pk, by=world.actor(coordinator), now=now)


def test_every_kind_of_record_with_a_term_is_explained(road, officer, now):  # noqa: F811
    rows = agreed_terms(by=officer, now=now)
    assert len(rows) >= 7
    assert all(not isinstance(row.record, str) for row in rows)


def test_emergency_access_is_looked_at_by_somebody_else(world, coordinator, youth_nurse, officer, now, today):
    family = world.family(known_by=coordinator)
    pk = followup.break_glass(family.pk, by=world.actor(youth_nurse), now=now, reason="Acuut", until=today)
    assert [(row.glass_id, row.who, row.reason) for row in glass_to_review(by=officer, now=now)] == [
        (pk, "Jip Wijk", "Acuut")
    ]
    with pytest.raises(NotNow, match="niet klopte"):
        actions.review_glass(pk, by=officer, now=now, right=False)
    actions.review_glass(pk, by=officer, now=now, right=False, words="Er was geen gevaar")
    assert glass_to_review(by=officer, now=now) == ()
    with pytest.raises(NotNow, match="al beoordeeld"):
        actions.review_glass(pk, by=officer, now=now, right=True)


def test_nobody_reviews_the_own_emergency_access(world, coordinator, now, today):
    both = world.professional("Twee Petten", world.youth_care, Role.PRIVACY_OFFICER, Role.YOUTH_NURSE)
    family, by = world.family(known_by=coordinator), world.actor(both)
    pk = followup.break_glass(family.pk, by=by, now=now, reason="Acuut", until=today)
    assert glass_to_review(by=by, now=now) == ()
    with pytest.raises(NotAllowed):
        actions.review_glass(pk, by=by, now=now, right=True)
    ordinary = Involvement.objects.filter(family=family, role="care_giver").first()
    with pytest.raises(NotNow, match="geen noodtoegang"):
        actions.review_glass(ordinary.pk, by=by, now=now, right=True)
    assert Birth.objects.count() == Request.objects.count() == 0
