"""The two parties of a referral, each in a browser of their own. Screens read the real clock, so this road starts today."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from sluitend.care.consent.models import Ground
from sluitend.care.network.models import Offer, Professional
from tests.care.conftest import World, coordinator, midwife, world, youth_nurse
from tests.care.referrals.conftest import Road

__all__ = ("coordinator", "midwife", "world", "youth_nurse")


@pytest.fixture
def road(world: World, midwife: Professional, youth_nurse: Professional) -> Road:
    now = timezone.localtime()
    road = Road(world, world.family(known_by=midwife), midwife, youth_nurse, Offer.objects.get(), Ground(), now)
    road.ground = road.consent(world.youth_care, "contact")
    return road


def signed_in(professional: Professional) -> Client:
    if professional.user is None:
        professional.user = get_user_model().objects.create_user(f"user-{professional.pk}")
        professional.save()
    client = Client()
    client.force_login(professional.user)
    return client


@pytest.fixture
def sender(road: Road) -> Client:
    return signed_in(road.sender)


@pytest.fixture
def receiver(road: Road) -> Client:
    return signed_in(road.receiver)


@pytest.fixture
def stranger(coordinator: Professional) -> Client:
    return signed_in(coordinator)


def parts(name: str, day: date) -> dict[str, int]:
    """A date as the three boxes post it."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
