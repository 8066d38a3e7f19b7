"""A family with an open file, and somebody signed in who leads it."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from sluitend.care.action import day
from sluitend.care.coordination import actions as coordination
from tests.care.conftest import (  # noqa: F401
    colleague,
    coordinator,
    midwife,
    team_lead,
    world,
    youth_nurse,
)


@pytest.fixture
def now():
    """The real moment: the door reads the clock itself."""
    return timezone.now()


@pytest.fixture
def today(now):
    return day(now)


def account(professional):
    """Gives somebody an account to sign in with."""
    user = get_user_model().objects.create_user(f"user-{professional.pk}", "geheim-woord-123", demonstration=True)
    professional.user = user
    professional.save(update_fields=["user"])
    return user


@pytest.fixture
def as_coordinator(client, coordinator):  # noqa: F811
    client.force_login(account(coordinator))
    return client


@pytest.fixture
def by(world, coordinator, today):  # noqa: F811
    return world.actor(coordinator, today)


@pytest.fixture
def unopened(world, coordinator):  # noqa: F811
    """A family with which the coordinator is involved, without a file."""
    return world.family(known_by=coordinator)


@pytest.fixture
def family(unopened, coordinator, by, now, today):  # noqa: F811
    coordination.open_case(
        unopened.pk, by=by, now=now, lead_id=coordinator.pk, first_what="Kennismaken", first_due_on=today
    )
    return unopened


def date_parts(name, day):
    """A date as the form posts it."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


ONCE = "6f2c1b9e-0000-4000-8000-0000000000%02d"


@pytest.fixture
def send(as_coordinator):
    """`send(url, what="…")` posts a form as a browser does, with a key of its own."""
    count = iter(range(1, 90))

    def post(url, **data):
        return as_coordinator.post(url, {"once": ONCE % next(count), **data})

    return post
