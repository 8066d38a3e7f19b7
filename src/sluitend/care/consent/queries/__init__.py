"""Which grounds hold, the register of grounds of one family, and what could be shared."""

from sluitend.care.consent.queries.asking import Asking, asking, plain, subject_of
from sluitend.care.consent.queries.register import (
    GroundRow,
    grounds,
    holding,
    may_see_kinds,
    own_grounds,
    own_persons,
    with_authority,
)

__all__ = (
    "Asking",
    "GroundRow",
    "asking",
    "grounds",
    "holding",
    "may_see_kinds",
    "own_grounds",
    "own_persons",
    "plain",
    "subject_of",
    "with_authority",
)
