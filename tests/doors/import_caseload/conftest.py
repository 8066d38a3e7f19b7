"""Noor brings in the list of her team; Cor is named in it. Screens read the real clock, so the dates follow it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.care.conftest import colleague, coordinator, midwife, world
from tests.doors.referrals.conftest import signed_in

__all__ = ("colleague", "coordinator", "midwife", "world")

HEADER = "Naam;Geb.datum;Uitgerekend;Gemeente;Tel;Regie;Volgende stap;Wanneer;Kleur"


def list_of(*rows: str) -> bytes:
    return "\r\n".join(["Onze zwangeren", HEADER, *rows]).encode("cp1252")


def good(name: str = "Ans Duin", town: str = "Waterstad", born: str = "14-9-1990") -> str:
    today = timezone.localdate()
    due, soon = today + timedelta(days=100), today + timedelta(days=9)
    return f"{name};{born};{due:%d-%m-%Y};{town};;C. Regie;huisbezoek;{soon:%d-%m-%Y};geel"


@pytest.fixture
def noor(colleague, coordinator):
    return signed_in(colleague)
