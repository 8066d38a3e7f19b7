"""Words and dates in the language of the parent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template

from sluitend.doors.portal.words import written, written_moment

register = template.Library()


@register.simple_tag(takes_context=True)
def words(context: template.Context, key: str, **gaps: Any) -> str:
    """`{% words "help.hello" name=name %}`: the sentence of this key, dates written out."""
    spoken = context["spoken"]
    filled = {name: written(gap, spoken.id) if isinstance(gap, date) else str(gap) for name, gap in gaps.items()}
    return str(spoken.say(key, **filled))


@register.simple_tag(takes_context=True)
def moment(context: template.Context, at: datetime) -> str:
    """`{% moment one.at %}`: the day with its name, and the time."""
    return written_moment(at, context["spoken"].id)
