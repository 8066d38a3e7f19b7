"""The invented people, in groups per role, with three of them to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sluitend.care.network.queries import DemonstrationPerson
from sluitend.core.roles import ROLES, Role
from sluitend.core.text import Text

# Three sides of the road of a family: who signals, who coordinates, who sees whether the network holds.
BEGIN_WITH = (Role.MIDWIFE, Role.CASE_COORDINATOR, Role.TEAM_LEAD)


@dataclass(frozen=True)
class Group:
    role: Role
    name: Text
    sentence: Text
    people: tuple[DemonstrationPerson, ...]


def by_role(people: Sequence[DemonstrationPerson]) -> dict[str, Any]:
    """Everybody once, under the role that was given first."""
    groups = [
        Group(role, about.name, about.sentence, tuple(person for person in people if person.role is role))
        for role, about in ROLES.items()
    ]
    filled = [group for group in groups if group.people]
    return {"groups": filled, "begin_with": [group for group in filled if group.role in BEGIN_WITH]}
