"""The second look at emergency access."""

from __future__ import annotations

from datetime import datetime

from sluitend.care.action import action, day
from sluitend.care.people.models import Involvement
from sluitend.care.privacy.models import GlassReview
from sluitend.core.access import Actor, NotAllowed, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.text import text


@action(needs=Permission.REVIEW_GLASS, about="people.Involvement")
def review_glass(glass: Involvement, *, by: Actor, now: datetime, right: bool, words: str = "") -> GlassReview:
    """Somebody else than who broke the glass says whether it was right; a no says why."""
    if glass.role != Involvement.Role.EMERGENCY:
        raise NotNow(text("Dit is geen noodtoegang."))
    if glass.professional_id == by.professional_id or by.professional_id is None:
        raise NotAllowed(text("Een ander dan wie keek, beoordeelt dit."))
    if GlassReview.objects.filter(involvement=glass).exists():
        raise NotNow(text("Dit is al beoordeeld."))
    if not right and not words.strip():
        raise NotNow(text("Schrijf waarom het niet klopte."), field="words")
    return GlassReview.objects.create(
        involvement=glass, by_id=by.professional_id, on=day(now), right=right, words=words.strip()
    )
