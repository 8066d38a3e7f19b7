"""Erasing a family: every word and every date of birth goes, rows without content stay, so that counts remain true.

What counts need is a code, a status or a date; those stay, and so does the trail, which knows ids only (its reasons are kept as long as the
trail: docs/privacy.yaml). Which words go follows from the tables themselves: every free text of every row that leads to the family or to
a person who is in no other family. A new table is covered the day it comes. A safety matter has a term of its own and is left as it is:
an erasure that touched it or stopped at it would show that there is one (docs/decisions/0017).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.apps import apps
from django.db import models
from django.db.models import Q

from sluitend.care.accounts.devices import sign_out_elsewhere
from sluitend.care.accounts.models import User
from sluitend.care.action import action, day, details, forget
from sluitend.care.coordination.models import Case
from sluitend.care.parents.models import Invitation
from sluitend.care.people.models import Birth, DueDate, Family, FamilyMember, Person, Pregnancy
from sluitend.care.privacy.actions.terms import file_terms, last_day
from sluitend.care.privacy.models import Hold, Request
from sluitend.core.access import Actor, NotNow
from sluitend.core.keeping import File, RequestKind, may_erase
from sluitend.core.permissions import Permission
from sluitend.core.text import text

ERASED = "-"
GONE = {
    "observations.Observation",
    "followup.Notice",
    "people.InformalHelper",
    "parents.CouncilAnswer",
    "privacy.NoRelation",
}
"""Nothing counts these and nothing points at them: the rows go."""
CODES = {
    "coordination.Case": {"ending"},
    "referrals.Referral": {"status", "family_said"},
    "referrals.ReferralMove": {"before", "status"},
    "referrals.OneTimeLink": {"token_digest", "pin_digest"},
    "parents.Invitation": {"code_digest", "language"},
    "pathways.Run": {"pathway_id"},
    "pathways.Step": {"step_id", "title", "who"},
    "decisions.Eligibility": {"code", "rule_numbers", "rule_ids", "source"},
    "programmes.Enrolment": {"programme_id", "arrival", "ground", "step", "ending", "ended_as"},
    "decisions.Proposal": {"code", "rule_numbers", "rule_ids", "source"},
}
"""Codes and digests that are no words of or about anybody: counts and keys need them."""
FOUND_BY = {"people.Person": {"search_name", "key_name_birth", "key_phone", "key_family_birth", "phone", "email"}}
"""Left empty instead of marked as erased: nobody is found by them."""
APART = "safety"
"""The part of care whose tables no erasure of a family reads or changes."""
OF_ACCOUNT = (
    "accounts.Identity",
    "accounts.Passkey",
    "accounts.RecoveryCode",
    "accounts.SecondStep",
    "outbox.Wish",
)
"""Rows of an account with which one comes in or is reached."""
DEPTH = 3


@action(needs=Permission.ERASE, about="people.Family")
def erase(family: Family, *, by: Actor, now: datetime) -> Family:
    """Erase after a granted request, or when every term of the file passed; never with a hold or an open file."""
    if refusal := may_erase(_file(family, day(now)), day(now)):
        raise NotNow(refusal)
    if family.name == ERASED:
        raise NotNow(text("Dit dossier is al gewist."))
    people = list(only_here(family))
    count = sum(_empty(model, where) for model, where in rows_about(family.pk, people))
    Invitation.objects.filter(family=family, ended_at=None).update(ended_at=now)
    _close_accounts(family)
    _coarsen(family, people)
    family.refresh_from_db()
    forget(family.pk)
    details(rows=count)
    return family


def _close_accounts(family: Family) -> None:
    """A parent who has own pages nowhere else comes in no more; the name, the ways in and the address for messages go."""
    elsewhere = Invitation.objects.filter(ended_at=None).exclude(user=None).values("user")
    mine = Invitation.objects.filter(family=family).exclude(user=None).exclude(user__in=elsewhere).values("user")
    users = list(User.objects.filter(pk__in=mine, professionals=None))
    for label in OF_ACCOUNT:
        apps.get_model(label)._default_manager.filter(user__in=users).delete()
    for user in users:
        sign_out_elsewhere(user.pk, "")
        user.username, user.is_active = f"{ERASED}{user.pk}", False
        user.set_unusable_password()
        user.save()


def _file(family: Family, today: date) -> File:
    deletion = Request.objects.filter(family=family, kind=RequestKind.DELETION, granted=True)
    return File(
        open_case=Case.objects.filter(family=family, status=Case.Status.OPEN).exists(),
        held=Hold.objects.filter(family=family, ended_on=None).exists(),
        deletion_granted=deletion.exists(),
        kept_until=last_day(file_terms(family, today)),
    )


def only_here(family: Family) -> Iterator[int]:
    """People of this household who belong to no other: a father with a second family keeps his own record."""
    elsewhere = FamilyMember.objects.exclude(family=family).values("person")
    yield from FamilyMember.objects.filter(family=family).exclude(person__in=elsewhere).values_list("person", flat=True)


def rows_about(family_id: int, people: list[int]) -> Iterator[tuple[type[models.Model], Q]]:
    """Every table with rows about this family or these people, and which rows."""
    for model in apps.get_models():
        if model._meta.app_label == APART:
            continue
        if model._meta.label == "people.Family":
            yield model, Q(pk=family_id)
        elif model._meta.label == "people.Person":
            yield model, Q(pk__in=people)
        elif where := _leads(model, family_id, people):
            yield model, where


def _leads(model: type[models.Model], family_id: int, people: list[int]) -> Q | None:
    """Rows that lead to the family; where there is no such key, to one of the people."""
    paths = list(paths_to(model, DEPTH))
    families = [path for path, target in paths if target == "people.Family"]
    persons = [path for path, target in paths if target == "people.Person"]
    if families:
        return Q(**{families[0]: family_id})
    return reduce(or_, (Q(**{f"{path}__in": people}) for path in persons)) if persons else None


def paths_to(model: type[models.Model], depth: int) -> Iterator[tuple[str, str]]:
    """Lookups from a table to families and people, nearest first; never through a person of the network."""
    keys = [field for field in model._meta.fields if isinstance(field, models.ForeignKey)]
    for key in keys:
        label = key.remote_field.model._meta.label
        if label in {"people.Family", "people.Person"}:
            yield key.name, label
    if depth > 1:
        for key in keys:
            target = key.remote_field.model
            if target is not model and not target._meta.label.startswith(("network.", "accounts.", "people.Person")):
                yield from ((f"{key.name}__{path}", label) for path, label in paths_to(target, depth - 1))


def words_of(model: type[models.Model]) -> list[models.Field]:  # type: ignore[type-arg]
    """The free texts of a table: no choices, no keys, no codes that counts need."""
    kept = CODES.get(model._meta.label, set())
    free = (models.CharField, models.TextField, models.JSONField)
    return [one for one in model._meta.fields if isinstance(one, free) and not one.choices and one.name not in kept]


def _empty(model: type[models.Model], where: Q) -> int:
    rows = model._default_manager.filter(where)
    if model._meta.label in GONE:
        return int(rows.delete()[0])
    found = rows.count()
    for field in words_of(model) if found else ():
        if isinstance(field, models.JSONField):
            rows.update(**{field.name: field.get_default()})
        elif field.name in FOUND_BY.get(model._meta.label, ()):
            rows.update(**{field.name: ""})
        else:
            rows.exclude(**{field.name: ""}).update(**{field.name: ERASED})
    return found


def _coarsen(family: Family, people: list[int]) -> None:
    """In a small municipality a date of birth is a name: only the year of what is counted stays."""
    Person.objects.filter(pk__in=people).update(birth_date=None)
    for birth in Birth.objects.filter(child__in=people):
        Birth.objects.filter(pk=birth.pk).update(born_on=birth.born_on.replace(month=1, day=1))
    for row in Pregnancy.objects.filter(family=family):
        ended = row.ended_on.replace(month=1, day=1) if row.ended_on else None
        Pregnancy.objects.filter(pk=row.pk).update(due_date=row.due_date.replace(month=1, day=1), ended_on=ended)
        DueDate.objects.filter(pregnancy=row).update(due_date=row.due_date.replace(month=1, day=1))
