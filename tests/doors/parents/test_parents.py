"""Professionals invite parents and answer them."""

import re

import pytest
from django.urls import reverse

from sluitend.care.parents import actions
from sluitend.care.parents.models import Invitation, Question
from tests.care.conftest import NOW
from tests.care.parents.conftest import by, family, mother, own  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(sign_in, coordinator):
    return sign_in(coordinator)


def form(client, address):
    return {"once": re.search(r'name="once" value="([^"]+)"', client.get(address).text)[1]}


def test_the_code_is_shown_once_and_never_in_an_address(at_work, family, mother):  # noqa: F811
    address = reverse("invite-parent", args=[family.pk, mother.pk])
    page = at_work.post(address, form(at_work, address) | {"checked": "document"})
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{3}-[A-Z2-9]{3}", page.text)[0]
    assert "no-store" in page["Cache-Control"]
    assert Invitation.objects.get().checked == "document"
    assert code not in at_work.get(reverse("family-parents", args=[family.pk])).text


def test_how_one_knows_the_parent_must_be_said(at_work, family, mother):  # noqa: F811
    address = reverse("invite-parent", args=[family.pk, mother.pk])
    page = at_work.post(address, form(at_work, address))
    assert page.status_code == 422
    assert not Invitation.objects.exists()


def test_a_person_of_another_family_cannot_be_invited_here(at_work, family, world, coordinator):  # noqa: F811
    other = world.mother(world.family("Familie Zwart", known_by=coordinator))
    assert at_work.get(reverse("invite-parent", args=[family.pk, other.pk])).status_code == 404


def test_a_question_is_answered_and_says_by_when_until_then(at_work, family, own):  # noqa: F811
    pk = actions.ask(family.pk, by=own.by, now=NOW, question="Wie is <i>Karima</i>?")
    page = at_work.get(reverse("family-parents", args=[family.pk])).text
    assert "Wie is &lt;i&gt;Karima&lt;/i&gt;?" in page
    address = reverse("answer-parent", args=[family.pk, pk])
    at_work.post(address, form(at_work, address) | {"words": "Zij helpt met geld."})
    assert Question.objects.get().answer == "Zij helpt met geld."


def test_a_page_is_closed(at_work, family, own):  # noqa: F811
    address = reverse("end-invitation", args=[family.pk, own.invitation_id])
    at_work.post(address, form(at_work, address))
    assert Invitation.objects.get().ended_at is not None


def test_who_is_not_involved_is_refused(sign_in, family, own, midwife):  # noqa: F811
    client = sign_in(midwife)
    for name, args in (("family-parents", []), ("end-invitation", [own.invitation_id])):
        assert client.get(reverse(name, args=[family.pk, *args])).status_code == 403


def test_the_page_takes_at_most_fifteen_statements(at_work, family, own, django_assert_max_num_queries):  # noqa: F811
    with django_assert_max_num_queries(15):
        at_work.get(reverse("family-parents", args=[family.pk]))
