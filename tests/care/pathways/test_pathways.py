"""A family on a pathway: dated steps become promises, are dated again when a date changes, and fall away with a reason."""

from datetime import date, timedelta

import pytest
import yaml

from sluitend.care.agreements.models import Version
from sluitend.care.coordination import actions as coordination
from sluitend.care.coordination.models import Case
from sluitend.care.followup import actions as followup
from sluitend.care.followup.models import Promise
from sluitend.care.pathways import actions as pathways
from sluitend.care.pathways.models import Run, Step
from sluitend.care.pathways.queries import courses, pathways_to_start
from sluitend.care.people import actions as people
from sluitend.care.people.models import Involvement
from sluitend.care.trail.models import Entry
from sluitend.core.access import NotNow
from sluitend.core.person import ChildFacts

STEPS = [
    {"id": "contact", "who": "youth_nurse", "about": "mother", "at": "signal + 2 working days"},
    {"id": "visit", "who": "midwife", "about": "mother", "at": "pregnancy + 22 weeks", "only_during_pregnancy": True},
    {"id": "housing", "who": "anyone", "about": "family", "at": "signal", "when": {"facts": ["no_place_to_live"]}},
    {"id": "care", "who": "anyone", "about": "family", "at": "signal", "when": {"table": "route", "proposal": "care"}},
    {"id": "checklist", "who": "maternity_nurse", "about": "child", "at": "birth + 4 days", "until": "birth + 5 days"},
    {"id": "evaluation", "who": "case_coordinator", "about": "family", "at": "birth + 5 weeks"},
    {"id": "after_loss", "who": "midwife", "about": "mother", "at": "outcome + 1 weeks", "aftercare": True},
]


def body(name, steps):
    words = {"nl": "Proefpad", "en": "Trial pathway"}
    full = [
        {
            **step,
            "titles": {"nl": f"Stap {step['id']}", "en": f"Step {step['id']}"},
            "for_parents": {"nl": "Bij u thuis komen"} if step["id"] == "visit" else {},
            "source": "proef",
        }
        for step in steps
    ]
    governed = {"standing": "working_model", "sources": ["proef"], "owner": "proef", "review_date": date(2030, 1, 1)}
    return yaml.safe_dump({"id": name, "titles": words, "steps": full, **governed})


@pytest.fixture
def agreed(world, today):
    """Put a pathway in force: `agreed(name, steps)`."""

    def put(name="proefpad", steps=STEPS):
        facts = {"region": world.region, "kind": "pathway", "content_id": name, "number": 1, "in_force_from": today}
        text = body(name, steps)
        return Version.objects.create(digest=f"{name}{len(text)}", body=text, **facts)

    return put


@pytest.fixture
def by(world, coordinator):
    return world.actor(coordinator)


@pytest.fixture
def case(world, coordinator, by, now, today):
    family = world.family(known_by=coordinator, weeks=20)
    facts = {"lead_id": coordinator.pk, "first_what": "Bellen", "first_due_on": today + timedelta(days=2)}
    return Case.objects.get(pk=coordination.open_case(family.pk, by=by, now=now, **facts))


@pytest.fixture
def run(agreed, case, by, now):
    agreed()
    return Run.objects.get(pk=pathways.start(case.family_id, by=by, now=now, pathway_id="proefpad"))


def steps(run):
    return {step.step_id: step for step in run.steps.all()}


def due(run):
    return {step.step_id: step.due_on for step in run.steps.filter(status="planned")}


def test_steps_are_dated_from_signal_pregnancy_and_expected_birth(run, today):
    born = today + timedelta(weeks=20)
    assert due(run) == {
        "contact": date(2026, 11, 25),
        "visit": today + timedelta(weeks=2),
        "checklist": born + timedelta(days=4),
        "evaluation": born + timedelta(weeks=5),
    }
    assert steps(run)["checklist"].expected


def test_a_step_whose_condition_does_not_hold_falls_away_with_the_reason(run):
    housing = steps(run)["housing"]
    assert (housing.status, housing.reason) == ("void", "de voorwaarde voor deze stap geldt niet")


def test_what_is_near_becomes_a_promise_of_somebody_in_that_role_else_the_lead(run, world, coordinator):
    near = Promise.objects.filter(kind="pathway")
    assert {one.what: one.owner_id for one in near} == {
        "Stap contact": coordinator.pk,
        "Stap visit": coordinator.pk,
    }
    assert {one.what: (one.words["en"], one.told) for one in near} == {
        "Stap contact": ("Step contact", {}),
        "Stap visit": ("Step visit", {"nl": "Bij u thuis komen"}),
    }


def test_the_midwife_around_the_family_gets_her_step(agreed, case, world, midwife, by, now):
    role = Involvement.Role.MEDICAL_COORDINATOR
    coordination.give_role(case.family_id, by=by, now=now, role=role, professional_id=midwife.pk)
    agreed()
    pathways.start(case.family_id, by=by, now=now, pathway_id="proefpad")
    assert Promise.objects.get(what="Stap visit").owner_id == midwife.pk


def test_a_step_that_falls_away_by_hand_takes_its_promise_along_and_stays_away(run, case, by, now):
    contact = steps(run)["contact"]
    pathways.void(contact.pk, by=by, now=now, reason="Zij sprak de verpleegkundige al")
    assert Promise.objects.get(what="Stap contact").status == "withdrawn"
    pathways.choose(case.family_id, by=by, now=now, table="other", code="none")
    again = steps(run)["contact"]
    assert (again.status, again.reason) == ("void", "Zij sprak de verpleegkundige al")


def test_a_step_falls_away_with_a_reason_only(run, by, now):
    with pytest.raises(NotNow):
        pathways.void(steps(run)["contact"].pk, by=by, now=now, reason=" ")
    assert steps(run)["contact"].status == "planned"


def test_starting_twice_starts_once(run, case, by, now):
    assert pathways.start(case.family_id, by=by, now=now, pathway_id="proefpad") == run.pk


def test_dating_again_changes_nothing_when_nothing_changed(run, case, by, now, coordinator):
    before = list(Step.objects.order_by("pk").values()), list(Promise.objects.order_by("pk").values())
    for _ in range(2):
        pathways.choose(case.family_id, by=by, now=now, table="other", code="none")
    assert (list(Step.objects.order_by("pk").values()), list(Promise.objects.order_by("pk").values())) == before


def test_a_new_due_date_moves_steps_and_promises(run, case, by, now, today):
    pregnancy = case.family.pregnancies.get()
    later = pregnancy.due_date + timedelta(weeks=1)
    people.set_due_date(pregnancy.pk, by=by, now=now, due_date=later, dated_by="early_scan")
    assert steps(run)["visit"].due_on == today + timedelta(weeks=3)
    assert Promise.objects.get(what="Stap visit").due_on == today + timedelta(weeks=3)


def test_birth_makes_expected_dates_real_and_ends_what_was_for_pregnancy(run, case, by, now, today):
    pregnancy = case.family.pregnancies.get()
    late = now + timedelta(weeks=18)
    born = late.date()
    people.record_birth(pregnancy.pk, by=by, now=late, children=[ChildFacts(born_on=born, given_name="Noa")])
    after = steps(run)
    assert (after["checklist"].due_on, after["checklist"].expected) == (born + timedelta(days=4), False)
    assert (after["visit"].status, after["visit"].reason) == ("void", "het kind is geboren")
    assert Promise.objects.get(what="Stap visit").reason == "het kind is geboren"
    assert Promise.objects.get(what="Stap checklist").due_on == born + timedelta(days=4)


def test_after_a_loss_the_childs_steps_fall_away_and_aftercare_is_offered(run, case, by, now, today):
    pregnancy = case.family.pregnancies.get()
    people.record_loss(pregnancy.pk, by=by, now=now, outcome="miscarriage", on=today)
    after = steps(run)
    assert after["checklist"].status == "void"
    assert (after["after_loss"].offered, after["after_loss"].due_on) == (True, today + timedelta(weeks=1))
    assert Promise.objects.filter(what="Stap after_loss", status="open").exists()


def test_a_loss_never_leaves_a_family_without_a_next_step(agreed, case, by, now, today):
    agreed("kort", STEPS[1:2])
    pathways.start(case.family_id, by=by, now=now, pathway_id="kort")
    followup.keep(Promise.objects.get(what="Bellen").pk, by=by, now=now)
    pregnancy = case.family.pregnancies.get()
    people.record_loss(pregnancy.pk, by=by, now=now, outcome="miscarriage", on=today)
    left = Promise.objects.get(status="open")
    assert (left.kind, left.what, left.due_on) == (
        "check",
        "Bespreken wat het gezin nu nodig heeft",
        date(2026, 11, 25),
    )


def test_what_was_done_stays_done_when_dates_change(run, case, by, now, today):
    pathways.done(steps(run)["contact"].pk, by=by, now=now)
    pregnancy = case.family.pregnancies.get()
    later = pregnancy.due_date + timedelta(weeks=1)
    people.set_due_date(pregnancy.pk, by=by, now=now, due_date=later, dated_by="early_scan")
    assert (steps(run)["contact"].status, steps(run)["contact"].done_on) == ("done", today)
    assert Promise.objects.get(what="Stap contact").status == "kept"


def test_keeping_the_promise_from_a_list_does_the_step(run, by, now, today):
    followup.keep(Promise.objects.get(what="Stap contact").pk, by=by, now=now)
    assert (steps(run)["contact"].status, steps(run)["contact"].done_on) == ("done", today)


def test_withdrawing_the_promise_voids_the_step_for_good(run, case, by, now):
    followup.withdraw(Promise.objects.get(what="Stap visit").pk, by=by, now=now, reason="Is al geweest")
    pathways.choose(case.family_id, by=by, now=now, table="other", code="none")
    assert (steps(run)["visit"].status, steps(run)["visit"].reason) == ("void", "Is al geweest")
    assert Promise.objects.filter(what="Stap visit", status="open").count() == 0


def test_a_decision_brings_its_step_to_life(run, case, by, now):
    assert steps(run)["care"].status == "void"
    pathways.choose(case.family_id, by=by, now=now, table="route", code="care")
    assert steps(run)["care"].status == "planned"
    assert Promise.objects.filter(what="Stap care", status="open").exists()


def test_stopping_voids_what_was_to_come_and_keeps_the_family_in_view(run, case, by, now):
    followup.keep(Promise.objects.get(what="Bellen").pk, by=by, now=now)
    pathways.stop(run.pk, by=by, now=now, why="Zij wil dit niet")
    run.refresh_from_db()
    assert (run.ended_why, due(run)) == ("Zij wil dit niet", {})
    assert Promise.objects.filter(status="open").count() == 1


def test_closing_the_file_ends_the_pathway_with_the_ending(run, case, by, now, today):
    coordination.close_case(
        case.pk, by=by, now=now, ending="support_not_wanted", family_told_on=today, withdraw_open=True
    )
    run.refresh_from_db()
    assert run.ended_why == "Het gezin wil geen steun (meer)"
    assert not Promise.objects.filter(status="open").exists()
    assert due(run) == {}


def test_a_pathway_that_is_not_in_force_is_refused(case, by, now):
    with pytest.raises(NotNow) as refusal:
        pathways.start(case.family_id, by=by, now=now, pathway_id="proefpad")
    assert refusal.value.field == "pathway"


def test_the_page_shows_every_step_with_its_reason_or_date(run, case, by, now):
    [course] = courses(case.family_id, by=by, now=now)
    assert [step.title["nl"] for step in course.steps][:2] == ["Stap contact", "Stap visit"]
    assert course.standing == "working_model"
    assert "proefpad" in [one.content_id for one in pathways_to_start(by=by, now=now)]


def test_what_dating_led_to_is_in_the_trail(run):
    assert Entry.objects.filter(action="followup.promise", within="pathways.start").count() == 2
