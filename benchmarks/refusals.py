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
    from sluitend.core.roles import Role
    from tests.care.conftest import make_world

    world = make_world()
    coordinator = world.professional("Cor Regie", world.social, Role.CASE_COORDINATOR)
    families = [world.family(f"Familie {number}", known_by=coordinator).pk for number in range(300)]
    elsewhere = Region.objects.create(slug="elders", name="Elders")
    far = Organisation.objects.create(region=elsewhere, name="Ver weg", kind="local_team", domain="social")
    stranger = world.professional("Vreemde", far, Role.CASE_COORDINATOR)
    policy = world.professional("Bel Eid", world.social, Role.POLICY_OFFICER)

    def client_of(professional: Professional) -> Client:
        professional.refresh_from_db()
        professional.user = User.objects.create_user(f"user-{professional.pk}")
        professional.save()
        client = Client()
        client.force_login(professional.user)
        return client

    def page(client: Client, address: str) -> tuple[Request, Request]:
        def there(number: int) -> object:
            return client.get(address.format(families[number]))

        return there, lambda number: client.get(address.format(900_000 + number))

    def sign_in(address: str, field: str) -> tuple[Request, Request]:
        client = Client()

        def post(name: str) -> object:
            FailedSignIn.objects.all().delete()
            return client.post(
                address, {field: name, "password": "verkeerd-woord-1", "once": "6f2c1b9e-0000-4000-8000-000000000000"}
            )

        return lambda number: post(f"user-{stranger.pk}"), lambda number: post(f"niemand-{number}")

    far_away, counting = client_of(stranger), client_of(policy)
    return {
        "a family, from another region": page(far_away, "/gezin/{}/"),
        "known here, from another region": page(far_away, "/gezin/{}/bekend/"),
        "a person, from another region": page(far_away, "/gezin/{}/mensen/"),
        "a family, for who counts": page(counting, "/gezin/{}/"),
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
