"""A family with an open file and its youth nurse; and two programmes that nobody wrote Python for."""

from datetime import timedelta
from pathlib import Path

import pytest

from sluitend.care.agreements.models import Version
from sluitend.care.coordination.actions import open_case
from sluitend.care.network.models import Team, Training
from sluitend.care.programmes import actions
from sluitend.care.programmes.models import Enrolment
from sluitend.care.signalling.models import Signal
from tests.care.conftest import LONG_AGO, NOW, TODAY

WRITTEN = Path(__file__).parent / "written"


@pytest.fixture
def by(world, youth_nurse):
    trained(youth_nurse)
    return world.actor(youth_nurse)


def trained(worker, *codes):
    """Somebody with the trainings that the shipped programmes ask for, or with these."""
    for code in codes or ("voorzorg_training", "stevig_ouderschap_certificate"):
        Training.objects.get_or_create(professional=worker, code=code, starts_on=LONG_AGO)


@pytest.fixture
def family(world, coordinator, youth_nurse):
    found = world.family(known_by=youth_nurse)
    open_case(
        found.pk,
        by=world.actor(youth_nurse),
        now=NOW,
        lead_id=coordinator.pk,
        first_what="Kennismaken",
        first_due_on=TODAY + timedelta(days=3),
    )
    return found


def in_force(region, name):
    """Put a programme file in force as if it always was."""
    body = (WRITTEN / f"{name}.yaml").read_text()
    return Version.objects.create(
        region=region,
        kind=Version.Kind.PROGRAMME,
        content_id=name,
        number=1,
        digest=f"written {name}",
        body=body,
        in_force_from=LONG_AGO,
    )


@pytest.fixture
def enrol(world, family, youth_nurse, by):
    def done(programme_id="voorzorg", now=NOW, **facts):
        facts = {"no_social_contact": "Zij wil dat nu niet."} | facts
        admission = actions.Admission(programme_id, world.mother(family).pk, youth_nurse.pk, **facts)
        pk = actions.enrol(family.pk, by=by, now=now, admission=admission)
        return Enrolment.objects.get(pk=pk)

    return done


def signalled(world, family, by, now):
    """This professional signalled the family."""
    return Signal.objects.create(
        region=world.region,
        municipality=family.municipality,
        family=family,
        signaller=by,
        receiver=Team.objects.get_or_create(organisation=world.youth_care, name="Team Signaal")[0],
        knows=True,
        sent_at=now,
        answer_by=now.date(),
    )
