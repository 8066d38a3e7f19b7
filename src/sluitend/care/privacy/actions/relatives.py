"""What the privacy officer found out about somebody who seemed to be a relative."""

from __future__ import annotations

from datetime import datetime

from sluitend.care.action import action, day, details
from sluitend.care.people.models import Family
from sluitend.care.privacy.models import NoRelation
from sluitend.care.privacy.queries.relatives import alike
from sluitend.core.access import Actor, NotAllowed, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.text import text


@action(needs=Permission.SEE_TRAIL, about="people.Family", quiet=True)
def say_unrelated(family: Family, *, by: Actor, now: datetime, professional_id: int) -> NoRelation:
    """Say that who looked is no relative; it stands out no more, until there is another likeness."""
    if by.professional_id is None or professional_id == by.professional_id:
        raise NotAllowed(text("Een ander dan wie keek, beoordeelt dit."))
    pair = (professional_id, family.pk)
    found = alike([pair]).get(pair)
    if found is None:
        raise NotNow(text("Deze twee lijken niet op elkaar."))
    said = {"likenesses": ",".join(sorted(found)), "by_id": by.professional_id, "on": day(now)}
    row, _ = NoRelation.objects.update_or_create(family=family, professional_id=professional_id, defaults=said)
    details(professional=professional_id, likenesses=said["likenesses"])
    return row


@action(needs=Permission.SEE_TRAIL, about="privacy.NoRelation", quiet=True)
def take_back_unrelated(said: NoRelation, *, by: Actor, now: datetime) -> Family:
    """Look into it again after all: it stands out as before."""
    family = said.family
    details(professional=said.professional_id)
    said.delete()
    return family
