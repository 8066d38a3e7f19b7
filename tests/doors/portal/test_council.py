"""The advisory council on screen: a project leader invites, a parent answers, and only a name that was given for it comes across."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from sluitend.care.network.models import Coalition
from sluitend.care.parents import actions
from sluitend.care.parents.models import CouncilAnswer, CouncilMeeting, Invitation
from sluitend.core.roles import Role
from sluitend.ui.languages import languages
from tests.care.conftest import NOW
from tests.care.parents.conftest import by, family, mother, own  # noqa: F401

pytestmark = pytest.mark.django_db
SAID = languages()["nl"].words


@pytest.fixture
def parent(own, django_user_model):  # noqa: F811
    client = Client()
    client.force_login(django_user_model.objects.get(pk=own.by.user_id))
    return client


@pytest.fixture
def leader(world, sign_in):
    return sign_in(world.professional("Sanne Leider", world.social, Role.PROJECT_LEADER))


@pytest.fixture
def invited(leader, now):
    """A meeting that the project leader made on screen."""
    day = now.date() + timedelta(days=4)
    facts = {"on_day": day.day, "on_month": day.month, "on_year": day.year, "hour": "19.30", "place": "Bibliotheek"}
    facts |= {
        "who": "Acht ouders",
        "topic": "Wat beter kan.",
        "topic_ar": "ما الذي يمكن تحسينه.",
        "coalition_id": "region",
    }
    page = leader.get(reverse("council-new"))
    made = leader.post(reverse("council-new"), {**facts, "once": once(page)})
    assert made.status_code == 302, made.context["form"].errors
    return CouncilMeeting.objects.get().pk


def once(page):
    return re.search(r'name="once" value="([^"]+)"', page.text)[1]


def answer(parent, pk, **facts):
    page = parent.get(reverse("portal-council", args=[pk]))
    return parent.post(reverse("portal-council", args=[pk]), {**facts, "once": once(page)})


def test_a_parent_reads_it_comes_and_may_be_called_and_the_organiser_reads_that_name(parent, leader, invited):
    assert reverse("portal-council", args=[invited]) in parent.get(reverse("portal-help")).text
    page = parent.get(reverse("portal-council", args=[invited])).text
    assert [
        word for word in ("19:30", "Bibliotheek", "Wat beter kan.", SAID["council.counted"]) if word not in page
    ] == []
    called = {"answer": "yes", "call": "on", "name": "Samira", "phone": "06 1234 5678"}
    assert answer(parent, invited, **{**called, "phone": ""}).status_code == 422
    assert answer(parent, invited, **called).status_code == 302
    seen = leader.get(reverse("council-meeting", args=[invited])).text
    assert [word for word in ("Samira", "06 1234 5678", "1 ouder komt") if word not in seen] == []
    assert SAID["invited.said_yes"] in parent.get(reverse("portal-help")).text
    copies = [parent.get(reverse(name)).text for name in ("portal-copy", "portal-copy-file")]
    assert all("Samira" in copy for copy in copies)


def test_without_a_tick_the_organiser_reads_no_name(parent, leader, invited, mother):  # noqa: F811
    assert answer(parent, invited, answer="yes", name="Samira", phone="06 1234 5678").status_code == 302
    for page in (reverse("council-meeting", args=[invited]), reverse("council"), reverse("today")):
        seen = leader.get(page, follow=True).text
        assert [word for word in ("Samira", "1234", mother.given_name + "<", "De Wit") if word in seen] == []
    assert "1 ouder komt" in leader.get(reverse("council")).text


@pytest.mark.parametrize("language", sorted(languages()))
def test_the_invitation_is_there_in_every_language_and_says_when_its_text_is_not(parent, own, invited, language):  # noqa: F811
    actions.set_language(own.invitation_id, by=own.by, now=NOW, language=language)
    said = languages()[language].words
    page = unescape(parent.get(reverse("portal-council", args=[invited])).text)
    assert all(said[key] in page for key in ("council.why", "council.counted", "council.maybe", "council.stop"))
    assert (said["council.dutch_only"] in page) == (language not in {"nl", "ar"})
    assert "%(" not in page


def test_do_not_ask_me_is_one_tap_and_is_taken_back_at_the_settings(parent, invited):
    for wanted in ("no", "yes"):
        assert parent.post(reverse("portal-council-asked"), {"wanted": wanted}).status_code == 302
        assert Invitation.objects.get().no_council == (wanted == "no")
        there = reverse("portal-council", args=[invited]) in parent.get(reverse("portal-help")).text
        assert there == (wanted == "yes")
        assert (
            SAID["council.again" if wanted == "no" else "council.stop"] in parent.get(reverse("portal-settings")).text
        )


def test_a_meeting_of_another_coalition_is_no_page_of_this_parent(parent, world, invited):
    CouncilMeeting.objects.update(coalition=Coalition.objects.create(region=world.region, name="Elders"))
    assert parent.get(reverse("portal-council", args=[invited])).status_code == 404


def test_what_is_called_off_says_so_and_an_answer_that_comes_too_late_is_told(parent, leader, invited):
    page = parent.get(reverse("portal-council", args=[invited]))
    off = reverse("council-off", args=[invited])
    assert leader.post(off, {"once": once(leader.get(off))}).status_code == 302
    assert SAID["invited.called_off"] in parent.get(reverse("portal-help")).text
    late = parent.post(reverse("portal-council", args=[invited]), {"answer": "yes", "once": once(page)})
    assert late.status_code == 422
    assert not CouncilAnswer.objects.exists()


def test_the_pages_take_few_statements(parent, leader, invited, django_assert_max_num_queries):
    for client, page, most in (
        (parent, reverse("portal-help"), 17),
        (parent, reverse("portal-council", args=[invited]), 9),
        (leader, reverse("council"), 7),
        (leader, reverse("council-meeting", args=[invited]), 12),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(page).status_code == 200


def test_who_does_not_organise_it_is_refused_before_the_form(sign_in, world, coordinator, invited):
    policy = world.professional("Bel Eid", world.social, Role.POLICY_OFFICER)
    for somebody in (coordinator, policy):
        client = sign_in(somebody)
        for page in ("council", "council-new"):
            assert client.get(reverse(page)).status_code == 403
        assert client.get(reverse("council-meeting", args=[invited])).status_code == 403
        assert reverse("council") not in client.get(reverse("network")).text
