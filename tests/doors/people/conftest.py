"""The invented region of the care tests, entered through the door: `enter(professional)` gives a signed-in client."""

from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.care.conftest import (
    NOW,
    TODAY,
    colleague,
    coordinator,
    midwife,
    now,
    team_lead,
    today,
    world,
    youth_nurse,
)

__all__ = ["colleague", "coordinator", "midwife", "now", "team_lead", "today", "world", "youth_nurse"]


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The door reads the clock of the invented region."""
    monkeypatch.setattr("sluitend.doors.workspace.door.timezone.now", lambda: NOW)


@pytest.fixture
def enter(world):
    def signed_in(professional, language="nl"):
        user = get_user_model().objects.create_user(f"u{professional.pk}")
        professional.user = user
        professional.save(update_fields=["user"])
        client = Client()
        client.force_login(user)
        client.cookies["django_language"] = language
        return client

    return signed_in


def day_parts(name, day=TODAY):
    """A date as the three boxes of the form post it."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def send(client, path, **answers):
    """Post a form as a browser does, with the hidden key."""
    return client.post(path, {"once": str(uuid4()), **answers})


def errors(answer):
    """What stands beside which field."""
    return {name: list(map(str, said)) for name, said in answer.context["form"].errors.items()}
