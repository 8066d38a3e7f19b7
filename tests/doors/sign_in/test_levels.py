"""How strongly somebody must be known, over every page at once: the other tests sign in without any proof, with this switched off."""

from __future__ import annotations

import pytest

from sluitend.core.access import STRONGER
from sluitend.core.roles import JOBS
from sluitend.core.sign_in import LEVELS, Level
from sluitend.doors.workspace.sign_in.session import IN_SESSION
from tests.doors.test_sweep import PUBLIC, patterns_with_gaps

OWN_FORMS = {"own-card", "own-messages", "own-sign-in", "passkey-make", "second-step-begin"}
"""What one may change with a password alone: the own card, how one is told, and how one comes in."""
pytestmark = pytest.mark.django_db
NAME = "Familie Geheimhouder"
ONCE = 'name="once"'


def answers(client, pages) -> dict[str, tuple[int, bool, bool, bool]]:
    """Per page the status, whether it was refused because the sign-in is too weak, whether it has a form that changes something, and
    whether it names the family."""
    found = {name: client.get(path) for name, path in pages}
    told = {name: one.content.decode(errors="replace") for name, one in found.items()}
    return {
        name: (one.status_code, str(STRONGER) in told[name], ONCE in told[name], NAME in told[name])
        for name, one in found.items()
    }


def test_with_a_second_proof_every_page_is_as_without_levels_and_with_a_password_nothing_of_a_family_opens(
    world, sign_in, settings
):
    everything = world.professional("Alle Petten", world.practice, *JOBS)
    family = world.family(NAME, known_by=everything)
    client = sign_in(everything)
    ids = {"family_id": family.pk, "person_id": world.mother(family).pk, "pk": everything.pk}
    pages = [(name, path) for name, path in patterns_with_gaps(ids) if name and name not in PUBLIC]
    pages = [(name, path) for name, path in pages if not name.startswith("portal-")]
    without = answers(client, pages)
    settings.SIGN_IN_LEVELS = LEVELS
    weak = answers(client, pages)
    session = client.session
    session[IN_SESSION] = {"level": int(Level.SUBSTANTIAL)}
    session.save()
    strong = answers(client, pages)
    assert strong == without
    assert not any(refused for _, refused, *_ in strong.values())
    assert sum(named for *_, named in strong.values()) > 5
    assert sum(refused for _, refused, *_ in weak.values()) > 40
    assert not [name for name, (*_, named) in weak.items() if named]
    assert {name for name, (_, _, form, _) in weak.items() if form} <= OWN_FORMS
