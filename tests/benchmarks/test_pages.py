"""What the measurement asks for is answered, with people who are signed in as strongly as outside a test."""

from uuid import uuid4

import pytest
from django.utils import timezone

from benchmarks import pages, region
from benchmarks.machine import Served
from sluitend.core.sign_in import LEVELS


@pytest.mark.django_db
def test_every_page_that_is_measured_answers_as_it_should(client, settings):
    settings.SIGN_IN_LEVELS = LEVELS
    served = Served(120, "", 8000, 0, 0, region.fill(120, timezone.localtime()), ())
    for ask in (*pages.pages(served).values(), pages.signal(served)):
        typed = ask.body.replace("@once@", str(uuid4())).replace("@serial@", "een")
        kind = ask.headers["Content-Type"]
        answer = client.generic("POST" if typed else "GET", ask.path, typed, kind, headers=dict(ask.headers))
        assert answer.status_code == ask.answer, ask.name
        assert ask.holds in answer.headers.get("Location", "") + answer.content.decode(), ask.name
