"""Run as a program of its own: opens files and keeps promises in a small region, and prints each step after it was confirmed.

python -m tests.care.worker prepare     makes the tables and the region
python -m tests.care.worker work        until it is killed
python -m tests.care.worker look        prints what is in the database, and what breaks a closing rule
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta


def prepare() -> None:
    from django.core.management import call_command

    from sluitend.core.roles import Role
    from tests.care.conftest import make_world

    call_command("migrate", verbosity=0)
    world = make_world()
    world.professional("Cor", world.social, Role.CASE_COORDINATOR)


def work() -> None:
    from sluitend.care.coordination.actions import take_in_family
    from sluitend.care.followup.actions import keep, promise
    from sluitend.care.followup.models import Promise
    from sluitend.care.network.models import Municipality, Professional
    from sluitend.care.network.queries import actor_for
    from sluitend.core.person import PersonFacts
    from tests.care.conftest import NOW, TODAY

    cor = Professional.objects.get()
    by = actor_for(cor, TODAY)
    town = Municipality.objects.order_by("pk").first()
    soon = TODAY + timedelta(days=2)
    number = 0
    while True:
        number += 1
        facts = {"municipality_id": town.pk, "parent": PersonFacts("Sam", f"Nummer{number}")}
        family = take_in_family(by=by, now=NOW, first_what="Bellen", first_due_on=soon, **facts)
        print("family", family, flush=True)
        made = promise(family, by=by, now=NOW, owner_id=cor.pk, what="Bezoek", due_on=soon)
        print("promise", made, flush=True)
        first = Promise.objects.filter(family_id=family, status="open").order_by("pk").first()
        print("kept", keep(first.pk, by=by, now=NOW), flush=True)


def look() -> None:
    from sluitend.care.followup.models import Promise
    from sluitend.care.monitoring.queries import closing_facts
    from sluitend.care.people.models import Family
    from sluitend.care.trail.models import Entry
    from sluitend.core.promise import breaches
    from tests.care.conftest import TODAY

    ids = list(Family.objects.values_list("pk", flat=True))
    for pk in ids:
        print("family", pk)
    for pk, status in Promise.objects.values_list("pk", "status"):
        print("promise", pk)
        if status == "kept":
            print("kept", pk)
    facts = closing_facts(ids, quiet_weeks=13)
    print("files", len(facts), "trail", Entry.objects.filter(within="").count())
    for breach in (breach for one in facts for breach in breaches(one, TODAY)):
        print("breach", breach)


if __name__ == "__main__":
    sys.path.insert(0, "src")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sluitend.config.settings")
    import django

    django.setup()
    {"prepare": prepare, "work": work, "look": look}[sys.argv[1]]()
