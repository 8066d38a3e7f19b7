"""Run as a program of its own: sends the messages that are ready, until it is killed or there are none.

python -m tests.doors.messages.worker prepare 12     makes the tables, a region and this many messages
python -m tests.doors.messages.worker send           sends; `later` does so as if two minutes and more had passed
python -m tests.doors.messages.worker look           prints how many are in which state
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import timedelta


def prepare(count: str) -> None:
    from django.core.management import call_command

    from sluitend.care.accounts.models import User
    from sluitend.care.network.models import Organisation, Professional, Region
    from sluitend.care.outbox.models import Message
    from tests.care.conftest import NOW, TODAY

    call_command("migrate", verbosity=0)
    region = Region.objects.create(slug="proefregio", name="Proefregio")
    place = Organisation.objects.create(region=region, name="De Brug", kind="midwifery", domain="medical")
    for number in range(int(count)):
        user = User.objects.create_user(f"user-{number}")
        card = {"name": "Iemand", "email": f"user-{number}@brug.example", "starts_on": TODAY}
        Professional.objects.create(region=region, organisation=place, user=user, **card)
        one = {"kind": "daily", "way": "email", "cause": "daily:1", "made_at": NOW, "next_at": NOW}
        Message.objects.create(region=region, user=user, **one)


def send(after: timedelta = timedelta(0)) -> None:
    from sluitend.doors.jobs.post import deliver
    from tests.care.conftest import NOW

    deliver(lambda: NOW + after)


def later() -> None:
    send(timedelta(minutes=3))


def look() -> None:
    from sluitend.care.outbox.models import Message

    print(dict(Counter(Message.objects.values_list("status", flat=True))))


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sluitend.config.settings")
    django.setup()
    {"prepare": prepare, "send": send, "later": later, "look": look}[sys.argv[1]](*sys.argv[2:])
