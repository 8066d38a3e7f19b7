"""The rows of long lists as tags: `{% family_row row asked today %}`. Their templates lie with the screens (ui/shapes.py)."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from sluitend.care.coordination.queries import MemberRow, OverdueRow, WorkRow
from sluitend.care.referrals.queries import Asked
from sluitend.ui.shapes import filled
from sluitend.ui.templatetags.ui import address, chip, dated
from sluitend.ui.wording import say, time_since

register = template.Library()


@register.simple_tag
def family_row(row: WorkRow, asked: Asked | None, today: date, *, show_lead: bool = False) -> SafeString:
    """A family with what is next and what was asked of others for it."""
    gaps = {
        "url": address("family", row.family_id),
        "name": row.family_name,
        "stage": say(row.stage),
        "municipality": row.municipality,
        "lead": row.lead,
        "what": say(row.next_what),
        "owner": row.next_owner,
        "due": dated(row.next_due_on, today),
        "contact": "" if row.last_contact_on is None else time_since(row.last_contact_on, today),
        "asked_of": asked.receiver if asked else "",
        "asked_what": asked.what if asked else "",
        "asked_due": dated(asked.answer_by, today, gettext("Antwoord")) if asked else "",
    }
    choices = {
        "has_stage": row.stage is not None,
        "stands_in": row.is_stand_in,
        "changed": row.changed,
        "show_lead": show_lead,
        "mine": row.next_is_mine,
        "asked": asked is not None,
        "had_contact": row.last_contact_on is not None,
    }
    return filled("today/_family.html", gaps, choices)


@register.simple_tag
def late_row(row: OverdueRow, today: date) -> SafeString:
    gaps = {
        "url": address("family", row.family_id),
        "name": row.family_name,
        "what": say(row.what),
        "due": dated(row.due_on, today),
        "owner": row.owner,
    }
    return filled("today/_late.html", gaps, {})


@register.simple_tag
def member_row(row: MemberRow, today: date, *, hands_over: bool) -> SafeString:
    """A colleague's load, and for who may hand work over what can be done about it."""
    away = row.away_from is not None and row.away_from <= today
    gaps = {
        **{verb: address(f"caseload-{verb}", row.professional_id) for verb in ("one", "back", "begin", "leave")},
        "arrange": address("caseload-stand-in", row.professional_id),
        "name": row.name,
        "job": row.job,
        "counts": _counts(row),
        "last_day": say(row.last_day),
        "stand_in": row.stand_in,
        "first": say(row.away_from),
        "last": say(row.away_until),
    }
    choices = {
        "hands_over": hands_over,
        "has_job": bool(row.job),
        "leaves": row.last_day is not None,
        "has_stand_in": bool(row.stand_in),
        "handed_over": row.handed_over,
        "can_begin": away,
    }
    return filled("caseload/_member.html", gaps, choices)


def _counts(row: MemberRow) -> SafeString:
    families = ngettext("%(count)s gezin", "%(count)s gezinnen", row.families) % {"count": row.families}
    tasks = ngettext("%(count)s taak", "%(count)s taken", row.tasks) % {"count": row.tasks}
    chips = [chip(families), chip(tasks)]
    if row.tasks_late:
        chips.append(chip(gettext("%(count)s te laat") % {"count": row.tasks_late}, "warning"))
    if waiting := row.handovers_waiting:
        asked = ngettext(
            "%(count)s overdracht wacht op antwoord", "%(count)s overdrachten wachten op antwoord", waiting
        )
        chips.append(chip(asked % {"count": waiting}, "info"))
    return SafeString(" ".join(chips))
