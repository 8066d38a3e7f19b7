"""`python -m benchmarks.refusals`: whether the time of a refusal tells what is there. Pairs that must look alike, taken in turn; the
medians may differ 50 ms at most. In a test database of DATABASE_URL (SQLite without it), which is thrown away.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

ROUNDS, MOST = 25, 0.050
MATTERS = 60
Request = Callable[[int], object]


def median_difference(one: Request, other: Request) -> tuple[float, float]:
    """(median of one, median of the other) in seconds, the two in turn so that a busy machine weighs on both."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS + 3):
        for kept, request in zip(times, (one, other), strict=True):
            began = time.perf_counter()
            request(number)
            kept.append(time.perf_counter() - began)
    return statistics.median(times[0][3:]), statistics.median(times[1][3:])


def pairs() -> dict[str, tuple[Request, Request]]:
    """What -> (about something that is there, about nothing), by somebody who may not know."""
    from django.test import Client

    from sluitend.care.accounts.models import FailedSignIn, User
    from sluitend.care.network.models import Organisation, Professional, Region
    from sluitend.care.people.models import Involvement
    from sluitend.care.safety.actions import start
    from sluitend.care.safety.actions.starting import Beginning
    from sluitend.core.roles import Role
    from tests.care.conftest import NOW, make_world

    world = make_world()
    coordinator = world.professional("Cor Regie", world.social, Role.CASE_COORDINATOR)
    families = [world.family(f"Familie {number}", known_by=coordinator).pk for number in range(300)]
    elsewhere = Region.objects.create(slug="elders", name="Elders")
    far = Organisation.objects.create(region=elsewhere, name="Ver weg", kind="local_team", domain="social")
    stranger = world.professional("Vreemde", far, Role.CASE_COORDINATOR)
    policy = world.professional("Bel Eid", world.social, Role.POLICY_OFFICER)
    privacy = world.professional("Hilde Privacy", world.social, Role.PRIVACY_OFFICER)
    # Some of the families have a safety matter; its holder is in no pair below.
    midwife = world.professional("Mila Brug", world.practice, Role.MIDWIFE)
    beginning = Beginning("concern", "Moeder", "Een blauwe plek.")
    for pk in families[:MATTERS]:
        Involvement.objects.create(family_id=pk, professional=midwife, role="care_giver", starts_on=NOW.date())
    matters = [start(by=world.actor(midwife), now=NOW, family_id=pk, beginning=beginning) for pk in families[:MATTERS]]

    def client_of(professional: Professional) -> Client:
        professional.refresh_from_db()
        professional.user = User.objects.create_user(f"user-{professional.pk}")
        professional.save()
        client = Client()
        client.force_login(professional.user)
        return client

    def page(client: Client, address: str, ids: list[int] = families) -> tuple[Request, Request]:
        def there(number: int) -> object:
            return client.get(address.format(ids[number]))

        return there, lambda number: client.get(address.format(900_000 + number))

    def with_and_without(client: Client, address: str) -> tuple[Request, Request]:
        """Of a family with a matter and of one without."""

        def with_matter(number: int) -> object:
            return client.get(address.format(families[number]))

        return with_matter, lambda number: client.get(address.format(families[MATTERS + number]))

    def sign_in(address: str, field: str) -> tuple[Request, Request]:
        client = Client()

        def post(name: str) -> object:
            FailedSignIn.objects.all().delete()
            return client.post(
                address, {field: name, "password": "verkeerd-woord-1", "once": "6f2c1b9e-0000-4000-8000-000000000000"}
            )

        return lambda number: post(f"user-{stranger.pk}"), lambda number: post(f"niemand-{number}")

    far_away, counting, near = client_of(stranger), client_of(policy), client_of(coordinator)
    return {
        "a family, from another region": page(far_away, "/gezin/{}/"),
        "known here, from another region": page(far_away, "/gezin/{}/bekend/"),
        "a person, from another region": page(far_away, "/gezin/{}/mensen/"),
        "a family, for who counts": page(counting, "/gezin/{}/"),
        "a safety matter, for who leads the family": page(near, "/veiligheid/{}/", matters),
        "who looked in one, for a privacy officer": page(client_of(privacy), "/veiligheid/controle/{}/", matters),
        "the family's page, with and without one": with_and_without(near, "/gezin/{}/"),
        "where one begins, with and without one": with_and_without(near, "/gezin/{}/veiligheid/"),
        "signing in by name": sign_in("/aanmelden/", "username"),
        "signing in as a parent": sign_in("/mijn/binnen/inloggen/", "username"),
    }


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sluitend.config.settings")
    os.environ["PYTEST_VERSION"] = "measured as in the tests: no redirect to https"
    django.setup()
    from django.db import connection

    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    worst = 0.0
    try:
        for what, (one, other) in pairs().items():
            there, nothing = median_difference(one, other)
            worst = max(worst, abs(there - nothing))
            print(f"{what}: {there * 1000:.1f} ms there, {nothing * 1000:.1f} ms not there")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    print(f"largest difference of medians: {worst * 1000:.1f} ms (at most {MOST * 1000:.0f})")
    return 0 if worst <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
