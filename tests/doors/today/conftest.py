"""People at work today (screens read the real clock), each with a browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from sluitend.care.coordination.actions import open_case
from sluitend.care.coordination.models import Case
from sluitend.care.network.models import Professional
from tests.care.conftest import World, colleague, coordinator, midwife, team_lead, world, youth_nurse

__all__ = ("colleague", "coordinator", "midwife", "team_lead", "world", "youth_nurse")


@pytest.fixture
def now() -> datetime:
    return timezone.localtime()


@pytest.fixture
def today(now: datetime) -> date:
    return now.date()


@pytest.fixture
def browser_of() -> Callable[[Professional], Client]:
    def signed_in(professional: Professional) -> Client:
        if professional.user is None:
            professional.user = get_user_model().objects.create_user(f"user-{professional.pk}")
            professional.save()
        client = Client()
        client.force_login(professional.user)
        return client

    return signed_in


@pytest.fixture
def open_file(world: World, now: datetime, today: date) -> Callable[..., Case]:
    def opened(lead: Professional, *, name: str = "Familie De Wit", due_in: int = 2) -> Case:
        family = world.family(name, known_by=lead)
        facts = {"lead_id": lead.pk, "first_what": "Bellen", "first_due_on": today + timedelta(days=due_in)}
        return Case.objects.get(pk=open_case(family.pk, by=world.actor(lead, today), now=now, **facts))

    return opened
