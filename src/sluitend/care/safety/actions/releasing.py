"""What a parent reads of a matter on the own pages: nothing, until who reports or the attention officer decides it, for this parent and
in words of their own. A page is never the first to tell, and what is shown can be taken back the same second."""

from __future__ import annotations

from datetime import datetime

from sluitend.care.action import action, day
from sluitend.care.people.models import FamilyMember
from sluitend.care.safety.actions.rules import WORK, me, must_decide, needs
from sluitend.care.safety.models import Matter, Release
from sluitend.core.access import Actor, NotNow
from sluitend.core.safety import Step, Told, not_told_yet
from sluitend.core.text import text


@action(**WORK)
def release(matter: Matter, *, by: Actor, now: datetime, person_id: int, what: str, words: str, why: str) -> Release:
    """Show one parent what was told already. The other parent sees nothing of it."""
    must_decide(matter, by)
    if what not in {one.value for one in Told}:
        raise NotNow(text("Kies een van de mogelijkheden."), field="what")
    grown_ups = FamilyMember.objects.on(day(now)).filter(family=matter.family_id).exclude(part=FamilyMember.Part.CHILD)
    if not grown_ups.filter(person_id=person_id).exists():
        raise NotNow(text("Kies een ouder die nu bij het gezin hoort."), field="person")
    missing = not_told_yet(
        Told(what),
        spoken=matter.steps.filter(kind=Step.CONVERSATION, result="held").exists(),
        told_of_report=matter.reports.filter(parents_told=True).exists(),
        plan=matter.plan_lines.filter(dropped_at=None).exists(),
    )
    if missing is not None:
        raise NotNow(missing, field="what")
    return Release.objects.create(
        matter=matter,
        person_id=person_id,
        what=what,
        words=needs(words, "words", text("Schrijf wat deze ouder leest.")),
        why=needs(why, "why", text("Schrijf waarom dit veilig kan.")),
        released_at=now,
        released_by_id=me(by),
    )


@action(**WORK)
def take_back(matter: Matter, *, by: Actor, now: datetime, release_id: int, reason: str) -> Release:
    """From now the parent no longer reads it. Whoever decides may; what was shown, and until when, stays known to the circle."""
    must_decide(matter, by)
    found = matter.releases.filter(pk=release_id, taken_back_at=None).first()
    if found is None:
        raise NotNow(text("Dit is niet (meer) te zien voor een ouder."))
    found.taken_back_at, found.taken_back_by_id = now, me(by)
    found.taken_back_why = needs(reason, "reason", text("Schrijf waarom."))
    found.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    return found
