"""The reporting code as it is used: from signals to a report, or to help that is looked at again."""

from datetime import date, timedelta

import pytest

from sluitend.care.network.models import Professional, RoleAssignment
from sluitend.care.safety import actions
from sluitend.care.safety.actions.promises import Next
from sluitend.care.safety.models import Matter, Member, SafetyPromise
from sluitend.care.safety.queries import attention_officers, colleagues, my_matters, reports, trail
from sluitend.care.safety.queries import matter as page
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.roles import Role

WEIGHED_HELP = {"suspicion": "yes", "danger": "no", "can_help": "yes", "accepted": "yes"}
WEIGHED_REPORT = {"suspicion": "yes", "danger": "yes"}


def waiting(matter):
    return dict(SafetyPromise.objects.filter(matter=matter, status="open").values_list("kind", "due_on"))


def test_a_matter_begins_with_a_holder_an_officer_and_a_step_of_today(world, matter, midwife, officer, now, today):
    assert dict(Member.objects.values_list("professional__name", "part")) == {
        midwife.name: "holder",
        officer.name: "officer",
    }
    assert waiting(matter) == {"step": today}
    (row,) = my_matters(by=world.actor(officer), now=now).open
    assert (row.holder, row.next_due_on) == (midwife.name, today)


def test_a_weighing_that_ends_in_a_report(world, do, matter, midwife, officer, now, today):
    do(actions.consult, on=today, way="veilig_thuis", whom="Advieslijn", facts="Bel terug bij onraad.")
    do(actions.talk, on=today, held=False, reason="Haar partner zou erbij zijn.")
    do(actions.weigh, answers=WEIGHED_REPORT)
    assert not reports(by=world.actor(midwife), now=now)  # advice of Veilig Thuis is no report
    do(actions.decide, decision="report")
    assert waiting(matter)["report"] == today
    told = {"parents_told": False, "why_not_told": "Dat is nu niet veilig."}
    report = do(actions.register_report, made_on=today, way="phone", about_whom="unborn", **told)
    assert "report" not in waiting(matter)
    assert waiting(matter)["assessment"] == date(2026, 11, 30)  # five working days after Monday the 23rd
    later = now + timedelta(days=7)
    do(actions.register_assessment, at=later, report_id=report, on=later.date(), route="investigation")
    assert waiting(matter)["investigation"] == later.date() + timedelta(weeks=10)
    do(
        actions.register_investigation,
        at=later + timedelta(days=60),
        report_id=report,
        on=later.date() + timedelta(days=60),
        outcome="Veilig Thuis houdt zicht.",
    )
    with pytest.raises(NotNow):
        do(actions.end_matter, ending="watched_by_others", reason="Zij waken.", withdraw_open=True)
    do(
        actions.end_matter,
        ending="watched_by_others",
        reason="Zij waken.",
        confirmed_by="Veilig Thuis",
        withdraw_open=True,
    )
    assert not waiting(matter)


def test_a_weighing_that_ends_in_help_with_follow_up(world, do, matter, midwife, now, today):
    do(actions.consult, on=today, way="officer", whom="Adinda", facts="Eerst hulp.", named=True)
    do(actions.talk, on=today, held=True, whom="Moeder", facts="Zij wil hulp.")
    do(actions.weigh, answers=WEIGHED_HELP)
    with pytest.raises(NotNow) as refused:
        do(actions.decide, decision="help", help_what="Veiligheidsplan", help_by=today + timedelta(weeks=20))
    assert refused.value.field == "help_by"
    do(actions.decide, decision="help", help_what="Veiligheidsplan met haar zus", help_by=today + timedelta(weeks=6))
    assert waiting(matter)["help"] == today + timedelta(weeks=6)
    do(actions.weigh, answers=WEIGHED_HELP | {"worked": "yes"})
    with pytest.raises(NotNow) as refused:
        do(actions.end_matter, ending="help_worked", reason="Het is veilig.", withdraw_open=True)
    assert refused.value.field == "follow_up"
    follow = {"follow_up": "De jeugdverpleegkundige vraagt ernaar", "follow_up_on": today + timedelta(weeks=12)}
    do(actions.end_matter, ending="help_worked", reason="Het is veilig.", withdraw_open=True, **follow)
    assert waiting(matter) == {"follow_up": today + timedelta(weeks=12)}
    (row,) = my_matters(by=world.actor(midwife), now=now).followed
    assert row.matter_id == matter.pk


def test_an_assessment_noted_again_replaces_what_was_waited_for(do, matter, today):
    told = {"parents_told": True}
    report = do(actions.register_report, made_on=today, way="phone", about_whom="unborn", **told)
    for route in ("investigation", "investigation"):
        do(actions.register_assessment, report_id=report, on=today, route=route)
    assert SafetyPromise.objects.filter(kind="investigation", status="open").count() == 1
    for verb, facts in (
        (actions.register_assessment, {"route": "investigation"}),
        (actions.register_investigation, {"outcome": "Zicht."}),
    ):
        with pytest.raises(NotNow) as refused:
            do(verb, report_id=report, on=today - timedelta(days=1), **facts)
        assert refused.value.field == "on"


def test_what_was_skipped_needs_a_reason(do, matter, today):
    with pytest.raises(NotNow) as refused:
        do(actions.decide, decision="report")
    assert refused.value.field == "reason"
    do(actions.decide, decision="report", reason="Er is nu gevaar.")


def test_deciding_otherwise_than_the_weighing_needs_a_reason(do, today):
    do(actions.consult, on=today, way="colleague", whom="Noor", facts="Meld.")
    do(actions.talk, on=today, held=True, whom="Moeder", facts="Zij huilt.")
    do(actions.weigh, answers=WEIGHED_REPORT)
    with pytest.raises(NotNow) as refused:
        do(actions.decide, decision="no_further")
    assert refused.value.field == "reason"


def test_no_against_what_she_told_herself_needs_a_reason(do, today):
    do(actions.map_signals, on=today, facts="Zij vertelde dat hij slaat.", disclosure=True)
    answers = {"suspicion": "yes", "danger": "no", "can_help": "no"}
    with pytest.raises(NotNow):
        do(actions.weigh, answers=answers)
    do(actions.weigh, answers=answers, reason="Hij woont sinds gisteren elders.")


def test_steps_repeat_in_any_order_and_may_be_interrupted(world, do, matter, midwife, now, today):
    do(actions.weigh, answers={"suspicion": "unsure"})
    do(actions.pause, reason="Zij is op vakantie.", review_on=today + timedelta(days=14))
    do(actions.talk, on=today, held=True, whom="Moeder", facts="Kort.")
    do(actions.weigh, answers={"suspicion": "yes", "danger": "unsure"})
    kinds = [step.kind for step in page(matter.pk, by=world.actor(midwife), now=now).steps]
    assert sorted(kinds) == ["conversation", "pause", "signals", "weighing", "weighing"]


def test_the_child_check_counts_the_pregnancy(world, do, matter, midwife, now, today):
    with pytest.raises(NotNow):
        do(actions.check_child, on=today, serious=True, children=False, pregnant=True)
    do(actions.check_child, on=today, serious=True, children=False, pregnant=True, facts="Het kind dat komt.")
    assert page(matter.pk, by=world.actor(midwife), now=now).steps[0].kind == "child_check"


def test_the_last_promise_is_not_kept_without_a_next_one(do, matter, today):
    (promise,) = SafetyPromise.objects.all()
    with pytest.raises(NotNow):
        do(actions.keep_promise, promise_id=promise.pk)
    do(actions.keep_promise, promise_id=promise.pk, then=Next(what="Bellen", due_on=today + timedelta(days=2)))
    assert waiting(matter) == {"step": today + timedelta(days=2)}


def test_a_promise_gets_another_date_with_a_reason_and_never_in_the_past(do, matter, today):
    (promise,) = SafetyPromise.objects.all()
    for due_on, reason in ((today + timedelta(days=1), " "), (today - timedelta(days=1), "Zij is ziek.")):
        with pytest.raises(NotNow):
            do(actions.set_promise_date, promise_id=promise.pk, due_on=due_on, reason=reason)
    do(actions.set_promise_date, promise_id=promise.pk, due_on=today + timedelta(days=1), reason="Zij is ziek.")
    assert waiting(matter) == {"step": today + timedelta(days=1)}
    promise.refresh_from_db()
    assert promise.reason == f"{today:%d-%m-%Y}: Zij is ziek."


def test_a_promise_is_withdrawn_only_for_a_reason_and_for_something_else(do, matter, today):
    (promise,) = SafetyPromise.objects.all()
    then = Next(what="Bellen", due_on=today + timedelta(days=2))
    for facts in ({"reason": "Zij verhuisde."}, {"reason": " ", "then": then}):
        with pytest.raises(NotNow):
            do(actions.withdraw_promise, promise_id=promise.pk, **facts)
    do(actions.withdraw_promise, promise_id=promise.pk, reason="Zij verhuisde.", then=then)
    assert waiting(matter) == {"step": today + timedelta(days=2)}


def test_who_is_consulted_thinks_along_and_does_not_decide(world, do, matter, colleague, now, today):
    do(actions.add_to_circle, professional_id=colleague.pk, why="Kent het gezin.")
    do(actions.map_signals, by=colleague, on=today, facts="Hoorde geschreeuw.")
    for verb, facts in (
        (actions.decide, {"decision": "report", "reason": "Nu."}),
        (actions.end_matter, {"ending": "no_suspicion", "reason": "Klaar."}),
        (actions.add_to_circle, {"professional_id": colleague.pk, "why": "Meer."}),
    ):
        with pytest.raises(NotNow):
            do(verb, by=colleague, **facts)


def test_who_leaves_the_circle_sees_nothing_from_then_and_promises_go_to_the_holder(
    world, do, matter, colleague, midwife, now, today
):
    member = do(actions.add_to_circle, professional_id=colleague.pk, why="Kent het gezin.")
    do(actions.make_promise, by=colleague, what="Oma bellen", due_on=today)
    do(actions.end_access, member_id=member, reason="Niet meer nodig.")
    with pytest.raises(NotAllowed):
        page(matter.pk, by=world.actor(colleague), now=now)
    assert set(SafetyPromise.objects.values_list("owner_id", flat=True)) == {midwife.pk}
    holder = Member.objects.get(part="holder")
    with pytest.raises(NotNow):
        do(actions.end_access, member_id=holder.pk, reason="Ik stop.")


def test_the_holder_passes_it_on_inside_the_circle_only(do, matter, colleague, officer):
    with pytest.raises(NotNow):
        do(actions.pass_on, professional_id=colleague.pk, reason="Zij heeft tijd.")
    do(actions.pass_on, professional_id=officer.pk, reason="Zij heeft tijd.")
    assert Member.objects.get(part="holder").professional_id == officer.pk


def test_a_matter_whose_whole_circle_left_comes_before_the_officers(world, do, matter, midwife, officer, family, now):
    other = world.professional("Olga Officier", world.practice, Role.MIDWIFE, Role.ATTENTION_OFFICER)
    assert not my_matters(by=world.actor(other), now=now).rows
    with pytest.raises(NotAllowed):
        actions.take_up(matter.pk, by=world.actor(other), now=now, reason="Ik neem haar over.")
    Professional.objects.filter(pk__in=[midwife.pk, officer.pk]).update(ends_on=now.date() - timedelta(days=1))
    (row,) = my_matters(by=world.actor(other), now=now).without_anybody
    assert row.matter_id == matter.pk
    with pytest.raises(NotAllowed):
        page(matter.pk, by=world.actor(other), now=now)
    actions.take_up(matter.pk, by=world.actor(other), now=now, reason="Niemand is er meer.")
    assert page(matter.pk, by=world.actor(other), now=now).decides
    told = [(one.who, str(one.what)) for one in trail(matter.pk, by=world.actor(other), now=now)]
    assert (other.name, "Geweigerd") in told


def test_who_can_be_asked_in_is_who_works_with_families_today(world, matter, midwife, colleague, officer, now, today):
    world.professional("Bea Beheer", world.practice, Role.ADMINISTRATOR)
    later = world.professional("Oda Straks", world.practice, Role.MIDWIFE, Role.ATTENTION_OFFICER)
    RoleAssignment.objects.filter(professional=later).update(starts_on=today + timedelta(days=7))
    until = {"role": Role.ATTENTION_OFFICER, "ends_on": today + timedelta(days=7)}
    RoleAssignment.objects.filter(professional=officer, role=Role.ATTENTION_OFFICER).update(**until)
    by = world.actor(midwife)
    asked = [one.label for one in colleagues(matter.pk, by=by, now=now)]
    assert any(colleague.name in label for label in asked)
    assert not [label for label in asked if "Bea" in label or "Oda" in label or officer.name in label]
    assert [one.id for one in attention_officers(by=by, now=now)] == [officer.pk]


def test_a_matter_that_ended_begins_again_with_its_history(world, do, matter, midwife, now, today):
    do(actions.end_matter, ending="no_suspicion", reason="Het was een val.", withdraw_open=True)
    for verb, facts in (
        (actions.map_signals, {"on": today, "facts": "Nog iets."}),
        (actions.make_promise, {"what": "Bellen", "due_on": today}),
    ):
        with pytest.raises(NotNow, match="afgesloten"):
            do(verb, **facts)
    do(actions.reopen_matter, reason="Opnieuw een blauwe plek.")
    found = page(matter.pk, by=world.actor(midwife), now=now)
    assert found.open
    assert any("Het was een val." in step.facts for step in found.steps)
    assert Matter.objects.get().ending == ""


def test_the_safety_plan_says_who_does_what_when(world, do, matter, midwife, now):
    line = do(actions.add_plan_line, when="Hij drinkt", what="Naar haar zus", who="Sam")
    assert page(matter.pk, by=world.actor(midwife), now=now).in_force
    do(actions.drop_plan_line, line_id=line, reason="Hij is weg.")
    assert not page(matter.pk, by=world.actor(midwife), now=now).in_force
