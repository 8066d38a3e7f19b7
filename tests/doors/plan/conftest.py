"""The same family and the same person as for the pages of the family."""

from tests.care.conftest import colleague, coordinator, world  # noqa: F401
from tests.doors.family.conftest import (  # noqa: F401
    as_coordinator,
    by,
    family,
    now,
    send,
    today,
    unopened,
)
