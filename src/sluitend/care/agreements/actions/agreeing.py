"""From a draft to an agreement: proposed when it is sound, agreed when everybody whose word is needed said yes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sluitend.care.action import action, day, details
from sluitend.care.agreements.actions.drafting import keep_before, with_field
from sluitend.care.agreements.actions.following import begins, ends
from sluitend.care.agreements.models import Assent, Draft, Kind, Version
from sluitend.care.agreements.queries.drafts import base_examples, checked, levels_needed
from sluitend.care.agreements.queries.in_force import latest
from sluitend.core import states
from sluitend.core.access import Actor, NotNow
from sluitend.core.agreement import Level, speaks_for, still_needed
from sluitend.core.permissions import Permission
from sluitend.core.states import Party
from sluitend.core.text import text


@action(needs=Permission.EDIT_AGREEMENTS, about="agreements.Draft")
def propose(
    draft: Draft,
    *,
    by: Actor,
    now: datetime,
    in_force_from: date | None,
    why: str,
    owner: str = "",
    review_on: date | None = None,
) -> Draft:
    """Put a draft before those who must say yes. Only when nothing is wrong in it and every example is answered as was agreed."""
    _right_day(draft, in_force_from, day(now))
    if not why.strip():
        raise NotNow(text("Schrijf waarom dit anders moet."), field="why")
    if review_on is not None and in_force_from is not None and review_on <= in_force_from:
        raise NotNow(text("Kies een dag na de dag waarop dit ingaat."), field="review_on")
    _looked_after(draft, {"owner": owner.strip()[:200], "review_date": review_on}, by, now)
    _sound(draft)
    draft.status = states.move(
        states.DRAFT, draft.status, to="proposed", party=Party.OWNER, in_force_from=in_force_from
    )
    draft.in_force_from, draft.why, draft.reason = in_force_from, why.strip(), ""
    draft.owner, draft.review_on = owner.strip()[:200], review_on
    draft.proposed_by_id, draft.proposed_at, draft.changed_at = by.professional_id, now, now
    draft.save()
    draft.assents.all().delete()
    return draft


def _looked_after(draft: Draft, told: Mapping[str, str | date | None], by: Actor, now: datetime) -> None:
    """Who looks after it and when it is looked at again stand in the text that is agreed; what is left empty stays as it was."""
    name = "examples" if draft.kind == Kind.TABLE else "body"
    old = new = getattr(draft, name)
    for field, value in told.items():
        new = with_field(new, field, value) if value else new
    if new != old:
        keep_before(draft, by, now)
        setattr(draft, name, new)
        draft.number += 1


def _right_day(draft: Draft, day_wanted: date | None, today: date) -> None:
    if day_wanted is None or day_wanted < today:
        raise NotNow(text("Kies vandaag of een latere dag."), field="in_force_from")
    found = latest(draft.region_id, draft.coalition_id, draft.kind, draft.content_id)
    if found is not None and found.in_force_from > day_wanted:
        reason = text("Vanaf %(day)s geldt al een latere versie. Kies die dag of later.", day=found.in_force_from)
        raise NotNow(reason, field="in_force_from")


def _sound(draft: Draft) -> None:
    if draft.returns:
        return
    if draft.base is not None and (draft.body, draft.examples) == (draft.base.body, base_examples(draft)):
        raise NotNow(text("Er is niets veranderd."))
    problems = [check for check in checked(draft) if check.severity == "error"]
    if problems:
        raise NotNow(
            text(
                "Er klopt nog iets niet (%(count)s keer). Eerst: %(what)s",
                count=len(problems),
                what=problems[0].sentence,
            )
        )


@action(needs=Permission.ASSENT_AGREEMENTS, about="agreements.Draft")
def assent(draft: Draft, *, by: Actor, now: datetime, level: str) -> Draft:
    """Say yes for one level. With the last yes that is needed, it is agreed and holds from its day."""
    _may_say_yes(draft, by, level)
    Assent.objects.create(draft=draft, level=level, by_id=by.professional_id or 0, at=now)
    given = [Level(row) for row in draft.assents.values_list("level", flat=True)]
    if still_needed(levels_needed(draft.region_id, day(now)), given):
        return draft
    draft.status = states.move(states.DRAFT, draft.status, to="agreed", party=Party.RECEIVER)
    draft.changed_at = now
    draft.made = _put_in_force(draft, day(now))
    draft.save(update_fields=["status", "changed_at", "made"])
    return draft


def _may_say_yes(draft: Draft, by: Actor, level: str) -> None:
    if draft.status != "proposed":
        raise NotNow(text("Dit concept ligt niet meer voor."))
    if by.professional_id in {draft.proposed_by_id, draft.made_by_id}:
        raise NotNow(text("U maakte of stelde dit zelf voor. Iemand anders zegt er ja tegen."))
    if level not in speaks_for(by.roles):
        raise NotNow(text("Hiervoor spreekt u niet. Vraag wie dat wel doet."), field="level")
    if draft.assents.filter(level=level).exists():
        raise NotNow(text("Hiervoor is al ja gezegd."), field="level")
    if draft.assents.filter(by_id=by.professional_id).exists():
        raise NotNow(text("U zei al ja. Voor de rest spreekt iemand anders."))


def _put_in_force(draft: Draft, today: date) -> Version | None:
    """The new version, from the agreed day or today when that passed while waiting. Nothing is edited: the old one gets its last day."""
    since = max(draft.in_force_from or today, today)
    texts = {draft.kind: draft.body}
    if draft.kind == Kind.TABLE:
        texts[Kind.EXAMPLES] = draft.examples
    made = {kind: _follow(draft, kind, "" if draft.returns else body, since) for kind, body in texts.items()}
    details(draft=draft.pk, since=since)
    return made[draft.kind]


def _follow(draft: Draft, kind: str, body: str, since: date) -> Version | None:
    """`body` is empty where a coalition goes back to its region: then only the old version ends."""
    own = (draft.region_id, draft.coalition_id, kind, draft.content_id)
    old = latest(*own)
    if old is not None and old.body == body:
        return old
    ends(old, since)
    return begins(own, body, since) if body else None


@action(needs=Permission.ASSENT_AGREEMENTS, about="agreements.Draft")
def send_back(draft: Draft, *, by: Actor, now: datetime, reason: str) -> Draft:
    """Say no for now, and why: the draft goes back to who wrote it."""
    if by.professional_id in {draft.proposed_by_id, draft.made_by_id}:
        raise NotNow(text("U maakte of stelde dit zelf voor. Trek het in als u ermee stopt."))
    draft.status = states.move(states.DRAFT, draft.status, to="draft", party=Party.RECEIVER, reason=reason.strip())
    draft.reason, draft.changed_at = reason.strip()[:400], now
    draft.save(update_fields=["status", "reason", "changed_at"])
    draft.assents.all().delete()
    return draft
