"""The people of the pages of today hand work over here."""

from tests.doors.today.conftest import (
    browser_of,
    colleague,
    coordinator,
    midwife,
    now,
    open_file,
    team_lead,
    today,
    world,
    youth_nurse,
)

__all__ = (
    "browser_of",
    "colleague",
    "coordinator",
    "midwife",
    "now",
    "open_file",
    "team_lead",
    "today",
    "world",
    "youth_nurse",
)
