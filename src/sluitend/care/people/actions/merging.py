"""Two records of one person made one, and undone. Rows move; nothing is thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from sluitend.care.action import action, changed, day
from sluitend.care.people.actions.writing import member_of, person_known_to, refuse
from sluitend.care.people.models import Family, FamilyMember, Merge, Person
from sluitend.core.access import Actor, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.person import wrong_words
from sluitend.core.text import text

SAFETY_MARKS = ("address_hidden", "never_phone", "never_write", "never_visit")


@action(needs=Permission.MERGE_PEOPLE, about="people.Family")
def merge(family: Family, *, by: Actor, now: datetime, kept_id: int, gone_id: int, reason: str) -> Merge:
    """Make two records of one person one: `kept` stays, and gets what hangs on `gone`. Can be undone with `unmerge`.

    Safe-contact marks of either stay in force: a wrong phone call can be dangerous, a missing one is not.
    """
    reason = reason.strip()
    if not reason:
        raise NotNow(text("Geef een reden."), field="reason")
    refuse(wrong_words(reason, "reason", 1000))
    kept = member_of(family, kept_id, "kept")
    gone = person_known_to(by, gone_id, day(now), "gone")
    if kept.pk == gone.pk:
        raise NotNow(text("Kies twee verschillende mensen."), field="gone")
    before = {mark: getattr(kept, mark) for mark in (*SAFETY_MARKS, "safe_contact")}
    moved = dict(_move_all(gone, kept))
    _take_safety(kept, gone)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    for family_id in FamilyMember.objects.filter(person=kept).values_list("family_id", flat=True):
        changed(family_id)
    return Merge.objects.create(
        kept=kept,
        gone=gone,
        family=family,
        at=now,
        by_id=by.professional_id,
        reason=reason,
        moved={"rows": moved, "before": before},
    )


def _take_safety(kept: Person, gone: Person) -> None:
    for mark in SAFETY_MARKS:
        setattr(kept, mark, getattr(kept, mark) or getattr(gone, mark))
    kept.safe_contact = kept.safe_contact or gone.safe_contact
    kept.save(update_fields=[*SAFETY_MARKS, "safe_contact"])


def _pointing_fields() -> Iterator[models.ForeignKey[Any, Any]]:
    """Every foreign key to a person, of this app and those above it; without naming them, so that a new one counts too."""
    for relation in Person._meta.get_fields(include_hidden=True):
        field = getattr(relation, "field", None)
        if relation.auto_created and field is not None and field.model not in (Person, Merge):
            yield field


def _move_all(gone: Person, kept: Person) -> Iterator[tuple[str, list[int]]]:
    for field in _pointing_fields():
        rows = field.model._default_manager.filter(**{field.name: gone}).order_by("pk")
        moved = [pk for pk in rows.values_list("pk", flat=True) if _moves(field, pk, kept)]
        if moved:
            yield f"{field.model._meta.label}.{field.name}", moved


def _moves(field: models.ForeignKey[Any, Any], pk: int, kept: Person) -> bool:
    """Move one row, unless the database refuses: a row that would say the same of one person twice (a membership, the one
    pregnancy, a grade) stays with the record that is hidden. The rules of the tables decide, so that a new table counts too."""
    try:
        with transaction.atomic():
            field.model._default_manager.filter(pk=pk).update(**{field.name: kept})
    except IntegrityError:
        return False
    return True


@action(needs=Permission.MERGE_PEOPLE, about="people.Merge")
def unmerge(merge: Merge, *, by: Actor, now: datetime) -> Merge:
    """They were two people after all: everything that was moved goes back to where it was."""
    if merge.undone_at is not None:
        raise NotNow(text("Dit is al ongedaan gemaakt."))
    if merge.kept.merged_into_id is not None:
        raise NotNow(text("Deze persoon is later zelf samengevoegd. Maak dat eerst ongedaan."))
    for label, ids in merge.moved["rows"].items():
        model, field = label.rsplit(".", 1)
        apps.get_model(model)._default_manager.filter(pk__in=ids, **{field: merge.kept}).update(**{field: merge.gone})
    for mark, value in merge.moved["before"].items():
        setattr(merge.kept, mark, value)
    merge.kept.save(update_fields=list(merge.moved["before"]))
    merge.gone.merged_into = None
    merge.gone.save(update_fields=["merged_into"])
    merge.undone_at = now
    merge.save(update_fields=["undone_at"])
    for person in (merge.kept, merge.gone):
        for family_id in person.memberships.values_list("family_id", flat=True):
            changed(family_id)
    return merge
