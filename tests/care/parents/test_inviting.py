"""A professional invites face to face; the parent makes an account with the code, once."""

from datetime import timedelta

import pytest

from sluitend.care.accounts.models import Passkey
from sluitend.care.parents import actions
from sluitend.care.parents.models import Invitation
from sluitend.care.parents.queries import own_pages, parents_of
from sluitend.care.people.models import FamilyMember, Person
from sluitend.core.access import NotAllowed, NotNow
from tests.care.conftest import LONG_AGO, NOW, TODAY
from tests.care.parents.conftest import CODE, PHRASE, make_own_pages

pytestmark = pytest.mark.django_db


def invite(family, person, by, code=CODE, **more):
    return actions.invite(family.pk, by=by, now=NOW, person_id=person.pk, code=code, **{"checked": "known", **more})


def use(code=CODE, now=NOW, username="sam"):
    actions.open_invitation(code, now=now, username=username, password=PHRASE, language="nl")


def test_a_code_makes_an_account_with_the_own_pages_of_one_family(family, mother, own):
    assert (own.family_id, own.by.person_id, own.by.own_families) == (family.pk, mother.pk, frozenset({family.pk}))
    assert Invitation.objects.get().user.check_password(PHRASE)


@pytest.mark.parametrize("typed", ["k7qm3xwdpr", " K7QM 3XW DPR ", "k7qm-3xw-dpr"])
def test_a_code_is_read_as_people_type_it(family, mother, by, typed):
    invite(family, mother, by)
    use(typed)
    assert Invitation.objects.get().opened_at == NOW


def test_the_code_itself_is_not_stored(family, mother, by):
    invite(family, mother, by)
    kept = Invitation.objects.values_list()[0]
    assert not any(CODE.replace("-", "") in str(value).upper() for value in kept)


@pytest.mark.parametrize("code", ["AAAA-BBB-CCC", ""])
def test_a_wrong_code_is_refused(family, mother, by, code):
    invite(family, mother, by)
    with pytest.raises(NotNow) as refused:
        use(code)
    assert refused.value.field == "code"


def test_a_used_an_old_and_a_replaced_code_are_refused_in_the_same_words(family, mother, by):
    said = set()
    invite(family, mother, by)
    with pytest.raises(NotNow) as refused:
        use(now=NOW + timedelta(days=15))
    said.add(str(refused.value.reason))
    invite(family, mother, by, code="NEW2-NEW-NEW")
    with pytest.raises(NotNow) as refused:
        use()
    said.add(str(refused.value.reason))
    use("NEW2-NEW-NEW")
    with pytest.raises(NotNow) as refused:
        use("NEW2-NEW-NEW", username="nog-iemand")
    said.add(str(refused.value.reason))
    assert len(said) == 1


def test_a_name_that_is_taken_leaves_the_code_unused(family, mother, by, django_user_model):
    django_user_model.objects.create_user("Sam")
    invite(family, mother, by)
    with pytest.raises(NotNow) as refused:
        use()
    assert refused.value.field == "username"
    use(username="sam2")


def test_both_parents_have_their_own_pages(family, mother, by, own):
    father = Person.objects.create(region=family.region, given_name="Ali")
    FamilyMember.objects.create(family=family, person=father, part="father", starts_on=LONG_AGO)
    his = make_own_pages(family, father, by, code="ALI2-ALI-ALI", username="ali")
    assert his.by.person_id == father.pk != own.by.person_id


@pytest.mark.parametrize(("part", "years"), [("child", 1), ("mother", 11)])
def test_a_child_and_somebody_younger_than_twelve_are_not_invited(family, by, part, years):
    person = Person.objects.create(
        region=family.region, given_name="Kind", birth_date=TODAY.replace(year=TODAY.year - years)
    )
    FamilyMember.objects.create(family=family, person=person, part=part, starts_on=LONG_AGO)
    with pytest.raises(NotNow) as refused:
        invite(family, person, by)
    assert refused.value.field == "person"


def test_a_girl_of_fifteen_who_is_pregnant_has_own_pages(family, mother, by):
    mother.birth_date = TODAY.replace(year=TODAY.year - 15)
    mother.save()
    assert make_own_pages(family, mother, by) is not None


def test_who_is_not_involved_does_not_invite(world, family, mother, midwife):
    with pytest.raises(NotAllowed):
        invite(family, mother, world.actor(midwife))


def test_closed_pages_open_for_nobody_and_can_be_opened_anew(family, mother, by, own):
    actions.end_invitation(own.invitation_id, by=by, now=NOW)
    assert own_pages(own.by.user_id, TODAY) is None
    assert make_own_pages(family, mother, by, code="NEW2-NEW-NEW", username="sam2") is not None


def test_who_left_the_household_no_longer_reads_about_it(family, mother, own):
    FamilyMember.objects.filter(person=mother).update(ends_on=TODAY - timedelta(days=1))
    assert own_pages(own.by.user_id, TODAY) is None


def test_professionals_see_who_has_pages_and_whose_code_is_too_old(family, mother, by):
    invite(family, mother, by)
    (row,) = parents_of(family.pk, by=by, now=NOW + timedelta(days=15))
    assert (row.expired, row.opened_on) == (True, None)
    use()
    (row,) = parents_of(family.pk, by=by, now=NOW)
    assert row.opened_on == TODAY


def test_new_codes_differ_and_hold_no_letters_that_look_alike():
    codes = {actions.new_code() for _ in range(200)}
    assert len(codes) == 200
    assert not set("".join(codes)) & set("IO01")


def test_a_parent_who_lost_the_way_in_gets_a_new_code_and_the_old_way_stops_at_once(family, by, own):
    actions.set_hidden(own.invitation_id, by=own.by, now=NOW, hidden=True)
    key = {"credential_id": "c", "data": "", "counter": 0, "name": "Telefoon", "made_at": NOW}
    Passkey.objects.create(user_id=own.by.user_id, **key)
    made = actions.invite_again(own.invitation_id, by=by, now=NOW, checked="document", code="NEW2-NEW-NEW")
    assert own_pages(own.by.user_id, TODAY) is None
    assert not Passkey.objects.exists()
    use("NEW2-NEW-NEW", username="sam2")
    again = Invitation.objects.get(pk=made)
    assert own_pages(again.user_id, TODAY).hidden
    assert again.checked == "document"
