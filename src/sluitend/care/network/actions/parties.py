"""The region, and the parties that take part in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sluitend.care.action import action
from sluitend.care.network.actions.checks import check_days, municipalities_of, short_words
from sluitend.care.network.models import (
    Coalition,
    CoalitionMember,
    Municipality,
    Organisation,
    Region,
    SubRegion,
    Team,
)
from sluitend.core.access import Actor, Domain, NotNow
from sluitend.core.permissions import Permission
from sluitend.core.text import text


@action(needs=Permission.RUN_JOBS)
def create_region(
    *,
    by: Actor,
    now: datetime,
    slug: str,
    name: str,
    municipalities: Mapping[str, str],
    sub_regions: Mapping[str, Sequence[str]] | None = None,
) -> int:
    """Make a region, or bring its names up to date. `municipalities` are names by CBS code, `sub_regions` codes by name."""
    region, _ = Region.objects.update_or_create(slug=slug, defaults={"name": name})
    for code, town in municipalities.items():
        Municipality.objects.update_or_create(cbs_code=code, defaults={"region": region, "name": town})
    for title, codes in (sub_regions or {}).items():
        part, _ = SubRegion.objects.get_or_create(region=region, name=title)
        part.municipalities.set(Municipality.objects.filter(region=region, cbs_code__in=codes))
    return region.pk


@action(needs=Permission.MANAGE_NETWORK)
def create_organisation(
    *,
    by: Actor,
    now: datetime,
    name: str,
    kind: str,
    domain: str,
    phone: str = "",
    municipality_ids: Iterable[int] = (),
    sub_region_ids: Iterable[int] = (),
) -> Organisation:
    """Take a party into the network of this region. A name that is already there gives that organisation back."""
    if domain not in set(Domain):
        raise NotNow(text("Kies het domein van de organisatie."), field="domain")
    organisation, _ = Organisation.objects.get_or_create(
        region_id=by.region_id,
        name=short_words(name, "name", 150, required=True),
        defaults={"kind": short_words(kind, "kind", 40), "domain": domain, "phone": short_words(phone, "phone", 30)},
    )
    organisation.municipalities.add(*municipalities_of(municipality_ids, by.region_id))
    organisation.sub_regions.add(*SubRegion.objects.filter(region_id=by.region_id, pk__in=set(sub_region_ids)))
    return organisation


@action(needs=Permission.MANAGE_ORGANISATION, about="network.Organisation")
def create_team(
    organisation: Organisation,
    *,
    by: Actor,
    now: datetime,
    name: str,
    phone: str = "",
    municipality_ids: Iterable[int] = (),
    answers_signals: bool = False,
) -> Team:
    """Make a team that answers for an area."""
    name = short_words(name, "name", 150, required=True)
    team, _ = Team.objects.get_or_create(organisation=organisation, name=name)
    team.phone, team.answers_signals = short_words(phone, "phone", 30), answers_signals
    team.save()
    team.municipalities.set(municipalities_of(municipality_ids, organisation.region_id))
    return team


@action(needs=Permission.MANAGE_NETWORK)
def create_coalition(*, by: Actor, now: datetime, name: str, municipality_ids: Iterable[int]) -> Coalition:
    """Found a local coalition of parties for one or more municipalities."""
    name = short_words(name, "name", 150, required=True)
    coalition, _ = Coalition.objects.get_or_create(region_id=by.region_id, name=name)
    coalition.municipalities.set(municipalities_of(municipality_ids, by.region_id))
    return coalition


@action(needs=Permission.MANAGE_NETWORK, about="network.Coalition")
def join_coalition(
    coalition: Coalition, *, by: Actor, now: datetime, organisation_id: int, starts_on: date
) -> CoalitionMember:
    """Let an organisation take part in a coalition from a day on."""
    if not Organisation.objects.filter(pk=organisation_id, region_id=coalition.region_id).exists():
        raise NotNow(text("Kies een organisatie uit deze regio."), field="organisation")
    found = coalition.members.on(starts_on).filter(organisation_id=organisation_id).first()
    return found or CoalitionMember.objects.create(
        coalition=coalition, organisation_id=organisation_id, starts_on=starts_on
    )


@action(needs=Permission.MANAGE_NETWORK, about="network.CoalitionMember")
def leave_coalition(member: CoalitionMember, *, by: Actor, now: datetime, last_day: date) -> CoalitionMember:
    """Let a membership end after a last day; the history stays."""
    check_days(member.starts_on, last_day)
    member.ends_on = last_day
    member.save(update_fields=["ends_on"])
    return member
