"""Open files for the tests of coordination."""

from datetime import timedelta

import pytest

from sluitend.care.coordination.actions import open_case
from sluitend.care.coordination.models import Case


@pytest.fixture
def open_file(world, now, today):
    """Opens a file: `open_file(lead)`; the lead knows the family, and calls in two days."""

    def opened(lead, *, name="Familie De Wit", weeks=20, due_in=2) -> Case:
        family = world.family(name, weeks=weeks, known_by=lead)
        pk = open_case(
            family.pk,
            by=world.actor(lead),
            now=now,
            lead_id=lead.pk,
            first_what="Bellen",
            first_due_on=today + timedelta(days=due_in),
        )
        return Case.objects.get(pk=pk)

    return opened


@pytest.fixture
def case(open_file, coordinator) -> Case:
    return open_file(coordinator)
