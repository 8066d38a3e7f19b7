"""The trail over plain values: the basis of a look, the chain of seals, and what stands out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluitend.core.access import About, Actor
from sluitend.core.permissions import Permission
from sluitend.core.roles import Role
from sluitend.core.trail import (
    START,
    Kind,
    Likeness,
    Limits,
    Link,
    Look,
    Looker,
    Purpose,
    Sealed,
    Somebody,
    basis,
    check,
    cut_off,
    digest,
    likenesses,
    link,
    masked,
    unusual,
)

ABOUT = About(1, frozenset({10}), frozenset({40}), receiving_organisation_id=300, on_ground=True, family_id=7)
NURSE = Actor(1, "Jip", frozenset({Role.YOUTH_NURSE}), 1, 99)


@pytest.mark.parametrize(
    ("who", "purpose", "controls"),
    [
        (replace(NURSE, professional_id=10), Purpose.CARE, "TTFF"),
        (replace(NURSE, standing_in_for=frozenset({10})), Purpose.CARE, "TTFF"),
        (replace(NURSE, organisation_id=300), Purpose.COORDINATION, "TFTF"),
        (replace(NURSE, professional_id=40), Purpose.EMERGENCY, "TFFT"),
        (NURSE, Purpose.CARE, "TFFF"),
        (replace(NURSE, roles=frozenset({Role.POLICY_OFFICER})), Purpose.CARE, "FFFF"),
        (replace(NURSE, roles=frozenset({Role.SYSTEM})), Purpose.SYSTEM, "TFFF"),
    ],
)
def test_the_basis_says_why_and_with_which_of_the_four_controls(who, purpose, controls):
    found = basis(who, Permission.SEE_FAMILY, ABOUT)
    assert (found.purpose, found.controls) == (purpose, controls)


def test_a_parent_looks_at_the_own_family_at_own_request():
    parent = Actor(5, "Sam", frozenset({Role.PARENT}), 1, person_id=3, own_families=frozenset({7}))
    found = basis(parent, Permission.SEE_OWN_PAGES, ABOUT)
    assert (found.purpose, found.controls) == (Purpose.REQUEST, "TTFF")


def test_reading_the_trail_and_work_on_the_network_have_their_own_purpose():
    assert basis(NURSE, Permission.SEE_TRAIL, None).purpose is Purpose.AUDIT
    assert basis(NURSE, Permission.SEE_NETWORK, None).purpose is Purpose.OPERATIONS


def chain(length):
    found, before = [], START
    for number in range(1, length + 1):
        own = digest([number, "x"])
        before = link(before, number, number + 100, own)
        found.append(Sealed(Link(number, number + 100, own, before), own))
    return found


@given(st.integers(1, 30))
def test_an_untouched_chain_is_whole(length):
    sealed = chain(length)
    assert list(check(sealed, {length: sealed[-1].link.hash})) == []


@given(st.data(), st.integers(2, 20))
def test_one_changed_removed_or_swapped_entry_is_found_wherever_it_stands(data, length):
    sealed = chain(length)
    heads = {length: sealed[-1].link.hash}
    at = data.draw(st.integers(0, length - 1))
    harm = data.draw(st.sampled_from(["changed", "entry gone", "entry and seal gone", "swapped", "sealed anew"]))
    if harm == "changed":
        sealed[at] = replace(sealed[at], digest_now=digest(["else"]))
    elif harm == "entry gone":
        sealed[at] = replace(sealed[at], digest_now=None)
    elif harm == "entry and seal gone":
        del sealed[at]
    elif harm == "swapped":
        other = (at + 1) % length
        one, two = sealed[at], sealed[other]
        sealed[at] = Sealed(replace(two.link, number=one.link.number), two.digest_now)
        sealed[other] = Sealed(replace(one.link, number=two.link.number), one.digest_now)
    else:
        sealed = forged(sealed, at)
    assert list(check(sealed, heads))


def forged(sealed, at):
    """Somebody with all rights changes an entry and makes every seal after it fit again."""
    before = sealed[at - 1].link.hash if at else START
    found = sealed[:at]
    for one in sealed[at:]:
        own = digest(["else"]) if one is sealed[at] else one.link.digest
        before = link(before, one.link.number, one.link.entry_id, own)
        found.append(Sealed(replace(one.link, digest=own, hash=before), own))
    return found


def test_the_end_cut_off_is_found_by_the_head_that_was_kept():
    sealed = chain(5)
    [found] = check(sealed[:3], {5: sealed[-1].link.hash, 2: sealed[1].link.hash})
    assert (found.kind, found.number) == ("cut off before this head", 5)


def test_a_digest_is_the_same_in_every_time_zone():
    at = datetime(2026, 11, 26, 12, tzinfo=UTC)
    assert digest([at]) == digest([at.astimezone()]) != digest([at + timedelta(microseconds=1)])


DAY = datetime(2026, 11, 26, 14)


def test_many_families_outside_the_own_work_stand_out_per_day():
    few = [Look(1, family, DAY, outside=True) for family in range(4)]
    assert unusual(few, Limits()) == []
    [row] = unusual([*few, Look(1, 9, DAY, outside=True), *few], Limits())
    assert (row.kind, row.professional_id, row.families) == (Kind.OUTSIDE, 1, (0, 1, 2, 3, 9))
    spread = [replace(look, at=DAY + timedelta(days=n)) for n, look in enumerate([*few, *few])]
    assert unusual(spread, Limits()) == []


@pytest.mark.parametrize(("hour", "stands_out"), [(22, False), (23, True), (2, True), (5, True), (6, False)])
def test_a_look_at_night_stands_out(hour, stands_out):
    assert bool(unusual([Look(1, 2, DAY.replace(hour=hour), outside=False)], Limits())) == stands_out


@pytest.mark.parametrize(
    ("name", "surname", "same"),
    [
        ("Renée van den Berg", "Berg", True),
        ("Mila Brug", "van der Brug", True),
        ("Mila Brug", "Bruggen", False),
        ("Jan van den Berg", "van den Heuvel", False),
        ("Anne de Vries-Bakker", "Bakker", True),
        ("Anne de Vries - van den Bakker", "de Vries", True),
        ("Anne Smit", "de Vries-Smit", True),
        ("Anne Smit", "Smit Jansen", True),
        ("Maria Jansen", "Maria", False),
        ("Chantal Lo-A-Njoe", "Lo-A-Njoe", True),
        ("Chantal Lo-A-Njoe", "Lo", False),
        ("Mei Li", "Li", True),
        ("Anne", "Anne", False),
        ("", "", False),
        ("Mila Brug", "", False),
    ],
)
def test_a_surname_is_shared_also_when_it_is_one_of_two(name, surname, same):
    assert likenesses(Looker(name), [Somebody("Sam", surname)]) == ({Likeness.SURNAME} if same else set())


ANNE = Looker("Anne de Vries", ("0570-123456", "+31 6 1234 5678"), ("anne@werk.example",))


@pytest.mark.parametrize(
    ("other", "like"),
    [
        (Somebody("Anne", "Vries"), {Likeness.NAME}),
        (Somebody("Sam", "Bos", phone="06 12345678"), {Likeness.PHONE}),
        (Somebody("Sam", "Bos", email=" Anne@Werk.example"), {Likeness.EMAIL}),
        (Somebody("Sam", "de Vries", phone="0612345678"), {Likeness.SURNAME, Likeness.PHONE}),
        (Somebody("Anne de Vries", own_people=True), {Likeness.OWN_PEOPLE}),
        (Somebody("Oma de Vries", own_people=True), set()),
        (Somebody("Oma Riet", phone="0031612345678", own_people=True), {Likeness.PHONE}),
        (Somebody("Sam", "Bos", phone="112", email=""), set()),
        (Somebody("", ""), set()),
    ],
)
def test_a_relative_is_known_by_what_is_stored_of_both(other, like):
    assert likenesses(ANNE, [Somebody("Ali", "Zand"), other]) == like


def test_a_look_at_somebody_alike_stands_out_also_when_involved_and_says_why():
    like = frozenset({Likeness.PHONE, Likeness.SURNAME})
    [row] = unusual([Look(1, 2, DAY, outside=False, like=like)], Limits())
    assert (row.kind, row.why) == (Kind.RELATIVE, {2: (Likeness.SURNAME, Likeness.PHONE)})
    [night] = unusual([Look(1, 2, DAY.replace(hour=2), outside=False)], Limits())
    assert night.why == {}


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.data())
def test_a_secret_chain_holds_every_head_that_was_kept_and_a_shorter_one_does_not(grown, data):
    """Between two heads of the other chain the secret one grew by none or a few."""
    hashes, kept = [], []
    for turn, more in enumerate(grown):
        hashes += [f"{turn}.{number}" for number in range(more)]
        kept.append((f"head {turn}", masked(f"head {turn}", hashes[-1] if hashes else START)))
    assert not cut_off(hashes, kept)
    assert len({one for _, one in kept}) == len(kept), "two lines that are the same would tell that nothing happened"
    if hashes:
        assert cut_off(hashes[: data.draw(st.integers(0, len(hashes) - 1))], kept)
