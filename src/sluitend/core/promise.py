"""The closing rules over plain values (design.md, section 5), and how urgency grows.

`breaches(facts, today)` names every rule that a family breaks. The database keeps what a constraint can keep, the after-change list refuses
a transaction that would break a rule, and the nightly proof runs this same function over all families.

Late is computed when read; nothing in here closes, hides or completes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from sluitend.core.calendar import working_days_between
from sluitend.core.text import Text, text

QUIET_WEEKS_AT_MOST = 13
"""A quiet period is reviewed at most this many weeks ahead; a region may set fewer (design.md 5, rule 2)."""


class Rule(StrEnum):
    OWNER = "owner"
    NEXT_STEP = "next_step"
    ANSWER = "answer"
    SENDER_KEEPS = "sender_keeps"
    CLOCK = "clock"
    NAMED_ENDING = "named_ending"
    BALANCE = "balance"


RULE_SENTENCES: dict[Rule, Text] = {
    Rule.OWNER: text("Elk open dossier heeft precies één regiehouder die nu werkt."),
    Rule.NEXT_STEP: text("Elk open dossier heeft een volgende stap met een naam en een datum."),
    Rule.ANSWER: text("Elk signaal en elke verwijzing heeft een datum waarop er antwoord is."),
    Rule.SENDER_KEEPS: text("Een verwijzing of overdracht blijft bij de afzender tot een ander haar aanneemt."),
    Rule.CLOCK: text("De klok sluit, verbergt of voltooit nooit iets."),
    Rule.NAMED_ENDING: text("Een dossier sluit alleen door een mens, met een afgesproken einde en niets meer open."),
    Rule.BALANCE: text("Open aan het begin + erbij − eraf = open aan het eind."),
}


@dataclass(frozen=True)
class Holder:
    """A professional who holds something, with the days on which that person works here."""

    professional_id: int
    works_from: date
    works_until: date | None = None

    def works_on(self, day: date) -> bool:
        return self.works_from <= day and (self.works_until is None or day <= self.works_until)


@dataclass(frozen=True)
class OpenPromise:
    owner: Holder
    due_on: date
    made_on: date
    quiet: bool = False


@dataclass(frozen=True)
class Asked:
    """A signal, referral or hand-over of the lead."""

    kind: str
    status: str
    answer_by: date | None
    sender_id: int | None
    owner_id: int | None = None
    reason: str = ""
    outcome: str = ""
    waits: bool = False
    """Still with the sender, for an answer."""
    since_ending: bool = False
    """Came after the file was closed: a new signal, which reopens it when somebody takes it up (design.md 5, rule 6)."""


@dataclass(frozen=True)
class FamilyFacts:
    """All that the rules need to know of one family's file."""

    family_id: int
    open: bool
    leads: Sequence[Holder] = ()
    file_lead_id: int | None = None
    """The lead as the file names it; must be the one who is involved as lead."""
    promises: Sequence[OpenPromise] = ()
    asked: Sequence[Asked] = ()
    ending: str = ""
    ended_by: int | None = None
    quiet_weeks: int = QUIET_WEEKS_AT_MOST


@dataclass(frozen=True)
class Breach:
    family_id: int
    rule: Rule
    why: Text


def breaches(facts: FamilyFacts, today: date) -> list[Breach]:
    found: list[Breach] = []
    if facts.open:
        found += _owner(facts, today) + _next_step(facts)
    else:
        found += _ending(facts)
    return found + _asked(facts)


def _owner(facts: FamilyFacts, today: date) -> list[Breach]:
    if len(facts.leads) != 1:
        return [
            _breach(
                facts, Rule.OWNER, text("Er zijn %(count)s regiehouders in plaats van één.", count=len(facts.leads))
            )
        ]
    if facts.file_lead_id is not None and facts.file_lead_id != facts.leads[0].professional_id:
        return [_breach(facts, Rule.OWNER, text("Het dossier noemt een andere regiehouder dan wie betrokken is."))]
    if not facts.leads[0].works_on(today):
        return [_breach(facts, Rule.OWNER, text("De regiehouder werkt hier vandaag niet meer."))]
    return []


def _next_step(facts: FamilyFacts) -> list[Breach]:
    if not facts.promises:
        return [_breach(facts, Rule.NEXT_STEP, text("Er is geen volgende stap met een naam en een datum."))]
    too_far = timedelta(weeks=facts.quiet_weeks)
    if all(promise.quiet and promise.due_on - promise.made_on > too_far for promise in facts.promises):
        return [
            _breach(
                facts, Rule.NEXT_STEP, text("De rustperiode duurt langer dan %(weeks)s weken.", weeks=facts.quiet_weeks)
            )
        ]
    return []


def _asked(facts: FamilyFacts) -> list[Breach]:
    found = []
    for asked in facts.asked:
        if asked.waits and asked.answer_by is None:
            found.append(_breach(facts, Rule.ANSWER, text("Er wacht iets op antwoord zonder datum.")))
        if asked.waits and asked.owner_id is not None:
            found.append(
                _breach(facts, Rule.SENDER_KEEPS, text("Iets is van eigenaar gewisseld voordat het is aangenomen."))
            )
        if asked.status in {"rejected", "failed", "refused"} and not asked.reason:
            found.append(_breach(facts, Rule.SENDER_KEEPS, text("Een weigering heeft geen reden.")))
        if asked.kind == "referral" and asked.status == "completed" and not asked.outcome:
            found.append(_breach(facts, Rule.SENDER_KEEPS, text("Een afgeronde verwijzing heeft geen uitkomst.")))
    return found


def _ending(facts: FamilyFacts) -> list[Breach]:
    if not facts.ending or facts.ended_by is None:
        return [
            _breach(
                facts, Rule.NAMED_ENDING, text("Het dossier is dicht zonder einde of zonder naam van wie het sloot.")
            )
        ]
    still = (asked for asked in facts.asked if not asked.since_ending)
    runs = {"accepted", "in_progress", "on_hold"}  # of help; a hand-over of the lead is over once it is accepted
    if any(asked.waits or (asked.kind == "referral" and asked.status in runs) for asked in still):
        return [
            _breach(
                facts,
                Rule.NAMED_ENDING,
                text("Het dossier is dicht terwijl er nog een verwijzing of signaal openstaat."),
            )
        ]
    return []


def _breach(facts: FamilyFacts, rule: Rule, why: Text) -> Breach:
    return Breach(facts.family_id, rule, why)


@dataclass(frozen=True)
class Balance:
    """Rule 7, for one municipality and month."""

    open_at_start: int
    came_in: int
    ended: int
    open_at_end: int

    def holds(self) -> bool:
        return self.open_at_start + self.came_in - self.ended == self.open_at_end


class Rung(StrEnum):
    """Who knows that an answer is late, in the order in which the circle widens (design.md 5, rule 3)."""

    OWNER = "owner"
    STAND_IN = "stand_in"
    TEAM_LEAD = "team_lead"
    PROCESS_COORDINATOR = "process_coordinator"


@dataclass(frozen=True)
class Ladder:
    """After how many days past the answer-by date each rung comes to know; from the region's agreement."""

    days: tuple[tuple[Rung, int], ...] = field(
        default=((Rung.OWNER, 0), (Rung.STAND_IN, 1), (Rung.TEAM_LEAD, 3), (Rung.PROCESS_COORDINATOR, 7))
    )
    in_working_days: bool = False
    """Whether the region counted its rungs in working days."""

    def knows(self, answer_by: date, today: date) -> tuple[Rung, ...]:
        late = working_days_between(answer_by, today) if self.in_working_days else (today - answer_by).days
        return tuple(rung for rung, days in self.days if late > days or (rung is Rung.OWNER and late >= 0))


def silences(
    contacts: Sequence[date], since: date, until: date, *, weeks: int = QUIET_WEEKS_AT_MOST
) -> list[tuple[date, date]]:
    """The stretches between `since` and `until` without contact that last longer than a family may be quiet (rule 2)."""
    days = [since, *sorted(day for day in contacts if since <= day <= until), until]
    longest = timedelta(weeks=weeks)
    return [(before, after) for before, after in pairwise(days) if after - before > longest]
