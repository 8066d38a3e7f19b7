"""dmn-js beside our own editor: it opens and keeps the draft, and only its page lets styles of its own through."""

import pytest
from django.urls import reverse

from sluitend.care.agreements import actions
from sluitend.care.agreements.models import Draft
from sluitend.core import tables
from sluitend.core.roles import Role
from sluitend.core.tables import editing
from tests.care.conftest import NOW

pytestmark = pytest.mark.django_db
TABLE = "prenatal_home_visit"


@pytest.fixture
def adviser(world):
    return world.professional("Ada Advies", world.social, Role.PROJECT_LEADER)


@pytest.fixture
def ada(sign_in, adviser):
    return sign_in(adviser)


def begin(world, adviser, kind="table", content_id=TABLE):
    by = world.actor(adviser)
    return Draft.objects.get(pk=actions.start_draft(world.region.pk, by=by, now=NOW, kind=kind, content_id=content_id))


def policy(answer):
    return dict(rule.split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split("; "))


def test_only_this_page_lets_styles_through_and_nothing_else(ada, world, adviser):
    draft = begin(world, adviser)
    here = policy(ada.get(reverse("draft-dmn", args=[draft.pk])))
    there = policy(ada.get(reverse("draft", args=[draft.pk])))
    assert here.pop("style-src-attr") == "'unsafe-inline'"
    assert here.pop("style-src-elem") == "'self' 'unsafe-inline'"
    assert here == there


def test_no_other_page_loads_its_large_files(ada, world, adviser):
    draft = begin(world, adviser)
    assert "dmn-modeler" in ada.get(reverse("draft-dmn", args=[draft.pk])).text
    for name in ("draft", "draft-try", "draft-examples", "draft-import"):
        assert "vendor/dmn-js" not in ada.get(reverse(name, args=[draft.pk])).text


def test_what_it_saved_is_kept_as_it_is(ada, world, adviser):
    draft = begin(world, adviser)
    found = tables.read(draft.body.encode()).definitions
    body = tables.write(tables.build(editing.remove_rule(found, 1))).decode()
    answer = ada.post(reverse("draft-dmn", args=[draft.pk]), {"number": draft.number, "body": body})
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.body == body


@pytest.mark.parametrize(
    ("number", "body", "why"), [(1, "<!DOCTYPE x []><a/>", "geen DMN-bestand"), (9, None, "Iemand anders")]
)
def test_what_cannot_be_kept_is_refused_and_stands_there_still(ada, world, adviser, number, body, why):
    draft = begin(world, adviser)
    answer = ada.post(reverse("draft-dmn", args=[draft.pk]), {"number": number, "body": body or draft.body})
    assert answer.status_code == 409
    assert why in answer.text
    assert (body or "decisionTable").replace("<", "&lt;").replace(">", "&gt;") in answer.text


def test_it_is_for_tables_that_one_may_write(ada, world, adviser, sign_in, midwife):
    other = begin(world, adviser, "pathway", "friesland_early_signals")
    assert ada.get(reverse("draft-dmn", args=[other.pk])).status_code == 404
    draft = begin(world, adviser)
    assert sign_in(midwife).get(reverse("draft-dmn", args=[draft.pk])).status_code == 404
