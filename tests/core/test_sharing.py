"""Sharing is denied unless a ground names the data, the receiver and the purpose, and holds today."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluitend.core.sharing import (
    DEFAULT_REFERRAL,
    DataKind,
    Ground,
    GroundKind,
    Receiver,
    Subject,
    may_share,
    shareable,
    who_consents,
)

TODAY = date(2026, 11, 22)
TEAM = Receiver(7, "Wijkteam Noord")
MOTHER = Subject(age=24, pregnant=True)
CONSENT = Ground(
    GroundKind.CONSENT,
    TEAM.id,
    frozenset({DataKind.CONTACT}),
    purpose="referral",
    given_on=date(2026, 11, 1),
)


def ask(kind=DataKind.CONTACT, grounds=(CONSENT,), subject=MOTHER, receiver=TEAM, purpose="referral", today=TODAY):
    return may_share(kind, subject, receiver, purpose, grounds, today)


def test_a_default_referral_carries_contact_data_and_no_reason():
    assert shareable(DataKind, MOTHER, TEAM, "referral", [CONSENT], TODAY) == DEFAULT_REFERRAL
    refused = ask(DataKind.REASON)
    assert str(refused.why) == "wat is afgesproken met Wijkteam Noord gaat niet over de reden van de aanmelding"
    assert "Vraag haar toestemming om de reden van de aanmelding te delen" in str(refused.instead[0])


def test_the_reason_goes_along_when_she_agreed_to_that():
    more = replace(CONSENT, data_kinds=frozenset({DataKind.CONTACT, DataKind.REASON}))
    answer = ask(DataKind.REASON, [more])
    assert (answer.allowed, answer.ground) == (True, more)
    assert str(answer.why) == "toestemming van 2026-11-01"


def test_without_a_ground_nothing_is_shared():
    assert str(ask(grounds=()).why) == "er is geen grond om iets te delen met Wijkteam Noord"
    assert shareable(DataKind, MOTHER, TEAM, "referral", [], TODAY) == frozenset()


def test_consent_is_for_one_receiver_and_one_purpose():
    assert not ask(receiver=Receiver(8, "Ander team")).allowed
    assert not ask(purpose="onderzoek").allowed
    assert ask(purpose=" Referral ").allowed


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"withdrawn_on": TODAY}, "ingetrokken op 2026-11-22"),
        ({"until": TODAY - timedelta(days=1)}, "gold tot en met 2026-11-21"),
        ({"given_on": TODAY + timedelta(days=1)}, "pas vanaf 2026-11-23"),
        ({"refused": True}, "nee gezegd op 2026-11-01"),
        ({"kind": GroundKind.LEGAL, "legal_name": " "}, "niet genoemd"),
    ],
)
def test_a_ground_that_does_not_hold_today_says_why(change, why):
    answer = ask(grounds=[replace(CONSENT, **change)])
    assert not answer.allowed
    assert why in str(answer.why)


def test_consent_holds_on_its_last_day_and_until_a_withdrawal_that_is_still_to_come():
    assert ask(grounds=[replace(CONSENT, until=TODAY)]).allowed
    assert ask(grounds=[replace(CONSENT, withdrawn_on=TODAY + timedelta(days=1))]).allowed


def test_a_later_no_overrules_an_earlier_yes_and_a_later_yes_counts_again():
    no = replace(CONSENT, refused=True, given_on=date(2026, 11, 10))
    again = replace(CONSENT, given_on=date(2026, 11, 20))
    assert "nee gezegd" in str(ask(grounds=[CONSENT, no]).why)
    assert ask(grounds=[CONSENT, no, again]).ground == again
    taken_back = replace(again, withdrawn_on=TODAY)
    assert not ask(grounds=[CONSENT, taken_back]).allowed


def test_other_grounds_are_recorded_by_name_and_need_no_consent():
    law = replace(CONSENT, kind=GroundKind.LEGAL, legal_name="Jeugdwet")
    assert str(ask(grounds=[law], subject=Subject(age=5)).why) == "wettelijke grond: Jeugdwet"
    code = replace(CONSENT, kind=GroundKind.REPORTING_CODE)
    no = replace(CONSENT, refused=True, given_on=TODAY)
    assert str(ask(grounds=[code, no]).why) == "meldcode, vastgelegd op 2026-11-01"


@pytest.mark.parametrize(
    ("subject", "herself", "parents"),
    [
        (Subject(age=5), False, True),
        (Subject(age=11), False, True),
        (Subject(age=12), True, True),
        (Subject(age=15), True, True),
        (Subject(age=15, pregnant=True), True, True),
        (Subject(age=11, pregnant=True), True, True),
        (Subject(age=16), True, False),
        (Subject(age=17, pregnant=True), True, False),
        (Subject(age=None), True, False),
    ],
)
def test_who_consents_follows_age(subject, herself, parents):
    assert who_consents(subject) == (herself, parents)


@pytest.mark.parametrize(
    ("age", "by_herself", "by_parents", "authority", "allowed"),
    [
        (8, False, 2, 2, True),
        (8, False, 1, 2, False),
        (8, True, 0, 1, False),
        (8, False, 1, 0, True),
        (13, True, 1, 1, True),
        (13, False, 1, 1, False),
        (13, True, 0, 1, False),
        (16, True, 0, 2, True),
        (16, False, 2, 2, False),
    ],
)
def test_consent_counts_when_everybody_who_must_agree_did(age, by_herself, by_parents, authority, allowed):
    given_by = replace(CONSENT, by_herself=by_herself, by_parents=by_parents)
    answer = ask(grounds=[given_by], subject=Subject(age=age, parents_with_authority=authority))
    assert answer.allowed is allowed
    assert allowed or "ontbreekt" in str(answer.why)


def test_what_would_make_it_possible_names_who_must_be_asked():
    assert "de ouders met gezag" in str(ask(grounds=(), subject=Subject(age=8)).instead[0])
    assert "haar én aan de ouders" in str(ask(grounds=(), subject=Subject(age=14)).instead[0])


days = st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=40))
grounds = st.lists(
    st.builds(
        Ground,
        st.sampled_from(list(GroundKind)),
        st.integers(6, 8),
        st.frozensets(st.sampled_from(list(DataKind))),
        st.sampled_from(["referral", "plan"]),
        days,
        st.one_of(st.none(), days),
        st.one_of(st.none(), days),
        st.booleans(),
        st.sampled_from(["", "Jeugdwet"]),
        st.booleans(),
        st.integers(0, 2),
    ),
    max_size=4,
)
subjects = st.builds(Subject, st.one_of(st.none(), st.integers(0, 40)), st.booleans(), st.integers(0, 2))


@given(grounds, subjects, st.sampled_from(list(DataKind)))
def test_a_yes_always_rests_on_a_ground_that_names_it_all_and_a_no_always_helps(grounds, subject, kind):
    answer = may_share(kind, subject, TEAM, "referral", grounds, TODAY)
    if answer.allowed:
        ground = answer.ground
        assert ground in grounds
        assert (ground.receiver_id, ground.purpose) == (TEAM.id, "referral")
        assert kind in ground.data_kinds
        assert not ground.refused
        assert ground.given_on <= TODAY
        assert ground.withdrawn_on is None or ground.withdrawn_on > TODAY
    else:
        assert answer.instead
        assert str(answer.why)


@given(grounds, subjects, st.sampled_from(list(DataKind)))
def test_a_new_no_always_stops_sharing_on_consent(grounds, subject, kind):
    no = Ground(GroundKind.CONSENT, TEAM.id, frozenset({kind}), "referral", TODAY, refused=True)
    answer = may_share(kind, subject, TEAM, "referral", [*grounds, no], TODAY)
    assert not answer.allowed or answer.ground.kind is not GroundKind.CONSENT
