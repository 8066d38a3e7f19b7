"""The invented region of the care tests, with people who can sign in."""

import pytest

from tests.care.conftest import (  # noqa: F401
    colleague,
    coordinator,
    midwife,
    team_lead,
    world,
    youth_nurse,
)


@pytest.fixture
def sign_in(client, django_user_model):
    """`sign_in(midwife)`: the test client works as this professional from now on."""

    def as_one(professional):
        if professional.user is None:
            professional.user = django_user_model.objects.create_user(f"user-{professional.pk}", "geheim-woord-123")
            professional.save()
        client.force_login(professional.user)
        return client

    return as_one


@pytest.fixture
def now():
    """Pages read the real clock; what the tests prepare happens at the same time."""
    from django.utils import timezone

    return timezone.localtime()


@pytest.fixture
def today(now):
    return now.date()
