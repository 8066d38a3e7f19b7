"""Who works where, for whom, and what they offer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sluitend.core.access import About, Domain
from sluitend.core.roles import JOBS, Role


def _choices(values: Iterable[Domain | Role]) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]


class DatedQuerySet(models.QuerySet["Dated"]):
    """Rows that hold from a day until (and including) a day."""

    def on(self, day: date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class Dated(models.Model):
    """A fact with a first and, when known, a last day; both included."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_dates", condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on"))
            ),
        )

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class Region(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)

    def access(self, today: date) -> About:
        return About(region_id=self.pk)


class Municipality(models.Model):
    region = models.ForeignKey(Region, models.PROTECT)
    cbs_code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=100)

    class Meta:
        constraints = (
            models.CheckConstraint(name="network_municipality_code", condition=Q(cbs_code__regex=r"^GM[0-9]{4}$")),
        )


class SubRegion(models.Model):
    """A VSV. Its area does not follow municipal borders, hence many-to-many (domain.md 10)."""

    region = models.ForeignKey(Region, models.PROTECT)
    name = models.CharField(max_length=100)
    municipalities = models.ManyToManyField(Municipality, related_name="sub_regions")


class Organisation(models.Model):
    region = models.ForeignKey(Region, models.PROTECT, db_index=False)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=40)
    domain = models.CharField(max_length=20, choices=_choices(Domain))
    phone = models.CharField(max_length=30, blank=True)
    municipalities = models.ManyToManyField(Municipality, related_name="organisations")
    sub_regions = models.ManyToManyField(SubRegion, related_name="organisations")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="network_organisation_name", fields=["region", "name"]),
            models.CheckConstraint(
                name="network_organisation_domain", condition=Q(domain__in=[d.value for d in Domain])
            ),
        )

    def access(self, today: date) -> About:
        return About(region_id=self.region_id, receiving_organisation_id=self.pk)


class Coalition(models.Model):
    region = models.ForeignKey(Region, models.PROTECT)
    name = models.CharField(max_length=150)
    municipalities = models.ManyToManyField(Municipality, related_name="coalitions")

    def access(self, today: date) -> About:
        return About(region_id=self.region_id)


class CoalitionMember(Dated):
    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="coalition_memberships")

    def access(self, today: date) -> About:
        return self.coalition.access(today)


class Professional(Dated):
    """One person in one job; a second job is a second row for the same user."""

    region = models.ForeignKey(Region, models.PROTECT, db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="professionals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="professionals")
    name = models.CharField(max_length=120)
    job = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    reachable = models.CharField(max_length=200, blank=True)
    call_me_for = models.CharField(max_length=300, blank=True)
    hours = models.PositiveSmallIntegerField(null=True, blank=True)
    """Contract hours a week, from which the room for families follows; empty is not known."""

    class Meta(Dated.Meta):
        indexes = (models.Index(fields=["region", "organisation", "name"], name="network_professional_list"),)
        constraints = (
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="network_hours", condition=Q(hours__isnull=True) | Q(hours__gte=1, hours__lte=60)
            ),
        )

    def access(self, today: date) -> About:
        """A card and a stand-in are arranged by the person, or by who leads a team that the person is in."""
        leads = TeamMember.objects.on(today).filter(leads=True, team__members__professional=self)
        return About(
            region_id=self.region_id,
            owners=frozenset({self.pk, *leads.values_list("professional_id", flat=True)}),
            receiving_organisation_id=self.organisation_id,
        )


class FormerCard(models.Model):
    """What somebody's contact card said until a day: an older edition of the agreements names whom one called then."""

    professional = models.ForeignKey(Professional, models.CASCADE, related_name="former_cards", db_index=False)
    phone = models.CharField(max_length=30, blank=True)
    reachable = models.CharField(max_length=200, blank=True)
    call_me_for = models.CharField(max_length=300, blank=True)
    until = models.DateField()
    """The day on which it was changed; of more changes on one day, how it was before the first."""

    class Meta:
        constraints = (models.UniqueConstraint(name="network_former_card_day", fields=["professional", "until"]),)


class RoleAssignment(Dated):
    professional = models.ForeignKey(Professional, models.CASCADE, related_name="role_assignments")
    role = models.CharField(max_length=30, choices=_choices(JOBS))

    class Meta(Dated.Meta):
        constraints = (
            *Dated.Meta.constraints,
            models.CheckConstraint(name="network_role_known", condition=Q(role__in=[role.value for role in JOBS])),
        )


class Training(Dated):
    """A training that somebody finished; from a day, until it lapses. `code` is the id of a training in the content of a programme."""

    professional = models.ForeignKey(Professional, models.CASCADE, related_name="trainings")
    code = models.CharField(max_length=60)


class Team(models.Model):
    """A group in an organisation that answers signals and referrals together for an area."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="teams", db_index=False)
    name = models.CharField(max_length=150)
    phone = models.CharField(max_length=30, blank=True)
    municipalities = models.ManyToManyField(Municipality, related_name="teams")
    answers_signals = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(name="network_team_name", fields=["organisation", "name"]),)

    def access(self, today: date) -> About:
        return self.organisation.access(today)


class TeamMember(Dated):
    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    professional = models.ForeignKey(Professional, models.CASCADE, related_name="team_memberships")
    leads = models.BooleanField(default=False)


class StandIn(Dated):
    """Who does somebody's work during absence."""

    professional = models.ForeignKey(Professional, models.CASCADE, related_name="stand_ins")
    stand_in = models.ForeignKey(Professional, models.CASCADE, related_name="stands_in_for")
    reason = models.CharField(max_length=200, blank=True)

    class Meta(Dated.Meta):
        constraints = (
            *Dated.Meta.constraints,
            models.CheckConstraint(name="network_stand_in_other", condition=~Q(professional=F("stand_in"))),
        )


class Offer(models.Model):
    """What a party can do for whom, where, with how much room. `code` is the id of a programme or of help in the content, if it is one."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="offers")
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="offers")
    code = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=150)
    for_whom = models.CharField(max_length=400)
    municipalities = models.ManyToManyField(Municipality, related_name="offers")
    capacity = models.PositiveIntegerField(null=True, blank=True)
    taken = models.PositiveIntegerField(null=True, blank=True)
    """Places in use, as the party itself states them: it also helps families that are not known here."""
    waiting_days = models.PositiveIntegerField(null=True, blank=True)
    stated_on = models.DateField()
    active = models.BooleanField(default=True)

    class Meta:
        indexes = (models.Index(fields=["code", "active"], name="network_offer_code"),)

    def access(self, today: date) -> About:
        organisation = self.organisation
        return About(region_id=organisation.region_id, receiving_organisation_id=organisation.pk)
