"""A matter ends by a person, with a reason; and it may begin again."""

from __future__ import annotations

from datetime import date, datetime

from sluitend.care.action import action, day
from sluitend.care.safety.actions.promises import OPEN, end, new_promise
from sluitend.care.safety.actions.rules import WORK, keep_rules, me, must_be_open, must_decide, needs
from sluitend.care.safety.actions.steps import taken
from sluitend.care.safety.models import Matter
from sluitend.core.access import Actor, NotNow
from sluitend.core.kept_words import dutch
from sluitend.core.record_sentences import look_again_at
from sluitend.core.safety import Ending, Kind, Step
from sluitend.core.text import text


@action(**WORK)
def end_matter(
    matter: Matter,
    *,
    by: Actor,
    now: datetime,
    ending: str,
    reason: str,
    confirmed_by: str = "",
    follow_up: str = "",
    follow_up_on: date | None = None,
    withdraw_open: bool = False,
) -> Matter:
    """End the matter. When help worked, who follows the safety and when one looks again stays open until somebody did so."""
    must_decide(matter, by)
    must_be_open(matter)
    if ending not in {one.value for one in Ending}:
        raise NotNow(text("Kies een van de mogelijkheden."), field="ending")
    reason = needs(reason, "reason", text("Schrijf waarom de zaak eindigt."))
    if ending == Ending.WATCHED_BY_OTHERS:
        confirmed_by = needs(confirmed_by, "confirmed_by", text("Schrijf wie heeft bevestigd dat die nu waakt."))
    _open_promises(matter, withdraw_open, reason, now)
    if ending == Ending.HELP_WORKED:
        _follow_up(matter, follow_up, follow_up_on, by, now)
    matter.ended_on, matter.ended_by_id, matter.ending = day(now), me(by), ending
    matter.ending_note, matter.confirmed_by = reason, confirmed_by.strip()
    matter.save()
    return keep_rules(matter)


def _open_promises(matter: Matter, agreed: bool, reason: str, now: datetime) -> None:
    waiting = list(matter.promises.filter(status=OPEN).exclude(kind=Kind.FOLLOW_UP))
    if waiting and not agreed:
        count = text("Er staan nog %(count)s afspraken open. Rond ze af, of kies dat ze vervallen.", count=len(waiting))
        raise NotNow(count, field="withdraw_open")
    for promise in waiting:
        end(promise, "withdrawn", now, reason=reason[:300])


def _follow_up(matter: Matter, what: str, on: date | None, by: Actor, now: datetime) -> None:
    what = needs(what, "follow_up", text("Schrijf wie de veiligheid blijft volgen, en hoe."))
    if on is None or on <= day(now):
        raise NotNow(text("Vul in wanneer u hier opnieuw naar kijkt."), field="follow_up_on")
    new_promise(matter, what, on, me(by), now, kind=Kind.FOLLOW_UP)


@action(**WORK)
def reopen_matter(matter: Matter, *, by: Actor, now: datetime, reason: str) -> Matter:
    """Begin again, with why; today is the first step."""
    must_decide(matter, by)
    if matter.is_open:
        raise NotNow(text("Deze zaak is al open."))
    reason = needs(reason, "reason", text("Schrijf waarom u haar opnieuw opent."))
    before = f"{matter.ended_on:%d-%m-%Y}: {matter.ending_note}"
    matter.ended_on, matter.ended_by, matter.ending, matter.ending_note, matter.confirmed_by = None, None, "", "", ""
    matter.save()
    taken(matter, Step.PAUSE, day(now), by, now, reason=reason, facts=before, result="reopened")
    new_promise(matter, dutch(look_again_at(reason))[:300], day(now), me(by), now)
    return keep_rules(matter)
