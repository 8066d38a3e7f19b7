"""Plays steps through the actions and queries, as the right person, with the clock at each step's moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction
from django.utils.module_loading import autodiscover_modules

from sluitend.care.action import REGISTER, Spec, day
from sluitend.care.coordination.queries import heading
from sluitend.care.monitoring.queries import newest
from sluitend.care.network.queries import actor_of, system_actor
from sluitend.care.parents.queries import invited
from sluitend.care.query import REGISTER as READING
from sluitend.care.query import Spec as Reading
from sluitend.core.access import Actor, NotAllowed, NotNow
from sluitend.doors.commands.stories.files import Step, Story, StoryError
from sluitend.doors.commands.stories.moments import Clock
from sluitend.doors.commands.stories.values import arguments

SYSTEM = "system"
PARENT = "ouder"
"""The parent of this family who was invited last, on the own pages."""
# How a row of this kind leads to its family; `family` where nothing is said.
_TO_FAMILY = {
    "people.Person": "memberships__family",
    "people.ParentalAuthority": "child__memberships__family",
    "pathways.Step": "run__family",
    "programmes.Contact": "enrolment__family",
    "referrals.OneTimeLink": "referral__family",
    "referrals.Question": "referral__family",
    "safety.Report": "matter__family",
    "safety.SafetyPromise": "matter__family",
}
_PROMISE = "followup.Promise"
# Which of several rows is meant when a story says nothing: the one that still waits. A pathway's promises are its own.
_MEANT: dict[str, dict[str, Any]] = {
    _PROMISE: {"status": "open", "kind__in": ("step", "first_contact", "quiet", "check", "plan", "meeting")},
    "coordination.LeadHandover": {"status": "requested"},
    "coordination.GoalAction": {"done_on": None},
    "decisions.Proposal": {"status": "open"},
    "pathways.Step": {"status": "planned"},
    "programmes.Contact": {"status": "planned"},
    "people.AccessRequest": {"answered_at": None},
    "parents.Invitation": {"ended_at": None},
    "parents.Question": {"answered_at": None},
}


@dataclass
class Region:
    """What the network files made: the ids by key, and the accounts by the key of a person."""

    clock: Clock
    files: Path = Path()
    """Where the files lie that stories speak of."""
    region_id: int = 0
    ids: dict[str, int] = field(default_factory=dict)
    accounts: dict[str, int] = field(default_factory=dict)
    _actors: dict[tuple[str, date], Actor] = field(default_factory=dict)

    def actor(self, who: str, on: date) -> Actor:
        """Who acts, with the roles, teams and absences of that day."""
        if who == SYSTEM:
            return system_actor(self.region_id)
        if who not in self.accounts:
            raise ValueError(f"{who} staat niet in demo/network/people.yaml")
        found = self._actors.get((who, on)) or actor_of(self.accounts[who], on)
        if found is None:
            raise ValueError(f"{who} werkt dan niet")
        self._actors[who, on] = found
        return found

    def find(self, label: str, **fits: Any) -> int:
        found = newest(label, by=system_actor(self.region_id), now=self.clock.now, **fits)
        if found is None:
            raise ValueError(f"geen {label} met {fits}")
        return found


@dataclass
class Teller:
    """Tells one story: knows its family and what earlier steps called things. Also the network, which has no family."""

    region: Region
    family_id: int | None = None
    names: dict[str, int] = field(default_factory=dict)
    who: str = ""
    """Who acts in this step; a promise that is not named further is this person's own."""

    def date(self, words: str) -> date:
        return self.region.clock.date(words)

    def moment(self, words: str) -> datetime:
        return self.region.clock.stated(words)

    def body(self, name: str) -> str:
        """A long text that lies in a file of its own, such as a table."""
        path = (self.region.files / name).resolve()
        if not path.is_relative_to(self.region.files.resolve()) or not path.is_file():
            raise ValueError(f"het bestand {name} is er niet")
        return path.read_text(encoding="utf-8")

    def id_of(self, field: str, key: object) -> int:
        """An id from a name: of this story, of the network, of a person in the family, or the newest of a kind ("app.Model")."""
        if isinstance(key, int):
            return key
        if isinstance(key, str):
            known = self.family_id if key == "family" else self.names.get(key) or self.region.ids.get(key)
            return known or (self._newest(key) if "." in key else self._newest("people.Person", given_name=key))
        raise ValueError(f"{field}: verwacht een naam, niet {key!r}")

    def _newest(self, label: str, **fits: Any) -> int:
        for key in fits.keys() & {"family", "owner"}:
            fits[key] = self.id_of(key, fits[key])
        fits.setdefault(_TO_FAMILY.get(label, "family"), self.family_id)
        if label == _PROMISE:
            fits.setdefault("owner", self.region.ids.get(self.who))
        return self.region.find(label, **(_MEANT.get(label, {}) | fits))

    def tell(self, step: Step, moment: datetime) -> None:
        """Play one step. Raises StoryError that names file and step, whatever went wrong."""
        try:
            self._play(step, moment)
        except (NotNow, NotAllowed) as refused:
            beside = getattr(refused, "field", None)
            raise StoryError(step.file, str(step), f"{beside or 'mag niet'}: {refused.reason}") from refused
        except (ValueError, TypeError, LookupError, DatabaseError) as error:
            raise StoryError(step.file, str(step), error) from error

    def _play(self, step: Step, moment: datetime) -> None:
        spec = REGISTER.get(step.verb) or READING.get(step.verb)
        if spec is None:
            raise ValueError(f"de actie {step.verb} bestaat niet")
        self.who = step.who
        before = self._last_family() if self.family_id is None else None
        given = arguments(spec.call, step.given, self)
        by = self._parent() if step.who == PARENT else self.region.actor(step.who, day(moment))
        made = spec.call(*self._about(spec, step.about), by=by, now=moment, **given)
        if step.name:
            self.names[step.name] = made
        if self.family_id is None and self._last_family() != before:
            self.family_id = self._last_family()
        self._open(by, moment)

    def _open(self, by: Actor, moment: datetime) -> None:
        """Who does something in a file sees it afterwards: parents read that they looked. Who may not see it did not try either."""
        if self.family_id is not None and by.professional_id is not None:
            with suppress(NotAllowed), transaction.atomic():
                heading(self.family_id, by=by, now=moment)

    def _parent(self) -> Actor:
        found = invited(self.family_id or 0)
        if found is None:
            raise ValueError("er is nog geen ouder uitgenodigd")
        return found

    def _last_family(self) -> int | None:
        return newest("people.Family", by=system_actor(self.region.region_id), now=self.region.clock.now)

    def _about(self, spec: Spec | Reading, about: Any) -> tuple[int, ...]:
        if spec.about is None:
            return ()
        if isinstance(about, Mapping):
            return (self._newest(spec.about, **about),)
        if about is not None:
            return (self.id_of("about", about),)
        return (self.family_id or 0,) if spec.about == "people.Family" else (self._newest(spec.about),)


def in_order(tellers: Iterable[tuple[Story, Teller]], clock: Clock) -> list[tuple[datetime, Teller, Step]]:
    """The steps of all stories by moment, as they happened: what one does to a whole caseload meets the families of then.

    On one day the steps of one story follow each other by five minutes.
    """
    found = []
    for story, teller in tellers:
        per_day = Counter[date]()
        for step in story.steps:
            try:
                on = day(clock.moment(step.when))
            except ValueError as error:
                raise StoryError(step.file, str(step), error) from None
            found.append((clock.moment(step.when, minutes=5 * per_day[on]), teller, step))
            per_day[on] += 1
    return sorted(found, key=lambda row: row[0])


def load_actions() -> None:
    """An action is known once its module is read."""
    autodiscover_modules("actions")
