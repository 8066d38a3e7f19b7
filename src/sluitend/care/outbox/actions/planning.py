"""Making the messages of a region: what waits for whom, and whether that asks for a message now.

No action and no entry in the trail: nothing of a family is read but numbers, and it happens every minute.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Count, Max

from sluitend.care.action import AMSTERDAM, day
from sluitend.care.followup.models import Notice, Promise
from sluitend.care.followup.queries import FOR_PARENTS
from sluitend.care.network.models import Professional, Region, TeamMember
from sluitend.care.outbox.models import Message, Wish
from sluitend.care.outbox.queries.reading import SHOWN, Wanted, as_wanted, of_card
from sluitend.care.parents.models import Guest, Question
from sluitend.care.parents.queries.council import meant_for
from sluitend.care.parents.queries.open_pages import open_pages
from sluitend.care.privacy.models import Request
from sluitend.care.referrals.models import Referral
from sluitend.care.safety import queries as safety
from sluitend.care.signalling.models import Signal
from sluitend.core.messages import (
    TOLD_FOR,
    Due,
    Kind,
    Told,
    Waiting,
    Way,
    due,
    told_after,
    waiting_for,
    waiting_for_parent,
    with_safety,
)

WAITING = Message.Status.WAITING
LONG_AGO = datetime(2000, 1, 1, tzinfo=AMSTERDAM)

Last = Mapping[tuple[int, str], datetime]
"""When somebody last had a message of a kind."""


@dataclass(frozen=True)
class _Person:
    user_id: int
    wanted: Wanted
    waiting: Waiting


def plan(region_id: int, *, now: datetime) -> int:
    """Write down the messages that are due; the number of new ones. The row of the region is locked: one planner at a time."""
    local = now.astimezone(AMSTERDAM)
    with transaction.atomic():
        Region.objects.select_for_update().get(pk=region_id)
        last = {
            (user_id, kind): at
            for user_id, kind, at in Message.objects.filter(region_id=region_id)
            .values_list("user_id", "kind")
            .annotate(at=Max("made_at"))
            .order_by()
        }
        made = [
            _message(region_id, person, one, now)
            for person in (*_professionals(region_id, now, last), *_parents(region_id, now, last))
            for one in due(person.waiting, person.wanted.hours, local, had_today=_had(last, person.user_id, local))
        ]
        made = _not_yet(made)
        Message.objects.bulk_create(made)
        Message.objects.filter(region_id=region_id, made_at__lt=now - SHOWN).exclude(status=WAITING).delete()
        return len(made)


def _not_yet(messages: list[Message]) -> list[Message]:
    """Who works in two regions has one message of the day, from the first that comes to it."""
    users, causes = {one.user_id for one in messages}, {one.cause for one in messages}
    there = Message.objects.filter(user_id__in=users, cause__in=causes)
    known = set(there.values_list("user_id", "cause")) if messages else set()
    return [one for one in messages if (one.user_id, one.cause) not in known]


def _had(last: Last, user_id: int, local: datetime) -> bool:
    at = last.get((user_id, Kind.DAILY))
    return at is not None and at.astimezone(AMSTERDAM).date() >= local.date()


def _message(region_id: int, person: _Person, one: Due, now: datetime) -> Message:
    counted = person.waiting if one.kind is Kind.DAILY else Waiting()
    return Message(
        region_id=region_id,
        user_id=person.user_id,
        kind=one.kind,
        cause=one.cause,
        keeps_hours=one.keeps_hours,
        new=counted.new,
        today=counted.today,
        way=person.wanted.way,
        made_at=now,
        next_at=now,
    )


def _professionals(region_id: int, now: datetime, last: Last) -> Iterator[_Person]:
    """Everybody who works here today and has an account; a second job of one person counts along."""
    today = now.astimezone(AMSTERDAM).date()
    here = Professional.objects.on(today).filter(region_id=region_id, user__isnull=False, user__is_active=True)
    wishes = {wish.user_id: as_wanted(wish) for wish in Wish.objects.filter(user__professionals__in=here)}
    emails = dict(here.order_by("-email").values_list("user_id", "email"))
    told, terms, secret = _told(region_id, now), _terms(region_id, today), safety.told(region_id, now)
    for user_id, email in sorted(emails.items()):
        wanted = wishes.get(user_id) or of_card(email)
        if wanted.way is not Way.NONE:
            daily, at_once = (last.get((user_id, kind), LONG_AGO) for kind in (Kind.DAILY, Kind.AT_ONCE))
            waiting = waiting_for(told[user_id], terms[user_id], daily=daily, at_once=at_once, now=now)
            waiting = with_safety(waiting, secret.get(user_id, ()), at_once=at_once, now=now)
            yield _Person(user_id, wanted, waiting)


def _told(region_id: int, now: datetime) -> Mapping[int, list[Told]]:
    """Per account what was told and not read yet."""
    found: dict[int, list[Told]] = defaultdict(list)
    unread = Notice.objects.filter(to__region_id=region_id, seen_at=None, at__gt=now - TOLD_FOR, at__lte=now)
    for user_id, pk, at, at_once in unread.values_list("to__user_id", "pk", "at", "at_once"):
        found[user_id].append(Told(pk, at, at_once))
    return found


def _terms(region_id: int, today: date) -> Counter[int]:
    """Per account how many own tasks, and answers of the own team, have a term of today or before."""
    tasks = Promise.objects.filter(owner__region_id=region_id, status=Promise.Status.OPEN, due_on__lte=today)
    found: Counter[int] = Counter(dict(tasks.values_list("owner__user_id").annotate(Count("pk")).order_by()))
    signals = Signal.objects.filter(region_id=region_id, status=Signal.Status.SENT, answer_by__lte=today)
    referrals = Referral.objects.filter(sender__region_id=region_id, status="requested", answer_by__lte=today)
    teams = Counter(dict(signals.values_list("receiver_id").annotate(Count("pk")).order_by()))
    teams.update(dict(referrals.values_list("offer__team_id").annotate(Count("pk")).order_by()))
    members = TeamMember.objects.on(today).filter(team_id__in=[pk for pk in teams if pk])
    for team_id, user_id in members.values_list("team_id", "professional__user_id"):
        found[user_id] += teams[team_id]
    return found


def _parents(region_id: int, now: datetime, last: Last) -> Iterator[_Person]:
    """Parents who asked for messages, who live in the family, and at whom nobody looks over the shoulder. Never at once."""
    tomorrow = now.astimezone(AMSTERDAM).date() + timedelta(days=1)
    asked = open_pages(day(now)).filter(family__region_id=region_id, hidden=False)
    asked = asked.filter(user__message_wish__isnull=False, user__is_active=True).exclude(
        user__message_wish__way=Way.NONE
    )
    found = list(asked.select_related("user__message_wish", "family"))
    families = {one.family_id for one in found}
    answers, meets = _answers(families, now), _meets(families, tomorrow)
    for one, meeting, comes_there in meant_for(region_id, found, now):
        answers[one.person_id].extend(at for at in (meeting.made_at, meeting.called_off_at) if at is not None)
        meets[one.person_id] += comes_there and day(meeting.at) == tomorrow and meeting.called_off_at is None
    agreed = Promise.objects.filter(FOR_PARENTS, family_id__in=families, status=Promise.Status.OPEN, due_on=tomorrow)
    comes = Counter(agreed.values_list("family_id", flat=True))
    for one in found:
        assert one.user is not None
        wish: Wish = one.user.message_wish
        daily = last.get((one.user.pk, Kind.DAILY), LONG_AGO)
        waiting = waiting_for_parent(
            answers[one.person_id], comes[one.family_id] + meets[one.person_id], daily=daily, wish=wish.since
        )
        yield _Person(one.user.pk, as_wanted(wish), waiting)


def _answers(families: set[int], now: datetime) -> dict[int, list[datetime]]:
    """Per person when a question was answered, also about the own data, and when an invitation came or was called off."""
    found: dict[int, list[datetime]] = defaultdict(list)
    answered = Question.objects.filter(family_id__in=families, answered_at__gt=now - TOLD_FOR)
    for person_id, at in answered.values_list("person_id", "answered_at"):
        found[person_id].append(at)
    asked = Request.objects.filter(
        family_id__in=families, answered_on__gte=day(now - TOLD_FOR), answered_on__lt=day(now)
    )
    for person_id, on in asked.values_list("person_id", "answered_on"):
        found[person_id].append(told_after(on, AMSTERDAM))
    guests = Guest.objects.filter(family_id__in=families, gathering__at__gt=now)
    for person_id, *moments in guests.values_list("person_id", "gathering__made_at", "gathering__called_off_at"):
        found[person_id].extend(at for at in moments if at is not None)
    return found


def _meets(families: set[int], tomorrow: date) -> Counter[int]:
    """Per person to how many meetings of tomorrow this person said yes, or nothing yet."""
    begin = datetime.combine(tomorrow, time(), AMSTERDAM)
    guests = Guest.objects.filter(family_id__in=families, gathering__at__gte=begin, gathering__called_off_at=None)
    guests = guests.filter(gathering__at__lt=begin + timedelta(days=1)).exclude(answer=Guest.Answer.NO)
    return Counter(guests.values_list("person_id", flat=True))
