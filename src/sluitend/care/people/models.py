"""Persons, families as households over time, pregnancies, children from birth, and who is around the family.

There is no record of an unborn child: what is known before birth belongs to the mother (domain.md 11). There is no BSN.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from sluitend.care.compiled import Given, compiled
from sluitend.care.network.models import Dated, Municipality, Professional, Region
from sluitend.core.access import About


class Person(models.Model):
    class Interpreter(models.TextChoices):
        NOT_NEEDED = "not_needed"
        NEEDED = "needed"
        UNKNOWN = "unknown"

    region = models.ForeignKey(Region, models.PROTECT, db_index=False)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=120, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    street = models.CharField(max_length=150, blank=True)
    postcode = models.CharField(max_length=7, blank=True)
    town = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=60, blank=True)
    interpreter = models.CharField(max_length=12, choices=Interpreter.choices, default=Interpreter.UNKNOWN)
    address_hidden = models.BooleanField(default=False)
    never_phone = models.BooleanField(default=False)
    never_write = models.BooleanField(default=False)
    never_visit = models.BooleanField(default=False)
    safe_contact = models.CharField(max_length=200, blank=True)
    """How to reach this person safely, in one line ("alleen overdag", "via haar moeder")."""
    search_name = models.CharField(max_length=230, blank=True)
    """Folded name (no accents, lower case), for search by prefix."""
    key_name_birth = models.CharField(max_length=64, blank=True)
    key_phone = models.CharField(max_length=64, blank=True)
    key_family_birth = models.CharField(max_length=64, blank=True)
    died_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    class Meta:
        indexes = (
            models.Index(fields=["region", "key_name_birth"], name="people_person_name_birth"),
            models.Index(fields=["region", "key_phone"], name="people_person_phone"),
            models.Index(fields=["region", "key_family_birth"], name="people_person_family"),
        )

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class Family(models.Model):
    """A household over time. The unit that is signalled, referred, coordinated and followed."""

    region = models.ForeignKey(Region, models.PROTECT, db_index=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT)
    name = models.CharField(max_length=150)
    search_name = models.CharField(max_length=150, blank=True)
    created_on = models.DateField()

    class Meta:
        indexes = (models.Index(fields=["region", "municipality"], name="people_family_place"),)

    def access(self, today: date) -> About:
        rows = _around()(family=self.pk, today=today)
        return About(
            region_id=self.region_id,
            family_id=self.pk,
            involved=frozenset(pk for pk, role, _ in rows if role != Involvement.Role.EMERGENCY),
            glass_broken_by=frozenset(pk for pk, role, _ in rows if role == Involvement.Role.EMERGENCY),
            lead_name=next((name for _, role, name in rows if role == Involvement.Role.LEAD), ""),
        )


@compiled
def _around(given: Given) -> models.QuerySet[Any, Any]:
    """(professional, role, name) of who is involved with a family on a day."""
    rows = Involvement.objects.on(given.today).filter(family_id=given.family)
    return rows.values_list("professional_id", "role", "professional__name")


class AboutFamily(models.Model):
    """A row about a family: access to it is access to the family."""

    family = models.ForeignKey(Family, models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True

    def access(self, today: date) -> About:
        return self.family.access(today)


class Residence(Dated, AboutFamily):
    """Where the household lived, from when until when."""

    municipality = models.ForeignKey(Municipality, models.PROTECT)
    street = models.CharField(max_length=150, blank=True)
    postcode = models.CharField(max_length=7, blank=True)
    town = models.CharField(max_length=100, blank=True)

    class Meta(Dated.Meta):
        constraints = (
            *Dated.Meta.constraints,
            models.UniqueConstraint(name="people_one_residence", fields=["family"], condition=Q(ends_on__isnull=True)),
        )


class FamilyMember(Dated):
    class Part(models.TextChoices):
        MOTHER = "mother"
        FATHER = "father"
        PARTNER = "partner"
        CHILD = "child"
        GRANDPARENT = "grandparent"
        OTHER = "other"

    family = models.ForeignKey(Family, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    part = models.CharField(max_length=12, choices=Part.choices)

    class Meta(Dated.Meta):
        constraints = (
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                name="people_member_once", fields=["family", "person"], condition=Q(ends_on__isnull=True)
            ),
        )

    def access(self, today: date) -> About:
        return self.family.access(today)


class ParentalAuthority(Dated):
    child = models.ForeignKey(Person, models.CASCADE, related_name="authority_over")
    holder = models.ForeignKey(Person, models.CASCADE, related_name="authority_held")
    ground = models.CharField(max_length=200, blank=True)

    class Meta(Dated.Meta):
        constraints = (
            *Dated.Meta.constraints,
            models.CheckConstraint(name="people_authority_two", condition=~Q(child=F("holder"))),
        )


class Pregnancy(models.Model):
    class DatedBy(models.TextChoices):
        LAST_PERIOD = "last_period"
        EARLY_SCAN = "early_scan"
        CONCEPTION = "conception"
        UNKNOWN = "unknown"

    class Outcome(models.TextChoices):
        ONGOING = "ongoing"
        BORN = "born"
        STILLBIRTH = "stillbirth"
        MISCARRIAGE = "miscarriage"
        TERMINATION = "termination"

    mother = models.ForeignKey(Person, models.PROTECT, related_name="pregnancies")
    family = models.ForeignKey(Family, models.PROTECT, related_name="pregnancies")
    due_date = models.DateField()
    dated_by = models.CharField(max_length=12, choices=DatedBy.choices, default=DatedBy.UNKNOWN)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.ONGOING)
    ended_on = models.DateField(null=True, blank=True)
    expected_children = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="people_pregnancy_end",
                condition=Q(outcome="ongoing", ended_on__isnull=True)
                | (~Q(outcome="ongoing") & Q(ended_on__isnull=False)),
            ),
            models.UniqueConstraint(name="people_pregnancy_one", fields=["mother"], condition=Q(outcome="ongoing")),
            models.CheckConstraint(
                name="people_pregnancy_children", condition=Q(expected_children__gte=1, expected_children__lte=6)
            ),
        )

    def access(self, today: date) -> About:
        return self.family.access(today)


class DueDate(models.Model):
    """The history of a due date: each date that was believed, and how it was determined."""

    pregnancy = models.ForeignKey(Pregnancy, models.CASCADE, related_name="due_dates")
    due_date = models.DateField()
    dated_by = models.CharField(max_length=12, choices=Pregnancy.DatedBy.choices)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Professional, models.PROTECT, null=True)


class Birth(models.Model):
    """How a child came: its record starts here."""

    child = models.OneToOneField(Person, models.PROTECT, related_name="birth")
    pregnancy = models.ForeignKey(Pregnancy, models.PROTECT, null=True, related_name="births")
    born_on = models.DateField()
    gestational_days = models.PositiveSmallIntegerField(null=True)
    weight_grams = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="people_birth_days",
                condition=Q(gestational_days__isnull=True) | Q(gestational_days__gte=140, gestational_days__lte=310),
            ),
            models.CheckConstraint(
                name="people_birth_weight",
                condition=Q(weight_grams__isnull=True) | Q(weight_grams__gte=200, weight_grams__lte=8000),
            ),
        )


class Involvement(Dated):
    """The one row from which access follows: this professional is involved with this family, as what, from when until when."""

    class Role(models.TextChoices):
        LEAD = "lead"
        CASE_COORDINATOR = "case_coordinator"
        PROCESS_COORDINATOR = "process_coordinator"
        MEDICAL_COORDINATOR = "medical_coordinator"
        CARE_GIVER = "care_giver"
        SIGNALLER = "signaller"
        EMERGENCY = "emergency"

    family = models.ForeignKey(Family, models.CASCADE, related_name="involvements")
    professional = models.ForeignKey(Professional, models.PROTECT, related_name="involvements", db_index=False)
    role = models.CharField(max_length=20, choices=Role.choices)
    reason = models.CharField(max_length=300, blank=True)

    class Meta(Dated.Meta):
        constraints = (
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                name="people_one_lead", fields=["family"], condition=Q(role="lead", ends_on__isnull=True)
            ),
            models.UniqueConstraint(
                name="people_involved_once",
                fields=["family", "professional", "role"],
                condition=Q(ends_on__isnull=True),
            ),
            models.CheckConstraint(name="people_emergency_reason", condition=~Q(role="emergency") | ~Q(reason="")),
            models.CheckConstraint(
                name="people_emergency_ends", condition=~Q(role="emergency") | Q(ends_on__isnull=False)
            ),
        )
        indexes = (models.Index(fields=["professional", "family"], name="people_involvement_access"),)

    def access(self, today: date) -> About:
        return self.family.access(today)


class InformalHelper(Dated, AboutFamily):
    """Somebody of the family's own network."""

    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    can_do = models.CharField(max_length=300, blank=True)


class Merge(models.Model):
    """Two records of one person made one, with what was moved, so that it can be undone."""

    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges_kept")
    gone = models.ForeignKey(Person, models.PROTECT, related_name="merges_gone")
    family = models.ForeignKey(Family, models.PROTECT, related_name="merges")
    at = models.DateTimeField()
    by = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")
    reason = models.TextField()
    moved = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="people_merge_two", condition=~Q(kept=F("gone"))),
            models.UniqueConstraint(name="people_merge_once", fields=["gone"], condition=Q(undone_at__isnull=True)),
        )

    def access(self, today: date) -> About:
        return self.family.access(today)


class AccessRequest(models.Model):
    """Somebody who is not involved asks the lead for access; the lead answers."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="access_requests")
    by = models.ForeignKey(Professional, models.CASCADE, related_name="+")
    why = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="people_access_asked_once", fields=["family", "by"], condition=Q(answered_at__isnull=True)
            ),
        )

    def access(self, today: date) -> About:
        return self.family.access(today)
