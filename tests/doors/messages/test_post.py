"""Messages out of the door: to a real SMTP server and a real HTTP server, and what happens when these say no or nothing."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from sluitend.care.coordination.actions import open_case
from sluitend.care.followup.models import Notice
from sluitend.care.outbox.models import Message, Wish
from sluitend.care.parents.actions import ask
from sluitend.core.messages import Outcome
from sluitend.core.roles import Role
from sluitend.doors.jobs.post import deliver, plan_all
from tests.care.conftest import NOW, make_world
from tests.care.parents.conftest import make_own_pages
from tests.doors.messages.mail_server import mail_server


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def cor(world):
    found = world.professional("Cor Regie", world.social, Role.CASE_COORDINATOR)
    found.user = get_user_model().objects.create_user("cor", "geheim-woord-123")
    found.email = "cor@cjg.example"
    found.save()
    return found


@pytest.fixture
def mailbox(settings):
    with mail_server() as box:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", box.port, False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.DEFAULT_FROM_EMAIL = "bericht@regio.example"
        yield box


def clock():
    return NOW


def waiting(cor, now=NOW):
    Notice.objects.create(to=cor, kind="promise", message="Iets.", at=now - timedelta(minutes=1))
    plan_all(lambda: now)


def test_a_message_reaches_the_mail_server_once_with_its_own_number_and_without_a_name(cor, mailbox):
    waiting(cor)
    assert deliver(clock) == {Outcome.SENT: 1}
    assert deliver(clock) == {}
    [(to, letter)] = mailbox.letters
    assert (to, letter["From"], letter["Subject"]) == (
        "cor@cjg.example",
        "bericht@regio.example",
        "Er staat werk voor u klaar",
    )
    assert letter["Message-ID"] == f"<m-{Message.objects.get().pk}@regio.example>"
    assert "Nieuwe meldingen: 1." in letter.get_content()
    assert "Cor" not in letter.get_content()


def test_the_language_is_that_of_the_receiver(cor, mailbox):
    wish = {"way": "email", "email": "cor@elders.example", "first_hour": 0, "until_hour": 24, "language": "en"}
    Wish.objects.create(user=cor.user, since=NOW, **wish)
    waiting(cor)
    deliver(clock)
    [(to, letter)] = mailbox.letters
    assert (to, letter["Subject"]) == ("cor@elders.example", "Work is waiting for you")


@pytest.mark.parametrize(
    ("said", "outcome", "status", "trouble"),
    [
        ("451 busy", Outcome.LATER, "waiting", "smtp_451"),
        ("550 no such mailbox", Outcome.NEVER, "failed", "smtp_550"),
    ],
)
def test_busy_is_tried_again_and_refused_for_good_is_not(cor, mailbox, said, outcome, status, trouble):
    mailbox.says = lambda _: said
    waiting(cor)
    assert deliver(clock) == {outcome: 1}
    row = Message.objects.get()
    assert (row.status, row.trouble) == (status, trouble)
    mailbox.says = lambda _: "250 OK"
    deliver(lambda: NOW + timedelta(minutes=2))
    assert len(mailbox.letters) == (status == "waiting")


def test_one_address_that_is_refused_does_not_stop_the_others(world, cor, mailbox):
    other = world.professional("Sam", world.social, Role.SOCIAL_WORKER)
    other.user, other.email = get_user_model().objects.create_user("sam"), "sam@cjg.example"
    other.save()
    mailbox.says = lambda address: "550 no" if address.startswith("cor") else "250 OK"
    Notice.objects.create(to=other, kind="promise", message="Iets.", at=NOW - timedelta(minutes=1))
    waiting(cor)
    assert deliver(clock) == {Outcome.NEVER: 1, Outcome.SENT: 1}


def test_a_server_that_is_not_there_or_not_set_up_loses_nothing(cor, settings):
    settings.EMAIL_HOST = ""
    waiting(cor)
    assert deliver(clock) == {Outcome.LATER: 1}
    assert Message.objects.get().trouble == "no_mail_server"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 9, False
    assert deliver(lambda: NOW + timedelta(minutes=2)) == {Outcome.LATER: 1}
    assert Message.objects.get().trouble == "ConnectionRefusedError"
    with mail_server() as box:
        settings.EMAIL_PORT = box.port
        assert deliver(lambda: NOW + timedelta(minutes=20)) == {Outcome.SENT: 1}
        assert len(box.letters) == 1


def test_in_the_demonstration_nothing_leaves_and_everything_is_seen(cor, mailbox, settings, client):
    settings.DEMONSTRATION = True
    waiting(cor)
    assert deliver(clock) == {Outcome.SENT: 1}
    assert mailbox.letters == []
    client.force_login(cor.user)
    page = client.get("/mijn-berichten/").content.decode()
    assert "Er staat werk voor u klaar" in page
    assert "gaat er niets de deur uit" in page


def test_the_command_makes_and_sends(cor, mailbox, capsys, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", clock)
    Notice.objects.create(to=cor, kind="promise", message="Iets.", at=NOW - timedelta(minutes=1))
    call_command("messages")
    assert "1 made; 1 sent" in capsys.readouterr().out
    assert len(mailbox.letters) == 1


class Gateway(HTTPServer):
    """Takes text messages as `outside/sms.py` describes them."""

    status = 202
    taken: list[tuple[dict[str, str], dict[str, str]]]


class _Page(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.taken.append((dict(self.headers), asked))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_) -> None:
        """Not in the tests' output."""


@pytest.fixture
def gateway(settings):
    server = Gateway(("127.0.0.1", 0), _Page)
    server.taken = []
    settings.SMS_GATEWAY, settings.SMS_GATEWAY_KEY = f"http://127.0.0.1:{server.server_port}/", "sleutel"
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def by_sms(cor):
    wish = {"way": "sms", "mobile": "0612345678", "first_hour": 0, "until_hour": 24}
    Wish.objects.create(user=cor.user, since=NOW, **wish)
    waiting(cor)


def test_a_text_message_goes_to_the_gateway_with_its_own_number(cor, gateway):
    by_sms(cor)
    assert deliver(clock) == {Outcome.SENT: 1}
    [(headers, asked)] = gateway.taken
    assert asked["to"] == "+31612345678"
    assert headers["Idempotency-Key"] == asked["id"] == f"m-{Message.objects.get().pk}"
    assert headers["Authorization"] == "Bearer sleutel"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(422, Outcome.NEVER), (429, Outcome.LATER), (503, Outcome.LATER), (401, Outcome.LATER), (302, Outcome.LATER)],
)
def test_what_the_gateway_refuses_for_good_is_not_sent_again(cor, gateway, status, outcome):
    gateway.status = status
    by_sms(cor)
    assert deliver(clock) == {outcome: 1}
    assert Message.objects.get().trouble == f"http_{status}"


def test_without_a_gateway_a_text_message_waits(cor, settings):
    settings.SMS_GATEWAY = ""
    by_sms(cor)
    assert deliver(clock) == {Outcome.LATER: 1}
    assert Message.objects.get().trouble == "no_sms_gateway"


def test_one_sets_the_own_messages_and_sees_what_was_sent(cor, client, mailbox):
    waiting(cor)
    deliver(clock)
    client.force_login(cor.user)
    page = client.get("/mijn-berichten/")
    assert "cor@cjg.example" in page.content.decode()
    assert "Verstuurd" in page.content.decode()
    once = "7d444840-9dc0-11d1-b245-5ffdce74fad2"
    said = {"way": "sms", "mobile": "06 12345678", "first_hour": "9", "until_hour": "17", "once": once}
    assert client.post("/mijn-berichten/", said).status_code == 302
    assert (Wish.objects.get().mobile, Wish.objects.get().until_hour) == ("0612345678", 17)
    refused = client.post("/mijn-berichten/", {**said, "until_hour": "8", "once": once.replace("7d", "8d")})
    assert refused.status_code == 422
    assert "later is dan het begin" in refused.content.decode()


def test_the_pages_take_few_statements(cor, client, world, django_assert_max_num_queries):
    waiting(cor)
    client.force_login(cor.user)
    with django_assert_max_num_queries(12):
        client.get("/mijn-berichten/")
    admin = world.professional("Beheerder", world.social, Role.ADMINISTRATOR)
    admin.user = get_user_model().objects.create_user("admin")
    admin.save()
    client.force_login(admin.user)
    with django_assert_max_num_queries(12):
        page = client.get("/berichten/").content.decode()
    assert "Alles komt aan." in page


def test_from_the_parents_page_to_the_mail_server_and_back_to_the_state_on_the_page(world, cor, client, mailbox):
    """The parent chooses e-mail on the own page; an answer on the page of the professional becomes one letter that names nothing."""
    by, now = world.actor(cor), timezone.now()
    family = world.family(known_by=cor)
    step = {"first_what": "Bellen", "first_due_on": now.date() + timedelta(days=2)}
    open_case(family.pk, by=by, now=now, lead_id=cor.pk, **step)
    own = make_own_pages(family, world.mother(family), by, now=now)
    parent = Client()
    parent.force_login(get_user_model().objects.get(pk=own.by.user_id))
    once = "9d444840-9dc0-11d1-b245-5ffdce74fad2"
    said = {
        "way": "email",
        "email": "sam@post.example",
        "mobile": "",
        "first_hour": "0",
        "until_hour": "24",
        "once": once,
    }
    assert parent.post("/mijn/berichten/", said).status_code == 302
    asked = ask(family.pk, by=own.by, now=now, question="Mag oma mee?")
    client.force_login(cor.user)
    answer = {"words": "Ja, dat mag.", "once": once.replace("9d", "7d")}
    assert client.post(f"/gezin/{family.pk}/vragen/{asked}/", answer).status_code == 302
    later = timezone.now() + timedelta(minutes=1)
    plan_all(lambda: later)
    while deliver(lambda: later):
        pass
    [letter] = [letter for to, letter in mailbox.letters if to == "sam@post.example"]
    assert "oma" not in letter.get_content().lower()
    assert "Verstuurd" in parent.get("/mijn/berichten/").content.decode()
