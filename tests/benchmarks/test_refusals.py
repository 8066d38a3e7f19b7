"""What measures whether time tells: it sees a page that is slower for what is there, and stops when pages are not alike at all."""

from time import sleep
from types import SimpleNamespace

import pytest

from benchmarks import refusals
from benchmarks.refused import near_a_matter, setting
from sluitend.care.safety.models import Matter
from tests.care.conftest import make_world


def answers(seconds, status=200):
    def request(number):
        sleep(seconds)
        return SimpleNamespace(status_code=status)

    return request


def test_a_page_that_is_slower_for_what_is_there_differs_more_than_from_itself():
    found = refusals.medians([answers(0.004), answers(0), answers(0)])
    assert found.difference > 0.003 > found.noise


def test_answers_that_differ_are_not_measured():
    with pytest.raises(SystemExit, match="differ"):
        refusals.medians([answers(0, 200), answers(0), answers(0, 403)])


@pytest.mark.django_db
def test_every_page_near_a_matter_opens_for_who_is_outside_its_circle(monkeypatch):
    monkeypatch.setattr("benchmarks.refused.FAMILIES", 1)
    found = setting(make_world())
    assert list(Matter.objects.values_list("family", flat=True)) == found.secret.families
    for what, triple in near_a_matter(found).items():
        assert {request(0).status_code for request in triple} == {200}, what
