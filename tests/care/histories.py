"""A small region in which anything may happen, one move at a time.

A move picks people and things (by Hypothesis or by a seeded random source), calls one action, and accepts the two refusals. Any other
exception is a fault of ours. `check` proves the closing rules over everything that exists.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, Protocol, TypeVar

from django.db import connection
from django.test import override_settings

from sluitend.care.coordination import actions as coordination
from sluitend.care.coordination.models import Case, LeadHandover
from sluitend.care.followup import actions as followup
from sluitend.care.followup.models import Promise
from sluitend.care.monitoring.queries import closing_facts
from sluitend.care.network.models import Municipality, Professional, StandIn
from sluitend.care.network.queries import actor_for
from sluitend.care.observations.actions import Seen
from sluitend.care.people import actions as people
from sluitend.care.people.models import Family, FamilyMember, Merge, Person, Pregnancy
from sluitend.care.referrals import actions as referrals
from sluitend.care.referrals.models import Referral
from sluitend.care.signalling import actions as signalling
from sluitend.care.signalling.actions.sending import Concern
from sluitend.care.signalling.actions.whom import NewFamily
from sluitend.care.signalling.models import Signal
from sluitend.care.trail.models import Entry
from sluitend.core.access import Actor, NotAllowed, NotNow
from sluitend.core.facts import ConsentAnswer
from sluitend.core.person import ChildFacts, PersonFacts
from sluitend.core.promise import breaches
from sluitend.core.roles import Role
from tests.care.conftest import NOW, make_world

T = TypeVar("T")


class Draw(Protocol):
    """Where choices come from."""

    def pick(self, options: Sequence[T]) -> T: ...
    def number(self, low: int, high: int) -> int: ...


class Crash(Exception):
    """The process dies after the last step of an action, before it was confirmed."""


def crash(family_id: int, *, by: Actor, now: Any) -> None:
    raise Crash


class Play:
    """The region, its clock, and the moves."""

    def __init__(self) -> None:
        self.world = make_world()
        self.now = NOW
        self.draw: Draw
        w = self.world
        self.staff = [
            w.professional("Mila", w.practice, Role.MIDWIFE),
            w.professional("Cor", w.social, Role.CASE_COORDINATOR),
            w.professional("Noor", w.social, Role.CASE_COORDINATOR),
            w.professional("Tess", w.social, Role.TEAM_LEAD),
            w.professional("Jip", w.youth_care, Role.YOUTH_NURSE),
            w.professional("Lena", w.youth_care, Role.TEAM_LEAD),
        ]
        self.made = self.refused = 0

    # who and what

    @property
    def today(self) -> Any:
        return self.now.date()

    def actor(self, professional: Professional) -> Actor:
        return actor_for(professional, self.today)

    def somebody(self) -> Professional:
        return self.draw.pick(list(Professional.objects.on(self.today).order_by("pk")))

    def one(self, rows: Any) -> Any:
        """One of these rows, or None when there is none."""
        found = list(rows.order_by("pk")[:60])
        return self.draw.pick(found) if found else None

    def later(self, most: int = 60) -> Any:
        return self.today + timedelta(days=self.draw.number(-1, most))

    def try_(self, verb: Callable[..., int], *args: Any, by: Professional | None, **facts: Any) -> None:
        """Make the move as the right person, now and then as somebody else, now and then with a crash at the end."""
        luck = self.draw.number(0, 40)
        who = self.somebody() if luck == 0 or by is None else by
        try:
            if luck == 1:
                self._crash(verb, *args, by=self.actor(who), now=self.now, **facts)
            else:
                verb(*args, by=self.actor(who), now=self.now, **facts)
                self.made += 1
        except (NotAllowed, NotNow):
            self.refused += 1

    def _crash(self, verb: Callable[..., int], *args: Any, **facts: Any) -> None:
        before = Entry.objects.count()
        with override_settings(AFTER_CHANGE=["tests.care.histories.crash"]):
            try:
                verb(*args, **facts)
            except Crash:
                assert Entry.objects.count() == before

    # moves

    def days_pass(self) -> None:
        self.now += timedelta(days=self.draw.number(1, 30))

    def signal_somebody_new(self) -> None:
        name = f"Nummer{Person.objects.count()}"
        concern = self._concern(
            new=NewFamily(PersonFacts("Sam", name), self.today + timedelta(days=self.draw.number(5, 260)))
        )
        self.try_(signalling.send_signal, by=self.staff[0], concern=concern)

    def signal_somebody_known(self) -> None:
        family = self.one(Family.objects.all())
        if family is not None:
            self.try_(signalling.send_signal, by=self._involved(family), concern=self._concern(family_id=family.pk))

    def _concern(self, **facts: Any) -> Concern:
        agrees = self.draw.pick([*[ConsentAnswer.YES] * 3, ConsentAnswer.NO, ConsentAnswer.UNKNOWN])
        seen = Seen(unease="Er klopt iets niet.")
        return Concern(
            municipality_id=self.world.town.pk, seen=seen, knows=True, agrees=agrees, explained="Uitgelegd.", **facts
        )

    def _involved(self, family: Family) -> Professional | None:
        rows = Professional.objects.on(self.today).filter(
            involvements__family=family, involvements__ends_on__isnull=True
        )
        return self.one(rows.distinct())

    def answer_signal(self) -> None:
        signal = self.one(Signal.objects.filter(status="sent"))
        if signal is None:
            return
        cor = self.draw.pick(self.staff[1:4])
        verb = self.draw.pick(["take_up", "take_up", "take_up", "advise", "stop", "withdraw"])
        if verb == "take_up":
            facts = {"owner_id": cor.pk, "first_what": "Bellen", "first_due_on": self.later(5)}
            self.try_(signalling.take_up, signal.pk, by=cor, **facts)
        elif verb == "advise":
            self.try_(signalling.advise, signal.pk, by=cor, answer="Advies.")
        elif verb == "stop":
            self.try_(signalling.stop, signal.pk, by=cor, reason="Wil niet.")
        else:
            self.try_(signalling.withdraw, signal.pk, by=signal.signaller, reason="Vergissing.")

    def promise(self) -> None:
        if case := self.one(Case.objects.filter(status="open")):
            who = self.draw.pick([case.lead, self.somebody()])
            facts = {"owner_id": who.pk, "what": "Op bezoek", "due_on": self.later()}
            self.try_(followup.promise, case.family_id, by=case.lead, **facts)

    def stay_quiet(self) -> None:
        if case := self.one(Case.objects.filter(status="open")):
            facts = {"owner_id": case.lead_id, "review_on": self.later(120), "reason": "Het gaat goed."}
            self.try_(followup.stay_quiet, case.family_id, by=case.lead, **facts)

    def keep(self) -> None:
        if promise := self.one(Promise.objects.filter(status="open")):
            self.try_(followup.keep, promise.pk, by=promise.owner, result="Gedaan.")

    def withdraw(self) -> None:
        if promise := self.one(Promise.objects.filter(status="open")):
            self.try_(followup.withdraw, promise.pk, by=self._involved(promise.family), reason="Niet nodig.")

    def refer(self) -> None:
        if case := self.one(Case.objects.filter(status="open")):
            mother = Person.objects.filter(memberships__family=case.family).order_by("pk").first()
            offer = self.world.youth_care.offers.get()
            facts = {"offer_id": offer.pk, "person_id": mother.pk, "ground_id": None, "explained": "Uitgelegd."}
            self.try_(referrals.send, case.family_id, by=case.lead, **facts)

    def answer_referral(self) -> None:
        if referral := self.one(Referral.objects.filter(status="requested")):
            nurse = self.draw.pick(self.staff[4:])
            if self.draw.number(0, 3):
                facts = {"owner_id": nurse.pk, "first_contact_on": self.later(10)}
                self.try_(referrals.accept, referral.pk, by=nurse, **facts)
            else:
                self.try_(referrals.reject, referral.pk, by=nurse, reason="Geen plek.")

    def work_on_referral(self) -> None:
        referral = self.one(Referral.objects.filter(status__in=["accepted", "in_progress", "on_hold", "requested"]))
        if referral is None:
            return
        owner, verb = (
            referral.owner or referral.sender,
            self.draw.pick(["start", "hold", "resume", "complete", "fail", "cancel"]),
        )
        next_step = {"next_what": "Opnieuw bellen", "next_due_on": self.later()} if self.draw.number(0, 1) else {}
        facts: dict[str, Any] = {
            "start": next_step,
            "hold": {"reason": "Op vakantie.", "review_on": self.later()},
            "resume": next_step,
            "complete": {"outcome": "help_given", **next_step},
            "fail": {"reason": "Niet bereikt."},
            "cancel": {"reason": "Niet meer nodig.", **next_step},
        }
        self.try_(getattr(referrals, verb), referral.pk, by=owner, **facts[verb])

    def ask_handover(self) -> None:
        if case := self.one(Case.objects.filter(status="open")):
            facts = {"receiver_id": self.somebody().pk, "why": "Verhuisd naar hun wijk."}
            self.try_(coordination.ask_lead_handover, case.pk, by=case.lead, **facts)

    def answer_handover(self) -> None:
        if asked := self.one(LeadHandover.objects.filter(status="requested")):
            verb = self.draw.pick(["accept", "accept", "refuse", "withdraw"])
            if verb == "accept":
                self.try_(coordination.accept_handover, asked.pk, by=asked.receiver)
            elif verb == "refuse":
                self.try_(coordination.refuse_handover, asked.pk, by=asked.receiver, reason="Geen tijd.")
            else:
                self.try_(coordination.withdraw_handover, asked.pk, by=asked.case.lead, reason="Toch niet.")

    def be_away(self) -> None:
        away, stand_in = self.draw.pick(self.staff[1:]), self.somebody()
        facts = {"stand_in_id": stand_in.pk, "starts_on": self.later(5), "ends_on": self.later(40)}
        self.try_(coordination.stand_in_takes_over, away.pk, by=self.staff[3], **facts)

    def come_back(self) -> None:
        if agreed := self.one(StandIn.objects.all()):
            self.try_(coordination.return_from_absence, agreed.professional_id, by=self.staff[3])

    def leave_and_be_replaced(self) -> None:
        """Only one of the two coordinators leaves; a new person starts in the same team."""
        leaver = self.draw.pick(self.staff[1:3])
        if leaver.ends_on is None and self.draw.number(0, 4) == 0:
            self.try_(coordination.leave_job, leaver.pk, by=self.staff[3], last_day=self.later(20))
            leaver.refresh_from_db()
            if leaver.ends_on is not None:
                new = self.world.professional(f"Nieuw{leaver.pk}", self.world.social, Role.CASE_COORDINATOR)
                self.staff[self.staff.index(leaver)] = new

    def birth(self) -> None:
        if pregnancy := self.one(Pregnancy.objects.filter(outcome="ongoing")):
            children = [ChildFacts(self.today) for _ in range(self.draw.number(1, 2))]
            self.try_(people.record_birth, pregnancy.pk, by=self._involved(pregnancy.family), children=children)

    def loss(self) -> None:
        if pregnancy := self.one(Pregnancy.objects.filter(outcome="ongoing")):
            outcome = self.draw.pick(["stillbirth", "miscarriage", "termination"])
            self.try_(
                people.record_loss, pregnancy.pk, by=self._involved(pregnancy.family), outcome=outcome, on=self.today
            )

    def due_date(self) -> None:
        if pregnancy := self.one(Pregnancy.objects.filter(outcome="ongoing")):
            due = pregnancy.due_date + timedelta(days=self.draw.number(-14, 14))
            facts = {"due_date": due, "dated_by": "early_scan"}
            self.try_(people.set_due_date, pregnancy.pk, by=self._involved(pregnancy.family), **facts)

    def move(self) -> None:
        if family := self.one(Family.objects.all()):
            place = self.draw.pick(list(Municipality.objects.order_by("pk")))
            self.try_(people.move, family.pk, by=self._involved(family), municipality_id=place.pk, on=self.today)

    def split(self) -> None:
        if family := self.one(Family.objects.all()):
            member = self.one(FamilyMember.objects.filter(family=family, ends_on__isnull=True))
            if member is not None:
                facts = {"municipality_id": self.world.town.pk, "on": self.today, "leaving_ids": [member.person_id]}
                self.try_(people.split_household, family.pk, by=self._involved(family), **facts)

    def merge(self) -> None:
        family = self.one(Family.objects.all())
        other = self.one(Person.objects.filter(merged_into=None))
        if family is not None and other is not None:
            kept = Person.objects.filter(memberships__family=family).order_by("pk").first()
            facts = {"kept_id": kept.pk, "gone_id": other.pk, "reason": "Zelfde persoon."} if kept else {}
            if facts:
                self.try_(people.merge, family.pk, by=self._involved(family), **facts)

    def unmerge(self) -> None:
        if merged := self.one(Merge.objects.filter(undone_at__isnull=True)):
            self.try_(people.unmerge, merged.pk, by=self._involved(merged.family))

    def close(self) -> None:
        if case := self.one(Case.objects.filter(status="open")):
            facts = {
                "ending": self.draw.pick(
                    ["goals_reached", "taken_over", "moved", "support_not_wanted", "pregnancy_ended"]
                ),
                "family_told_on": self.today,
                "confirmed_by": self.draw.pick(["", "Wijkteam Zandstad"]),
                "withdraw_open": bool(self.draw.number(0, 2)),
            }
            self.try_(coordination.close_case, case.pk, by=case.lead, **facts)

    def reopen(self) -> None:
        if case := self.one(Case.objects.filter(status="closed")):
            facts = {"lead_id": self.somebody().pk, "first_what": "Bellen", "first_due_on": self.later(5)}
            self.try_(coordination.open_case, case.family_id, by=self._involved(case.family), **facts)

    # proof

    def check(self) -> None:
        """No family breaks a closing rule, and the database's own constraints hold as if this were the end."""
        if connection.vendor == "postgresql":
            connection.check_constraints()
        ids = list(Case.objects.values_list("family_id", flat=True))
        found = [breach for facts in closing_facts(ids, quiet_weeks=13) for breach in breaches(facts, self.today)]
        assert not found, found


MOVES: tuple[Callable[[Play], None], ...] = (
    Play.days_pass,
    Play.signal_somebody_new,
    Play.signal_somebody_known,
    Play.answer_signal,
    Play.promise,
    Play.stay_quiet,
    Play.keep,
    Play.withdraw,
    Play.refer,
    Play.answer_referral,
    Play.work_on_referral,
    Play.ask_handover,
    Play.answer_handover,
    Play.be_away,
    Play.come_back,
    Play.leave_and_be_replaced,
    Play.birth,
    Play.loss,
    Play.due_date,
    Play.move,
    Play.split,
    Play.merge,
    Play.unmerge,
    Play.close,
    Play.reopen,
)
