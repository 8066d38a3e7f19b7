"""Random histories of households: whatever happens, everybody lives somewhere and nobody twice in one place."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sluitend.care.network.models import Municipality
from sluitend.care.people import actions as people
from sluitend.care.people.models import Family, FamilyMember, Residence
from sluitend.core.access import NotNow
from sluitend.core.person import PersonFacts

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "leave", "move", "split", "join"]), st.integers(0, 9), st.integers(0, 9), st.booleans()
    ),
    min_size=3,
    max_size=14,
)


@given(STEPS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_household_always_has_people_and_one_address(world, coordinator, now, today, steps):
    by = world.actor(coordinator)
    facts = {"by": by, "now": now, "municipality_id": world.town.pk, "since": today - timedelta(days=99)}
    own = {people.register_family(parent=PersonFacts(name, "Oud", street="Kade 1"), **facts) for name in ("Ada", "Bo")}
    for number, step in enumerate(steps):
        with suppress(NotNow):
            own.add(take(step, number, sorted(own), by, now, today))
        for family in Family.objects.filter(pk__in=own):
            check(family, today)


def take(step, number, families, by, now, today):
    kind, first, second, flag = step
    family = families[first % len(families)]
    members = list(FamilyMember.objects.filter(family=family, ends_on=None).order_by("pk"))
    member = members[second % len(members)]
    on = today - timedelta(days=second)
    if kind == "add":
        part = "child" if flag else "other"
        people.add_member(family, by=by, now=now, part=part, facts=PersonFacts(f"P{number}", "Nieuw"))
    elif kind == "leave":
        people.end_membership(member.pk, by=by, now=now, last_day=on)
    elif kind == "move":
        town = Municipality.objects.order_by("pk")[int(flag)]
        people.move(family, by=by, now=now, municipality_id=town.pk, on=on, street=f"Straat {number}")
    elif kind == "join":
        other = families[second % len(families)]
        people.add_member(other, by=by, now=now, part=member.part, person_id=member.person_id)
    else:
        town = Municipality.objects.order_by("pk")[0]
        both = [m.person_id for m in members if m.part == "child"] if flag else []
        return people.split_household(
            family, by=by, now=now, municipality_id=town.pk, on=today, leaving_ids=[member.person_id], both_ids=both
        )
    return family


def check(family, today):
    here = family.members.filter(ends_on=None)
    assert here.exists()
    assert max(Counter(here.values_list("person_id", flat=True)).values()) == 1
    lived = list(Residence.objects.filter(family=family).order_by("starts_on", "pk"))
    assert [row.ends_on is None for row in lived] == [False] * (len(lived) - 1) + [True]
    assert all(before.ends_on < after.starts_on for before, after in pairwise(lived))
    assert lived[-1].municipality_id == family.municipality_id
