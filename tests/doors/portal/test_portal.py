"""The parents' own pages from the outside: the way in, what stands there, and what the browser keeps of it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sluitend.care.accounts.models import Passkey, User
from sluitend.care.accounts.queries import MOST_PER_NAME
from sluitend.care.consent import actions as consent
from sluitend.care.consent.models import Ground
from sluitend.care.coordination import actions as coordination
from sluitend.care.coordination.models import Goal, Score
from sluitend.care.followup.models import Promise
from sluitend.care.outbox.actions import set_parent_messages
from sluitend.care.parents import actions
from sluitend.care.parents.models import Invitation, Question
from sluitend.care.parents.queries import own_gatherings
from sluitend.care.people.models import InformalHelper, Involvement, Person
from sluitend.care.privacy.actions import answer_request, ask_about_own_data, take_request
from sluitend.care.privacy.queries import requests
from sluitend.core.access import NotAllowed
from sluitend.core.record_sentences import ANSWER_TO_SIGNAL, AS_IN_OLD_LIST
from sluitend.core.roles import Role
from sluitend.ui.languages import languages
from tests.care.conftest import NOW
from tests.care.parents.conftest import CODE, PHRASE, by, family, make_own_pages, mother, own  # noqa: F401

pytestmark = pytest.mark.django_db
PAGES = (
    "portal-help",
    "portal-plan",
    "portal-questions",
    "portal-consents",
    "portal-looks",
    "portal-settings",
    "portal-rights",
    "portal-copy",
    "portal-messages",
    "portal-passkey-make",
)


@pytest.fixture
def parent(client, own, django_user_model):  # noqa: F811
    client.force_login(django_user_model.objects.get(pk=own.by.user_id))
    return client


def once(page):
    return re.search(r'name="once" value="([^"]+)"', page.text)[1]


def send(client, page, *args, **facts):
    return client.post(reverse(page, args=args), facts)


@pytest.mark.parametrize("language", sorted(languages()))
@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_there_in_every_language(parent, own, family, by, world, mother, name, language):  # noqa: F811
    actions.set_language(own.invitation_id, by=own.by, now=NOW, language=language)
    pk = coordination.add_goal(family.pk, by=own.by, now=NOW, words="Een kamer")
    coordination.add_goal_action(pk, by=own.by, now=NOW, what="Inschrijven", doer="Oma")
    asked = consent.Asked(mother.pk, world.youth_care.pk, ["contact", "reason"], "Huisbezoek")
    consent.record_consent(family.pk, by=by, now=NOW, asked=asked)
    actions.ask(family.pk, by=own.by, now=NOW, question="Wie is dat?")
    page = parent.get(reverse(name))
    assert page.status_code == 200
    spoken = languages()[language]
    assert f'lang="{language}" dir="{spoken.direction}"' in page.text
    assert "%(" not in page.text


@pytest.mark.parametrize("language", sorted(languages()))
def test_who_helps_stands_there_with_what_this_person_does_in_her_language(parent, midwife, today, language):
    Invitation.objects.update(language=language)
    role = {"role": "medical_coordinator", "starts_on": today}
    Involvement.objects.create(family=Invitation.objects.get().family, professional=midwife, **role)
    does = languages()[language].words["role.medical_coordinator"]
    assert f"{does}</span>" in parent.get(reverse("portal-help")).text
    assert f": {does}</span>" in parent.get(reverse("portal-copy")).text


@pytest.mark.parametrize("language", sorted(languages()))
@pytest.mark.parametrize(("sentence", "key"), [(ANSWER_TO_SIGNAL, "purpose.signal"), (AS_IN_OLD_LIST, "purpose.list")])
def test_what_the_program_says_a_consent_is_for_reads_in_her_language(
    parent, world, coordinator, language, sentence, key
):
    row = Invitation.objects.get()
    asked = consent.Asked(row.person_id, world.youth_care.pk, ["contact"], sentence.message)
    consent.record_consent(row.family_id, by=world.actor(coordinator), now=NOW, asked=asked)
    Invitation.objects.update(language=language)
    page = parent.get(reverse("portal-consents")).text
    assert languages()[language].words[key] in page
    assert sentence.message not in page


@pytest.mark.parametrize("name", PAGES)
def test_the_browser_keeps_nothing_and_the_title_names_nothing(parent, name):
    page = parent.get(reverse(name))
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "same-origin"
    assert "<title>Mijn pagina</title>" in page.text
    assert "sluitend" not in re.sub(r"(static|href|src|class)[^>]*", "", page.text).lower()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_at_most_fifteen_statements(parent, name, django_assert_max_num_queries):
    limit = 30 if name == "portal-copy" else 15
    with django_assert_max_num_queries(limit):
        parent.get(reverse(name))


def test_a_code_opens_the_pages_and_the_phrase_opens_them_again(client, family, mother, by):  # noqa: F811
    actions.invite(family.pk, by=by, now=NOW, person_id=mother.pk, checked="known", code=CODE)
    Invitation.objects.update(expires_at="2100-01-01T00:00Z")
    facts = {"once": once(client.get(reverse("portal-code"))), "username": "sam", "password": PHRASE}
    assert send(client, "portal-code", code="fout", **facts).status_code == 422
    assert send(client, "portal-code", code=CODE, **facts)["Location"] == reverse("portal-help")
    assert "Dag Sam" in client.get(reverse("portal-help")).text
    send(client, "portal-sign-out")
    assert client.get(reverse("portal-help"))["Location"] == reverse("portal-enter")
    again = {"once": once(client.get(reverse("portal-sign-in"))), "username": "sam", "password": PHRASE}
    assert send(client, "portal-sign-in", **again)["Location"] == reverse("portal-help")


def test_a_wrong_name_and_a_wrong_phrase_are_refused_in_the_same_words(client, own):  # noqa: F811
    said = []
    for username, password in (("sam", "iets heel anders"), ("niemand", PHRASE)):
        facts = {"once": once(client.get(reverse("portal-sign-in"))), "username": username, "password": password}
        page = send(client, "portal-sign-in", **facts)
        assert page.status_code == 422
        said.append(re.findall(r"own__error[^>]*>([^<]+)", page.text))
    assert said[0] == said[1] != []


def test_guessing_codes_is_slowed_down_per_address_and_nobody_elsewhere_is_kept_out(client, family):  # noqa: F811
    def said() -> str:
        facts = {"once": once(client.get(reverse("portal-code"))), "username": "x", "password": PHRASE}
        return send(client, "portal-code", code="AAAA-BBB-CCC", **facts).text

    assert ["te vaak fout" in said() for _ in range(MOST_PER_NAME + 1)] == [False] * MOST_PER_NAME + [True]
    client.defaults["REMOTE_ADDR"] = "203.0.113.7"
    assert "te vaak fout" not in said()


def test_a_short_phrase_is_refused_beside_its_field_and_the_rest_is_kept(client, family):  # noqa: F811
    facts = {"once": once(client.get(reverse("portal-code"))), "code": CODE, "username": "sam", "password": "kort"}
    page = send(client, "portal-code", **facts).text
    assert 'id="id_password_error"' in page
    assert f'value="{CODE}"' in page


def test_a_professional_has_no_pages_here(client, world, coordinator, django_user_model, own):  # noqa: F811
    coordinator.user = django_user_model.objects.create_user("cor")
    coordinator.save()
    client.force_login(coordinator.user)
    assert client.get(reverse("portal-help"))["Location"] == reverse("portal-enter")


def test_a_parent_does_not_come_into_the_workspace(parent, family):  # noqa: F811
    for name, args in (("family", [family.pk]), ("today", []), ("find-family", []), ("network", [])):
        assert parent.get(reverse(name, args=args))["Location"].startswith("/aanmelden/")


def test_a_parent_sets_goals_marks_and_own_people(parent, family):  # noqa: F811
    key = once(parent.get(reverse("portal-plan")))
    send(parent, "portal-goal-new", words="<b>Een kamer</b>", once=key)
    send(parent, "portal-goal-new", words="<b>Een kamer</b>", once=key)
    goal = Goal.objects.get(family=family)
    page = parent.get(reverse("portal-goal", args=[goal.pk]))
    send(parent, "portal-goal", goal.pk, words="Twee kamers", version=1, once=once(page))
    send(parent, "portal-smile", value="4")
    send(parent, "portal-smile", value="9")
    send(parent, "portal-person", name="Oma Riet", once=once(parent.get(reverse("portal-person"))))
    goal.refresh_from_db()
    assert goal.words == "Twee kamers"
    assert [score.value for score in Score.objects.all()] == [4]
    assert InformalHelper.objects.get().name == "Oma Riet"


def test_a_goal_that_somebody_else_changed_is_not_written_over(parent, family, by):  # noqa: F811
    pk = coordination.add_goal(family.pk, by=by, now=NOW, words="Een kamer")
    page = parent.get(reverse("portal-goal", args=[pk]))
    coordination.change_goal(pk, by=by, now=NOW, words="Een huis", version=1)
    refused = send(parent, "portal-goal", pk, words="Twee kamers", version=1, once=once(page))
    assert refused.status_code == 422
    assert "Twee kamers" in refused.text
    assert Goal.objects.get(pk=pk).words == "Een huis"


def test_a_goal_is_reached_or_stopped(parent, family, by):  # noqa: F811
    for how in ("reached", "stopped"):
        pk = coordination.add_goal(family.pk, by=by, now=NOW, words=how)
        send(parent, "portal-goal-end", pk, how=how, version=1)
        assert Goal.objects.get(pk=pk).status == how


def test_consent_is_stopped_in_two_steps(parent, family, by, world, mother):  # noqa: F811
    asked = consent.Asked(mother.pk, world.youth_care.pk, ["contact"], "Huisbezoek")
    pk = consent.record_consent(family.pk, by=by, now=NOW, asked=asked)
    assert "ziet vanaf nu niets nieuws" in parent.get(reverse("portal-consent-stop", args=[pk])).text
    send(parent, "portal-consent-stop", pk)
    assert Ground.objects.get(pk=pk).withdrawn_on is not None
    assert "niet meer" in parent.get(reverse("portal-consents")).text


def test_a_question_about_a_look_tells_the_coordinator_which(parent, family, world, coordinator, client):  # noqa: F811
    from sluitend.care.people.queries import family_people

    family_people(family.pk, by=world.actor(coordinator), now=NOW)
    page = parent.get(reverse("portal-questions") + "?keek=0")
    assert "Waarom heeft Cor Regie op 23 november 2026 gekeken?" in page.text
    about = re.search(r'name="about_look" value="([^"]+)"', page.text)[1]
    send(parent, "portal-questions", question="Waarom?", about_look=about, once=once(page))
    assert Question.objects.get().about_look == "Cor Regie, 23 november 2026"


def test_things_of_another_family_are_refused_in_the_parents_words(parent, world, coordinator):
    other = world.family("Familie Zwart", known_by=coordinator)
    goal = Goal.objects.create(family=other, words="Geheim", made_on=NOW.date())
    for name in ("portal-goal-end", "portal-goal"):
        page = send(parent, name, goal.pk, how="reached", version=1)
        assert page.status_code in {403, 404}
        assert "Geheim" not in page.text
        assert "Mijn pagina" in page.text


def test_the_way_out_signs_out_wipes_and_leads_to_an_ordinary_page(parent, settings):
    answer = send(parent, "portal-exit")
    assert answer["Location"] == settings.SAFE_EXIT_URL
    assert "storage" in answer["Clear-Site-Data"]
    assert parent.get(reverse("portal-help"))["Location"] == reverse("portal-enter")


def test_hidden_pages_close_sooner(parent, own):  # noqa: F811
    parent.get(reverse("portal-help"))
    open_for = parent.session.get_expiry_age()
    send(parent, "portal-hidden", hidden="yes")
    parent.get(reverse("portal-help"))
    assert parent.session.get_expiry_age() < open_for


def test_everything_comes_as_a_file_whose_name_tells_nothing(parent, family):  # noqa: F811
    answer = parent.get(reverse("portal-copy-file"))
    assert 'filename="mijn-gegevens.json"' in answer["Content-Disposition"]
    assert answer.json()["me"]["given_name"] == "Sam"
    parts = {"me", "team", "next", "asked", "plan", "questions", "consents", "looks"}
    assert parts | {"requests", "messages", "passkeys", "invited", "council", "providers", "talked"} == set(
        answer.json()
    )


def test_how_one_is_told_ones_keys_and_what_one_asked_are_in_both_copies(parent, own, family):  # noqa: F811
    wish = {"way": "email", "email": "sam@voorbeeld.example", "mobile": "", "first_hour": 9, "until_hour": 11}
    set_parent_messages(own.invitation_id, by=own.by, now=NOW, **wish)
    made = {"credential_id": "c", "data": "x", "counter": 0, "name": "Mijn telefoon", "made_at": NOW}
    Passkey.objects.create(user_id=own.by.user_id, **made)
    ask_about_own_data(family.pk, by=own.by, now=NOW, kind="objection", words="Liever niet")
    for name in ("portal-copy", "portal-copy-file"):
        copy = parent.get(reverse(name)).text
        assert [said for said in ("sam@voorbeeld.example", "Mijn telefoon", "Liever niet") if said not in copy] == []


def test_another_language_at_the_door(client):
    send(client, "portal-language", language="ar")
    assert 'dir="rtl"' in client.get(reverse("portal-enter")).text
    send(client, "portal-language", language="xx")
    assert 'dir="rtl"' in client.get(reverse("portal-enter")).text


def test_the_demonstration_names_no_parents_elsewhere(client, own):  # noqa: F811
    assert "verzonnen" not in client.get(reverse("portal-enter")).text
    assert client.post(reverse("portal-enter"), {"parent": own.by.user_id}).status_code == 404


def test_what_a_parent_asks_about_the_own_data_waits_for_the_officer_and_comes_back(parent, world, family, mother):  # noqa: F811
    page = parent.get(reverse("portal-rights"))
    asked = {"kind": "correction", "words": "Mijn naam is fout geschreven", "once": once(page)}
    assert parent.post(reverse("portal-rights"), {**asked, "kind": ""}).status_code == 422
    assert send(parent, "portal-rights", **asked).status_code == 302
    assert send(parent, "portal-rights", **asked).status_code == 302
    officer = world.actor(world.professional("Hilde Privacy", world.youth_care, Role.PRIVACY_OFFICER))
    [row] = requests(by=officer, now=NOW)
    assert (row.family_id, row.words, str(row.taken_by)) == (family.pk, asked["words"], "de ouder zelf")
    assert row.answer_by > row.asked_on
    answer_request(row.request_id, by=officer, now=NOW, granted=True, answer="Wij verbeteren het.")
    told = parent.get(reverse("portal-rights")).text
    assert languages()["nl"].say("rights.yes", day="")[:16] in told
    assert "Wij verbeteren het." in told
    [task] = Promise.objects.filter(family=family, what__startswith="Verbeteren")
    assert task.owner.name == "Cor Regie"


def test_what_one_parent_asks_is_not_shown_to_the_other(parent, own, world, family, mother, by):  # noqa: F811
    other = Person.objects.create(region=world.region, given_name="Bas", family_name="Bos")
    family.members.create(person=other, part="father", starts_on=NOW.date())
    asked = {"by": by, "now": NOW, "person_id": other.pk, "kind": "deletion", "words": "Geheim van Bas"}
    take_request(family.pk, **asked)
    assert "Geheim van Bas" not in parent.get(reverse("portal-rights")).text


def test_a_professional_writes_it_down_at_the_family_instead(family, by):  # noqa: F811
    with pytest.raises(NotAllowed):
        ask_about_own_data(family.pk, by=by, now=NOW, kind="deletion", words="Weg")


def test_a_parent_reads_an_invitation_answers_it_and_the_professional_sees_it(
    parent,
    family,  # noqa: F811
    by,  # noqa: F811
    mother,  # noqa: F811
    own,  # noqa: F811
    coordinator,
    now,
):
    worker = Client()
    worker.force_login(with_account(coordinator))
    page = worker.get(f"/gezin/{family.pk}/uitnodiging/")
    facts = {"persons": [mother.pk], "hour": "14.30", "place": "Bibliotheek", "who": "Acht ouders"}
    day = now.date() + timedelta(days=4)
    facts |= {"on_day": day.day, "on_month": day.month, "on_year": day.year}
    made = worker.post(f"/gezin/{family.pk}/uitnodiging/", {**facts, "topic": "Wat beter kan.", "once": once(page)})
    assert made.status_code == 302, made.context["form"].errors
    pk = own_gatherings(family.pk, by=own.by, now=now)[0].id
    assert reverse("portal-invitation", args=[pk]) in parent.get("/mijn/").text
    page = parent.get(reverse("portal-invitation", args=[pk]))
    assert "14:30" in page.text
    assert "Bibliotheek" in page.text
    wrong = send(parent, "portal-invitation", pk, answer="other_time", once=once(page))
    assert wrong.status_code == 422
    said = {"answer": "other_time", "other_time": "Liever vrijdag", "brings": "Mijn zus"}
    assert send(parent, "portal-invitation", pk, **said, once=once(page)).status_code == 302
    seen = worker.get(made.url).text
    assert "Liever vrijdag" in seen
    assert "Mijn zus" in seen
    assert "wil een andere tijd" in worker.get(f"/gezin/{family.pk}/plan/").text
    assert worker.post(f"{made.url}afzeggen/", {"once": once(page)}).status_code == 302
    assert "Dit gaat niet door" in parent.get("/mijn/").text


def with_account(professional):
    if professional.user is None:
        professional.user = User.objects.create_user(f"user-{professional.pk}", "geheim-woord-123")
        professional.save()
    return professional.user
