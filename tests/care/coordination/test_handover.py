"""The lead stays with the sender until the other says yes."""

from datetime import date

import pytest

from sluitend.care.coordination import actions as coordination
from sluitend.care.coordination.models import LeadHandover
from sluitend.care.coordination.queries import handovers_for_me
from sluitend.care.followup.models import Notice, Promise
from sluitend.care.people.models import Involvement
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.roles import Role


@pytest.fixture
def asked(case, world, coordinator, colleague, now):
    pk = coordination.ask_lead_handover(
        case.pk,
        by=world.actor(coordinator),
        now=now,
        receiver_id=colleague.pk,
        why="Zij woont nu in de andere wijk",
    )
    return LeadHandover.objects.get(pk=pk)


def test_asking_changes_nothing_but_names_an_answer_date(asked, case, coordinator):
    case.refresh_from_db()
    assert (case.lead_id, asked.status) == (coordinator.pk, "requested")
    assert asked.answer_by == date(2026, 11, 30)  # five working days after Monday 23 November


def test_accepting_moves_the_lead_and_the_senders_tasks(asked, case, world, colleague, now):
    coordination.accept_handover(asked.pk, by=world.actor(colleague), now=now, warm_who="Sam, Cor", warm_where="Thuis")
    case.refresh_from_db()
    assert case.lead_id == colleague.pk
    assert Promise.objects.get(status="open").owner_id == colleague.pk
    assert case.next_owner_id == colleague.pk
    asked.refresh_from_db()
    assert (asked.warm, asked.warm_where) == (True, "Thuis")


def test_the_history_of_the_lead_stays(asked, case, world, colleague, coordinator, now, today):
    coordination.accept_handover(asked.pk, by=world.actor(colleague), now=now)
    rows = Involvement.objects.filter(family=case.family, role="lead").order_by("pk")
    assert [(row.professional_id, row.ends_on) for row in rows] == [(coordinator.pk, today), (colleague.pk, None)]


def test_the_sender_hears_of_the_answer(asked, world, colleague, coordinator, now):
    coordination.accept_handover(asked.pk, by=world.actor(colleague), now=now)
    assert Notice.objects.filter(to=coordinator, kind="handover").count() == 1


def test_refusing_needs_a_reason_and_leaves_the_lead(asked, case, world, colleague, coordinator, now):
    with pytest.raises(NotNow) as missing:
        coordination.refuse_handover(asked.pk, by=world.actor(colleague), now=now, reason=" ")
    assert missing.value.field == "reason"
    coordination.refuse_handover(asked.pk, by=world.actor(colleague), now=now, reason="Geen ruimte")
    case.refresh_from_db()
    assert case.lead_id == coordinator.pk


def test_only_the_receiver_or_a_stand_in_answers(asked, world, coordinator, team_lead, now):
    for somebody in (coordinator, team_lead):
        with pytest.raises(NotAllowed):
            coordination.accept_handover(asked.pk, by=world.actor(somebody), now=now)


def test_a_withdrawn_request_cannot_be_accepted(asked, world, coordinator, colleague, now):
    coordination.withdraw_handover(asked.pk, by=world.actor(coordinator), now=now, reason="Toch niet nodig")
    with pytest.raises(NotNow):
        coordination.accept_handover(asked.pk, by=world.actor(colleague), now=now)


def test_a_second_request_waits_for_the_first(asked, case, world, coordinator, team_lead, now):
    with pytest.raises(NotNow, match="al gevraagd"):
        coordination.ask_lead_handover(
            case.pk, by=world.actor(coordinator), now=now, receiver_id=team_lead.pk, why="Toch jij"
        )


@pytest.mark.parametrize(
    ("receiver", "field"), [("self", "receiver"), ("gone", "receiver"), ("clerk", "receiver"), ("nobody", "receiver")]
)
def test_who_cannot_lead_is_refused_beside_the_field(case, world, coordinator, now, receiver, field):
    ids = {
        "self": coordinator.pk,
        "gone": world.professional("Oud Collega", world.social, Role.SOCIAL_WORKER, ends_on=date(2026, 1, 1)).pk,
        "clerk": world.professional("Piet Leider", world.social, Role.PROJECT_LEADER).pk,
        "nobody": 999_999,
    }
    with pytest.raises(NotNow) as refusal:
        coordination.ask_lead_handover(
            case.pk, by=world.actor(coordinator), now=now, receiver_id=ids[receiver], why="Ruil"
        )
    assert refusal.value.field == field


def test_the_receiver_sees_what_is_asked(asked, world, colleague, now):
    [row] = handovers_for_me(by=world.actor(colleague), now=now)
    assert (row.family_name, row.sender, row.late) == ("Familie De Wit", "Cor Regie", False)


def test_several_files_are_asked_at_once(open_file, world, coordinator, colleague, team_lead, now):
    ids = [open_file(coordinator, name=f"Familie {letter}").pk for letter in "ABC"]
    asked = coordination.ask_caseload_handover(
        coordinator.pk,
        by=world.actor(team_lead),
        now=now,
        receiver_id=colleague.pk,
        why="Verdeling van het werk",
        case_ids=ids,
    )
    assert asked == LeadHandover.objects.filter(receiver=colleague).count() == 3
