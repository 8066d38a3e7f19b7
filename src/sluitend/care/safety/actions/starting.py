"""How a matter begins: by who is involved with the family, from its page or after a refusal with danger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sluitend.care.action import action, day
from sluitend.care.agreements import queries as agreements
from sluitend.care.network.models import Professional, RoleAssignment
from sluitend.care.people.actions import register_family
from sluitend.care.people.models import Family
from sluitend.care.safety.actions.promises import new_promise
from sluitend.care.safety.actions.rules import colleague, keep_rules, me, needs
from sluitend.care.safety.actions.steps import taken
from sluitend.care.safety.models import Matter, Member
from sluitend.care.signalling.actions import Concern, road_of
from sluitend.care.signalling.actions.drafts import throw_away
from sluitend.core.access import Actor, NotAllowed, NotNow, may
from sluitend.core.permissions import Permission
from sluitend.core.record_sentences import (
    ASKED_AS_OFFICER,
    BEGAN_MATTER,
    MAP_AND_CONSULT,
    MOTHER_AND_CHILD,
    WANTS_NO_HELP,
)
from sluitend.core.road import Road
from sluitend.core.roles import Role
from sluitend.core.safety import Ground, Part, Step
from sluitend.core.text import text


@dataclass(frozen=True)
class Beginning:
    """What was seen and what one thinks of it, apart."""

    ground: str
    about: str
    facts: str
    interpretation: str = ""
    whom: str = ""


@action(needs=Permission.START_SAFETY, secret=True)
def start(*, by: Actor, now: datetime, family_id: int, beginning: Beginning, officer_id: int | None = None) -> Matter:
    """Begin a matter for a family with which one is involved. Another that exists already makes no difference.

    Whoever begins holds it; the attention officer is asked in when named. The first step is due today.
    """
    family = Family.objects.filter(pk=family_id).first()
    answer = may(by, Permission.START_SAFETY, family.access(day(now)) if family else None)
    if family is None or not answer:
        raise NotAllowed(answer.reason or text("Dit bestaat niet, of het hoort bij een andere regio."))
    return _begin(family, beginning, officer_id, by, now)


@action(needs=Permission.START_SAFETY, secret=True)
def start_after_refusal(*, by: Actor, now: datetime, concern: Concern, draft_key: str = "") -> Matter:
    """She refuses and there is danger: the signal becomes the first step of the reporting code, for oneself, today.

    Nothing is sent, and nothing of it is noted in the family's own record: a refusal that is kept only when there is danger would
    tell everybody of the danger.
    """
    if road_of(concern) is not Road.REPORTING_CODE:
        raise NotNow(text("De meldcode volgt u bij gevaar als zij geen hulp wil."), field="danger")
    family = _family_of(concern, by, now)
    throw_away(by, draft_key)
    return _begin(family, _seen(concern, by, now), None, by, now)


def _family_of(concern: Concern, by: Actor, now: datetime) -> Family:
    """The known family with which one is involved, or a new one, registered as any other."""
    if concern.new is not None:
        made = register_family(
            by=by,
            now=now,
            municipality_id=concern.municipality_id,
            parent=concern.new.parent,
            due_date=concern.new.due_date,
        )
        return Family.objects.get(pk=made)
    family = Family.objects.filter(pk=concern.family_id).first()
    answer = may(by, Permission.START_SAFETY, family.access(day(now)) if family else None)
    if family is None or not answer:
        raise NotNow(
            answer.reason or text("Dit gezin bestaat niet, of het hoort bij een andere regio."), field="family"
        )
    return family


def _seen(concern: Concern, by: Actor, now: datetime) -> Beginning:
    seen = concern.seen
    facts = [factor.labels.nl for factor in agreements.chosen_factors(seen.factors, by.region_id, day(now))]
    facts += [words.strip() for words in (concern.note, seen.wish_words) if words.strip()]
    return Beginning(
        Ground.REFUSAL, MOTHER_AND_CHILD.message, "\n".join(facts) or WANTS_NO_HELP.message, seen.unease.strip()
    )


def _begin(family: Family, beginning: Beginning, officer_id: int | None, by: Actor, now: datetime) -> Matter:
    if beginning.ground not in {ground.value for ground in Ground}:
        raise NotNow(text("Kies een van de mogelijkheden."), field="ground")
    matter = Matter.objects.create(
        family=family,
        region_id=family.region_id,
        ground=beginning.ground,
        about=needs(beginning.about, "about", text("Schrijf om wie het gaat.")),
        opened_at=now,
        opened_by_id=me(by),
    )
    why = BEGAN_MATTER.message
    Member.objects.create(
        matter=matter, professional_id=me(by), part=Part.HOLDER, why=why, since=now, added_by_id=me(by)
    )
    if officer_id is not None and officer_id != by.professional_id:
        officer = attention_officer(officer_id, family.region_id, now)
        why = ASKED_AS_OFFICER.message
        Member.objects.create(
            matter=matter, professional=officer, part=Part.OFFICER, why=why, since=now, added_by_id=me(by)
        )
    taken(
        matter,
        Step.SIGNALS,
        day(now),
        by,
        now,
        facts=needs(beginning.facts, "facts", text("Schrijf wat u zag of hoorde.")),
        interpretation=beginning.interpretation.strip(),
        whom=beginning.whom.strip(),
        result="disclosure" if beginning.ground == Ground.DISCLOSURE else "",
    )
    new_promise(matter, MAP_AND_CONSULT.message, day(now), me(by), now)
    return keep_rules(matter)


def attention_officer(professional_id: int, region_id: int, now: datetime, field: str = "officer") -> Professional:
    found = colleague(professional_id, region_id, day(now), field)
    roles = RoleAssignment.objects.on(day(now)).filter(professional=found, role=Role.ATTENTION_OFFICER)
    if not roles.exists():
        raise NotNow(text("Deze persoon is geen aandachtsfunctionaris."), field=field)
    return found
