"""Words and dates in the language of the parent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template

from sluitend.core.record_sentences import ANSWER_TO_SIGNAL, AS_IN_OLD_LIST
from sluitend.doors.portal.words import written, written_moment

register = template.Library()
PURPOSES = {ANSWER_TO_SIGNAL.message: "purpose.signal", AS_IN_OLD_LIST.message: "purpose.list"}


@register.simple_tag(takes_context=True)
def words(context: template.Context, key: str, **gaps: Any) -> str:
    """`{% words "help.hello" name=name %}`: the sentence of this key, dates written out."""
    spoken = context["spoken"]
    filled = {name: written(gap, spoken.id) if isinstance(gap, date) else str(gap) for name, gap in gaps.items()}
    return str(spoken.say(key, **filled))


@register.simple_tag(takes_context=True)
def purpose(context: template.Context, written: str) -> str:
    """`{% purpose row.purpose as why %}`: what a consent is for; what the program wrote itself in the language of the parent."""
    key = PURPOSES.get(written)
    return str(context["spoken"].say(key)) if key else written


@register.simple_tag(takes_context=True)
def moment(context: template.Context, at: datetime) -> str:
    """`{% moment one.at %}`: the day with its name, and the time."""
    return written_moment(at, context["spoken"].id)
