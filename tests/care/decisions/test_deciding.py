"""Facts through the tables in force: proposals with their row, and decisions that stay decided."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sluitend.care.agreements.models import Version
from sluitend.care.agreements.queries import in_force
from sluitend.care.consent.actions import Asked, record_consent
from sluitend.care.coordination.actions import open_case
from sluitend.care.coordination.models import Case
from sluitend.care.decisions import queries
from sluitend.care.decisions.actions import accept, accept_with_referral, override, reconsider
from sluitend.care.decisions.models import Decision, Proposal
from sluitend.care.decisions.queries.proposals import advice_of_row
from sluitend.care.followup.models import Promise
from sluitend.care.monitoring.actions import rethink
from sluitend.care.network.models import Offer
from sluitend.care.network.queries import system_actor
from sluitend.care.observations.actions import Seen, note
from sluitend.care.referrals.models import Referral
from sluitend.care.signalling.actions import Concern, NewFamily, send_signal
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.content import FactorKind
from sluitend.core.facts import ConsentAnswer, Grade, Wish
from sluitend.core.person import PersonFacts

HOME_VISIT = "offer_prenatal_home_visit"
SEEN = Seen(
    factors=("money_problems",), gone_through=(FactorKind.URGENT,), grade=Grade.C, wish=Wish.WANTS, unease="Onrustig"
)


@pytest.fixture
def family(world, midwife, coordinator, today):
    family = world.family(known_by=midwife)
    family.involvements.create(professional=coordinator, role="care_giver", starts_on=today)
    return family


@pytest.fixture
def signal(world, midwife, family, now):
    concern = Concern(
        municipality_id=world.town.pk, seen=SEEN, family_id=family.pk, knows=True, agrees=ConsentAnswer.YES
    )
    return send_signal(by=world.actor(midwife), now=now, concern=concern)


@pytest.fixture
def home_visit(signal):
    return Proposal.objects.get(code=HOME_VISIT)


def open_codes():
    return set(Proposal.objects.filter(status="open").values_list("code", flat=True))


def test_a_signal_brings_proposals_with_the_row_that_fired_and_its_source(home_visit, family):
    assert home_visit.version.content_id == "prenatal_home_visit"
    assert home_visit.rule_numbers == [4]
    assert "Kennisnet Geboortezorg" in home_visit.source
    assert home_visit.why["en"]
    assert home_visit.decision.facts["grade"] == "C"


def test_the_source_of_a_row_is_told_as_the_sheet_of_its_table_has_it_in_english(home_visit, world, today):
    agreed = in_force(world.region.pk, today, None)
    known = next(one.english for one in agreed.tables if one.id == home_visit.version.content_id)
    dutch, english = next((nl, en) for nl, en in known.items() if nl != en and nl.startswith("Kennisnet Geboortezorg"))
    home_visit.source = f"{dutch}; Een naam"
    told = advice_of_row(home_visit, agreed).source
    assert (told.nl, told.en) == (home_visit.source, f"{english}; Een naam")
    home_visit.source = "Een naam"
    assert advice_of_row(home_visit, agreed).source == "Een naam"


@pytest.mark.parametrize("agrees", [ConsentAnswer.YES, ConsentAnswer.NO])
def test_what_an_action_itself_wrote_says_the_same_as_the_database(world, midwife, now, today, agrees):
    """Of a family that is new the facts are not read again within the action."""
    new = NewFamily(PersonFacts("Noa", "Zomer", birth_date=date(2004, 5, 6)), due_date=today + timedelta(days=100))
    danger = agrees is ConsentAnswer.NO
    ground = {"agrees": agrees, "danger": danger, "other_ground": "Conflict van plichten" if danger else ""}
    concern = Concern(municipality_id=world.town.pk, seen=SEEN, new=new, knows=True, **ground)
    send_signal(by=world.actor(midwife), now=now, concern=concern)
    decision = Decision.objects.get()
    assert decision.facts == queries.situation(decision.family, today)
    assert (decision.facts["grade"], decision.facts["pregnant"], decision.facts["age"]) == ("C", True, 22)


def test_what_was_agreed_already_is_no_proposal(signal):
    """The tree says no other grade than the one agreed with her, or asks: either way there is nothing to agree again."""
    grades = [p for p in Proposal.objects.filter(code="agree_grade") if p.decision.facts["grade"] == "C"]
    assert grades == []


def test_a_family_that_nobody_signalled_gets_no_decision(world, family, midwife, now):
    note(family.pk, by=world.actor(midwife), now=now, person_id=world.mother(family).pk, seen=SEEN)
    assert not Decision.objects.exists()


def test_thinking_again_about_the_same_facts_changes_nothing(signal, family, world, midwife, now):
    before = list(Proposal.objects.order_by("pk").values()), list(Decision.objects.values())
    reconsider(family.pk, by=world.actor(midwife), now=now + timedelta(hours=1))
    assert (list(Proposal.objects.order_by("pk").values()), list(Decision.objects.values())) == before


def test_what_the_tables_propose_by_night_is_news_and_the_same_again_is_none(signal, family, world, coordinator, now):
    first = {"first_what": "Bellen", "first_due_on": now.date() + timedelta(days=9)}
    open_case(family.pk, by=world.actor(coordinator), now=now, lead_id=coordinator.pk, **first)
    Proposal.objects.all().delete()
    Decision.objects.all().delete()
    nights = [now + timedelta(hours=12), now + timedelta(hours=36)]
    for night in nights:
        rethink(family.pk, by=system_actor(world.region.pk), now=night)
        assert Proposal.objects.filter(status="open").exists()
        assert Case.objects.get(family=family).changed_at == nights[0]


def test_what_is_no_longer_proposed_lapses_with_a_reason(home_visit, family, world, midwife, now):
    refuses = Seen(wish=Wish.REFUSES)
    note(family.pk, by=world.actor(midwife), now=now, person_id=world.mother(family).pk, seen=refuses)
    home_visit.refresh_from_db()
    assert home_visit.status == "lapsed"
    assert "veranderd" in home_visit.reason


def test_an_urgent_factor_proposes_the_last_grade(world, midwife, family, signal, now):
    urgent = Seen(factors=("no_place_to_live",))
    note(family.pk, by=world.actor(midwife), now=now, person_id=world.mother(family).pk, seen=urgent)
    proposal = Proposal.objects.get(code="agree_grade", status="open")
    assert proposal.rule_numbers == [1]


def test_unknown_is_not_no(signal, family):
    facts = Decision.objects.get(family=family).facts
    assert facts["age"] is None
    assert facts["has_smokes"] is None
    assert facts["has_violence_at_home"] is False
    answers = {row["table"]: row for row in Decision.objects.get(family=family).answers}
    assert "age" in answers["voorzorg_stage_1"]["missing"]


def test_following_with_a_step_promises_it(home_visit, world, coordinator, now, today):
    by = world.actor(coordinator)
    with pytest.raises(NotNow) as wrong:
        accept(home_visit.pk, by=by, now=now, what="Samen bellen")
    assert wrong.value.field == "due_on"
    accept(home_visit.pk, by=by, now=now, what="Samen bellen", due_on=today)
    assert Promise.objects.get(what="Samen bellen").owner == coordinator
    home_visit.refresh_from_db()
    assert (home_visit.status, home_visit.decided_by) == ("accepted", coordinator)


def test_following_with_a_referral_asks_the_party_that_offers_it(home_visit, world, coordinator, signal, now):
    by, offer = world.actor(coordinator), Offer.objects.get()
    with pytest.raises(NotNow, match="Vraag haar"):
        accept_with_referral(home_visit.pk, by=by, now=now, offer_id=offer.pk, agreed=False)
    accept_with_referral(home_visit.pk, by=by, now=now, offer_id=offer.pk, agreed=True)
    referral = Referral.objects.get()
    home_visit.refresh_from_db()
    assert (home_visit.referral, referral.signal_id, referral.data_kinds) == (referral, signal, ["contact"])
    assert referral.reason_shared == ""


def test_doing_otherwise_needs_a_reason_and_is_done_once(home_visit, world, coordinator, now):
    by = world.actor(coordinator)
    with pytest.raises(NotNow, match="reden"):
        override(home_visit.pk, by=by, now=now, reason=" ")
    override(home_visit.pk, by=by, now=now, reason="Zij heeft al een verpleegkundige", instead="talk_together")
    with pytest.raises(NotNow, match="kan niet meer"):
        override(home_visit.pk, by=by, now=now, reason="Nog eens")


def test_somebody_who_is_not_involved_decides_nothing(home_visit, world, youth_nurse, now):
    with pytest.raises(NotAllowed):
        accept(home_visit.pk, by=world.actor(youth_nurse), now=now)


def test_a_new_version_of_a_table_proposes_anew_and_keeps_the_old_decision(
    home_visit, world, coordinator, family, now, today
):
    by = world.actor(coordinator)
    override(home_visit.pk, by=by, now=now, reason="Niet nu")
    old = home_visit.version
    Version.objects.filter(pk=old.pk).update(replaced_on=today)
    body = old.body + "<!-- v2 -->"
    fields = {"region": world.region, "kind": old.kind, "content_id": old.content_id, "number": 2, "body": body}
    Version.objects.create(**fields, digest="v2", in_force_from=today)
    rethink(family.pk, by=system_actor(world.region.pk), now=now)
    home_visit.refresh_from_db()
    assert home_visit.status == "overridden"
    assert Proposal.objects.get(code=HOME_VISIT, status="open").version.number == 2


NOTES = st.builds(
    Seen,
    factors=st.lists(st.sampled_from(["money_problems", "smokes", "no_place_to_live", "resilience"]), max_size=2).map(
        tuple
    ),
    grade=st.none() | st.sampled_from(list(Grade)),
    wish=st.none() | st.sampled_from(list(Wish)),
    facts=st.fixed_dictionaries({}, optional={"protective_enough": st.booleans(), "danger": st.booleans()}),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(NOTES, min_size=1, max_size=5))
def test_an_override_is_never_undone_and_thinking_twice_is_thinking_once(
    history, world, midwife, coordinator, signal, family, now
):
    by = world.actor(coordinator)
    for seen in history:
        note(family.pk, by=by, now=now, person_id=world.mother(family).pk, seen=seen)
        for proposal in Proposal.objects.filter(status="open").order_by("pk")[:1]:
            override(proposal.pk, by=by, now=now, reason="Anders besloten")
        decided = set(Proposal.objects.filter(status="overridden").values_list("pk", "reason"))
        again = [(p.version_id, p.code, tuple(p.rule_ids)) for p in Proposal.objects.exclude(status="lapsed")]
        assert len(again) == len(set(again)), "the same row was proposed again after it was decided"
        before = list(Proposal.objects.order_by("pk").values_list("pk", "status"))
        reconsider(family.pk, by=by, now=now)
        assert list(Proposal.objects.order_by("pk").values_list("pk", "status")) == before
        assert decided <= set(Proposal.objects.filter(status="overridden").values_list("pk", "reason"))


def test_what_another_domain_noted_is_hidden_until_a_ground_names_it(
    home_visit, signal, world, coordinator, family, now
):
    by = world.actor(coordinator)
    [row] = [row for row in queries.proposals(family.pk, by=by, now=now) if row.id == home_visit.pk]
    shown = {used.label.nl: used.value for used in row.used}
    assert shown["Niet-pluisgevoel van de professional"] == queries.HIDDEN
    assert shown["Graad, samen met haar bepaald"] == "C"
    kinds = ("reason", "factors")
    asked = Asked(world.mother(family).pk, world.social.pk, kinds, "Hulp")
    record_consent(family.pk, by=by, now=now, asked=asked)
    [row] = [row for row in queries.proposals(family.pk, by=by, now=now) if row.id == home_visit.pk]
    assert {used.label.nl: used.value for used in row.used}["Niet-pluisgevoel van de professional"] is True


def test_i_decide_for_families_that_i_lead_or_that_nobody_leads_yet(home_visit, world, coordinator, youth_nurse, now):
    assert HOME_VISIT in {row.advice.code for row in queries.to_decide(by=world.actor(coordinator), now=now)}
    assert queries.to_decide(by=world.actor(youth_nurse), now=now) == ()


def test_advice_about_nobody_is_worked_out_and_not_stored(world, midwife, now):
    concern = Concern(municipality_id=world.town.pk, seen=Seen(unease="Twijfel", factors=("no_place_to_live",)))
    pk = send_signal(by=world.actor(midwife), now=now, concern=concern)
    assert "agree_grade" in {row.code for row in queries.advice(pk, by=world.actor(midwife), now=now)}
    assert not Decision.objects.exists()


def test_sending_a_signal_with_everything_costs_a_bounded_number_of_statements(world, midwife, family, now):
    concern = Concern(
        municipality_id=world.town.pk, seen=SEEN, family_id=family.pk, knows=True, agrees=ConsentAnswer.YES
    )
    queries.in_force(world.region.pk, now.date(), world.town.pk)
    with CaptureQueriesContext(connection) as sent:
        send_signal(by=world.actor(midwife), now=now, concern=concern, once="1", draft_key="k")
    print("\n".join(q["sql"][:150] for q in sent.captured_queries))
    assert len(sent) <= 30


def test_an_override_stands_when_another_row_proposed_the_same_in_between(
    home_visit, world, midwife, coordinator, family, now
):
    """Row 4 (grade C) was overridden, row 5 (unease) proposed the same help; back at grade C nobody asks again."""
    by, person_id = world.actor(coordinator), world.mother(family).pk
    override(home_visit.pk, by=by, now=now, reason="Niet nu")
    note(family.pk, by=by, now=now, person_id=person_id, seen=Seen(grade=Grade.A))
    assert Proposal.objects.get(code=HOME_VISIT, status="open").rule_numbers == [5]
    note(family.pk, by=by, now=now, person_id=person_id, seen=Seen(grade=Grade.C))
    assert not Proposal.objects.filter(code=HOME_VISIT, status="open").exists()
