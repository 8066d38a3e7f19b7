from tests.doors.people.conftest import *  # noqa: F403
from tests.doors.people.conftest import clock, enter

__all__ = ["clock", "enter"]
