"""The parents' advisory council: asking every parent of a region at once, and what each of them answers.

Who organises it writes to parents whose names that person may not know, so nothing here goes from a file to the organiser: only the
answer, and the name and number that a parent wrote for this (docs/decisions/0031).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sluitend.care.action import action, day
from sluitend.care.agreements.queries import agreement
from sluitend.care.followup.actions import tell
from sluitend.care.network.models import Coalition, Region
from sluitend.care.parents.models import CouncilAnswer, CouncilMeeting, Invitation
from sluitend.care.parents.queries.council import asked_of
from sluitend.care.people.models import Family
from sluitend.core.access import Actor, NotAllowed, NotNow
from sluitend.core.content import FIRST
from sluitend.core.permissions import Permission
from sluitend.core.text import text

MOST = 600
COMES = text("Een ouder komt naar de adviesraad.")


@action(needs=Permission.ORGANISE_COUNCIL)
def invite_to_council(
    *,
    by: Actor,
    now: datetime,
    at: datetime,
    place: str,
    who: str,
    topic: Mapping[str, str],
    coalition_id: int | None = None,
) -> CouncilMeeting:
    """Invite every parent with own pages, of the region or of one coalition, to a meeting of the advisory council."""
    if by.professional_id is None:
        raise NotNow(text("Alleen een professional nodigt een ouder uit."))
    if at <= now:
        raise NotNow(text("Kies een dag en tijd die nog komen."), field="on")
    if coalition_id is not None and not Coalition.objects.filter(pk=coalition_id, region=by.region_id).exists():
        raise NotNow(text("Deze coalitie hoort bij een andere regio."), field="coalition_id")
    told = _written(place, who, topic)
    made_by = {"region_id": by.region_id, "by_id": by.professional_id, "made_at": now}
    return CouncilMeeting.objects.create(**made_by, **told, at=at, coalition_id=coalition_id)


def _written(place: str, who: str, topic: Mapping[str, str]) -> dict[str, object]:
    words = {code: words.strip() for code, words in topic.items() if words.strip()}
    for field, filled in {"place": place, "who": who, "topic": words.get(FIRST, "")}.items():
        if not filled.strip():
            raise NotNow(text("Schrijf dit op."), field=field)
    if any(len(one) > MOST for one in words.values()):
        raise NotNow(text("Gebruik hoogstens %(count)s tekens.", count=MOST), field="topic")
    return {"place": place.strip(), "who": who.strip(), "topic": words}


@action(needs=Permission.ORGANISE_COUNCIL, about="parents.CouncilMeeting")
def call_off_council(meeting: CouncilMeeting, *, by: Actor, now: datetime) -> CouncilMeeting:
    """It does not go on. The parents see that on their pages."""
    _still(meeting, now)
    meeting.called_off_at = now
    meeting.save(update_fields=["called_off_at"])
    return meeting


@action(needs=Permission.SEE_OWN_PAGES, about="people.Family", quiet=True)
def answer_council(
    family: Family,
    *,
    by: Actor,
    now: datetime,
    meeting_id: int,
    answer: str,
    call: bool = False,
    name: str = "",
    phone: str = "",
) -> CouncilAnswer:
    """Yes, perhaps or no. With a yes a parent may leave a name and a number; with any other answer those are gone at once."""
    meeting = asked_of(family, by.person_id, now).select_for_update(of=("self",)).filter(pk=meeting_id).first()
    if meeting is None:
        raise NotNow(text("Deze uitnodiging is niet voor u."))
    _still(meeting, now)
    said = CouncilAnswer.Answer(answer)
    leaves = _leaves(name, phone) if call and said is CouncilAnswer.Answer.YES else {"name": "", "phone": ""}
    mine = CouncilAnswer.objects.filter(meeting=meeting, person_id=by.person_id)
    before = mine.values_list("answer", flat=True).first()
    facts = {"family": family, "answer": said, "answered_at": now, **leaves}
    given, _ = mine.update_or_create(meeting=meeting, person_id=by.person_id, defaults=facts)
    if said is CouncilAnswer.Answer.YES != before:
        tell({meeting.by_id}, kind="council", message=COMES, now=now, thing=meeting)
    return given


def _leaves(name: str, phone: str) -> dict[str, str]:
    for field, filled in {"name": name, "phone": phone}.items():
        if not filled.strip():
            raise NotNow(text("Schrijf dit op."), field=field)
    return {"name": name.strip(), "phone": phone.strip()}


@action(needs=Permission.SEE_OWN_PAGES, about="parents.Invitation", quiet=True)
def ask_for_council(invitation: Invitation, *, by: Actor, now: datetime, wanted: bool) -> Invitation:
    """Be asked for the advisory council, or never again."""
    if invitation.person_id != by.person_id:
        raise NotAllowed(text("Dit stelt ieder zelf in."))
    invitation.no_council = not wanted
    invitation.save(update_fields=["no_council"])
    return invitation


@action(needs=Permission.RUN_JOBS, about="network.Region")
def forget_council_callers(region: Region, *, by: Actor, now: datetime) -> Region:
    """Take away names and numbers of who came, when the region's days after the meeting are over; the answers stay as counts."""
    named = CouncilAnswer.objects.filter(meeting__region=region).exclude(name="")
    if named.exists():
        kept = timedelta(days=agreement(region.pk, day(now)).council_names_days)
        named.filter(meeting__at__lt=now - kept).update(name="", phone="")
    return region


def _still(meeting: CouncilMeeting, now: datetime) -> None:
    if meeting.called_off_at is not None or meeting.at <= now:
        raise NotNow(text("Deze uitnodiging is voorbij of gaat niet door."))
