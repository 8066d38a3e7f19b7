"""Nobody outside the circle can learn that a safety matter exists (issue: pages, counts, search, exports, time, trail)."""

import hashlib
import io
import re
import uuid
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

import sluitend
from sluitend.care.action import REGISTER
from sluitend.care.monitoring.actions import prove
from sluitend.care.network.queries import system_actor
from sluitend.care.outbox.actions import plan
from sluitend.care.outbox.models import Message
from sluitend.care.trail.models import Entry, SecretEntry
from sluitend.core.roles import Role
from tests.doors.test_sweep import patterns_with_gaps

SOURCE = Path(sluitend.__file__).parent
NO_MATTER = 4_242_424_242
CHANGING = re.compile(
    r"""name="(?:csrfmiddlewaretoken|once|draft_key)" value="[^"]*"|value="[^"]*" name="(?:once)"|"""
    r"""csrf[^"]{0,20}"[^"]{32,}"|data-options="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}"""
)
SKIP = {"sign-out", "gallery", "set_language", "sign-in-as", "second-step-begin"}


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def clock(monkeypatch):
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)


def addresses(family, matter_id):
    """Every address of the product, about this family and this matter; and the searches in which it could show."""
    ids = {"family_id": family.pk, "matter_id": matter_id}
    found = [("get", path, {}) for name, path in patterns_with_gaps(ids) if name not in SKIP]
    verbs = [f"/veiligheid/{matter_id}/doen/{verb}/" for verb in ("signalen", "afsluiten", "melding", "niets")]
    found += [("get", path, {}) for path in verbs]
    found += [("post", path, {"reason": "x", "once": uuid.UUID(int=7)}) for path in verbs]
    found.append(("post", f"/veiligheid/{matter_id}/oppakken/", {"reason": "x", "once": uuid.UUID(int=7)}))
    found.append(("get", "/netwerk/?zoek=Verborgen", {}))
    return [*found, ("post", "/gezin-zoeken/", {"family_name": "Verborgen", "once": uuid.UUID(int=7)})]


class Count:
    """How many statements were asked of the database."""

    def __init__(self):
        self.statements = 0

    def __call__(self, execute, *rest):
        self.statements += 1
        return execute(*rest)


def looks(client, method, path, data, matter_id):
    """What one gets: status, where to, bytes without what changes at each drawing, and how many statements it took."""
    count = Count()
    with connection.execute_wrapper(count):
        answer = getattr(client, method)(path, data)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = CHANGING.sub("", body.decode(errors="replace")).replace(str(matter_id), "M")
    return answer.status_code, answer.headers.get("Location", ""), text, count.statements


@pytest.fixture
def client_of(django_user_model):
    """`client_of(person)`: signed in once, so that a look that is undone does not sign out."""

    def signed_in(person):
        if person.user is None:
            person.user = django_user_model.objects.create_user(f"user-{person.pk}")
            person.save()
        client = Client()
        client.force_login(person.user)
        return client

    return cache(signed_in)


def seen_by(client, family, matter_id):
    seen = {}
    for method, path, data in addresses(family, matter_id):
        with undone():
            place = method, path.replace(str(matter_id), "M")
            seen[place] = looks(client, method, path, data, matter_id)
    return seen


def test_no_page_differs_for_anybody_outside_the_circle(family, outsiders, whole_matter, clock, client_of):
    clients = {one: client_of(one) for one in outsiders}
    # What is read once in a process, by whoever comes first: texts of agreements, and what SQLite can do with JSON.
    assert connection.features.supports_json_field
    for reads in (outsiders[0], next(one for one in outsiders if one.name == Role.PROJECT_LEADER)):
        seen_by(clients[reads], family, NO_MATTER)
    before = {one: seen_by(client, family, NO_MATTER) for one, client in clients.items()}
    matter_id = whole_matter()
    for one, client in clients.items():
        for place, is_now in seen_by(client, family, matter_id).items():
            assert is_now == before[one][place], (one.name, place)


def test_the_sweep_would_see_a_difference(family, midwife, whole_matter, clock, client_of):
    client = client_of(midwife)
    before = seen_by(client, family, NO_MATTER)
    matter_id = whole_matter()
    after = seen_by(client, family, matter_id)
    differ = {path for (_, path), was in before.items() if after[_, path] != was}
    assert {"/veiligheid/", "/veiligheid/M/", f"/gezin/{family.pk}/veiligheid/"} <= differ
    assert f"/gezin/{family.pk}/" not in differ


def fingerprints():
    """A digest of all rows of every table but those of safety, its trail and the keys of forms."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in {"safety", "sessions"} or model is SecretEntry or model._meta.label == "trail.Once":
            continue
        rows = repr(list(model._default_manager.order_by("pk").values_list()))
        found[model._meta.label] = hashlib.sha256(rows.encode()).hexdigest()
    return found


def test_no_row_outside_safety_changes_by_what_is_done_in_a_matter(family, outsiders, whole_matter):
    before = fingerprints()
    whole_matter()
    assert fingerprints() == before


def test_every_action_in_a_matter_is_secret():
    ours = [spec for name, spec in REGISTER.items() if name.startswith("safety.")]
    assert len(ours) > 20
    assert all(spec.secret for spec in ours)


def test_the_trail_of_the_family_and_of_others_holds_nothing(family, midwife, whole_matter, world, now):
    before = Entry.objects.count()
    whole_matter()
    assert Entry.objects.count() == before
    rows = SecretEntry.objects.filter(professional_id=midwife.pk)
    assert rows.count() > 8
    assert not rows.exclude(family_id=None, reason="", within="").exists()
    assert all(not row.details for row in rows)


def test_where_a_matter_begins_leaves_the_look_of_any_page_of_the_family(sign_in, family, midwife):
    client = sign_in(midwife)
    client.get(f"/gezin/{family.pk}/")
    usual = Entry.objects.latest("pk")
    client.get(f"/gezin/{family.pk}/veiligheid/")
    here = Entry.objects.latest("pk")
    assert here.pk > usual.pk
    told = ("kind", "action", "permission", "purpose", "thing", "thing_id", "family_id", "code", "details")
    assert [getattr(here, name) for name in told] == [getattr(usual, name) for name in told]


def test_no_message_says_more_than_any_message_that_cannot_wait(whole_matter, officer, world, now, django_user_model):
    officer.user, officer.email = django_user_model.objects.create_user("adinda"), "adinda@voorbeeld.test"
    officer.save()
    whole_matter()
    plan(world.region.pk, now=now)
    (message,) = Message.objects.filter(user=officer.user)
    assert (message.kind, message.new, message.today, message.trouble) == ("at_once", 0, 0, "")
    assert re.fullmatch(r"at_once:\d+", message.cause)


def test_the_nightly_proof_and_the_reports_on_it_are_the_same(family, outsiders, whole_matter, world, now):
    def proof():
        count = Count()
        with undone(), connection.execute_wrapper(count):
            pk = prove(world.region.pk, by=system_actor(world.region.pk), now=now, clock=lambda: now)
            row = apps.get_model("monitoring.Proof").objects.get(pk=pk)
            out = io.StringIO()
            call_command("leaks", stdout=out)
            return row.families, row.breaches, row.unbalanced, out.getvalue(), count.statements

    before = proof()
    whole_matter()
    assert proof() == before


def test_only_safety_and_the_last_look_read_what_is_in_a_matter():
    allowed = {"care/safety", "doors/workspace/safety", "doors/workspace/signal/views.py", "care/monitoring/actions.py"}
    # That something waits for the reader in person, and what a parent was shown by decision.
    allowed |= {"care/outbox/actions/planning.py", "doors/portal/help/views.py"}
    readers = {
        str(file.relative_to(SOURCE))
        for file in SOURCE.rglob("*.py")
        if "care.safety" in file.read_text() or "SecretEntry" in file.read_text()
    }
    trail = {"care/action.py", "care/query.py", "care/trail"}
    assert not [name for name in readers if not name.startswith(tuple(allowed | trail))]
