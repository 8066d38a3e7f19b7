"""The parts of the page of today: who has which, and on which one somebody's day begins (peers.md 5.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.roles import Role
from sluitend.core.text import Text, text

_P = Permission
TABS: tuple[tuple[str, Text, frozenset[Permission]], ...] = (
    ("today-team", text("Mijn team"), frozenset({_P.SEE_TEAM})),
    ("today-families", text("Mijn gezinnen"), frozenset({_P.COORDINATE})),
    ("today-tasks", text("Mijn taken"), frozenset({_P.KEEP_PROMISE})),
    ("today-around", text("Waar ik bij betrokken ben"), frozenset({_P.SEE_CASELOAD})),
    ("today-coalition", text("Houdt ons netwerk?"), frozenset({_P.SEE_COALITION})),
)
FIRST: tuple[tuple[Role, str], ...] = (
    (Role.TEAM_LEAD, "today-team"),
    (Role.PROCESS_COORDINATOR, "today-team"),
    (Role.CASE_COORDINATOR, "today-families"),
    (Role.SOCIAL_WORKER, "today-families"),
    (Role.MIDWIFE, "today-around"),
    (Role.GENERAL_PRACTITIONER, "today-around"),
    (Role.MATERNITY_NURSE, "today-around"),
    (Role.MEDICAL_SOCIAL_WORKER, "today-around"),
    (Role.YOUTH_NURSE, "today-tasks"),
    (Role.YOUTH_DOCTOR, "today-tasks"),
    (Role.VOLUNTEER_COORDINATOR, "today-tasks"),
    (Role.PROJECT_LEADER, "today-coalition"),
    (Role.POLICY_OFFICER, "today-coalition"),
)


@dataclass(frozen=True)
class Tab:
    name: str
    label: Text
    current: bool


def tabs(by: Actor, current: str) -> list[Tab]:
    return [Tab(name, label, name == current) for name, label, needs in TABS if needs <= by.permissions]


def first(by: Actor) -> str | None:
    """The part that this person's day begins with; None for who has no part in any (the administrator)."""
    return next((name for role, name in FIRST if role in by.roles), None)


def key(typed: str) -> tuple[date, int] | None:
    """The key of a next page as it stands in the address (2026-11-30.123); None when it is not one: the first page."""
    on, _, pk = typed.partition(".")
    try:
        return date.fromisoformat(on), int(pk[:18])
    except ValueError:
        return None


def written(after: tuple[date, int] | None) -> str:
    return "" if after is None else f"{after[0].isoformat()}.{after[1]}"
