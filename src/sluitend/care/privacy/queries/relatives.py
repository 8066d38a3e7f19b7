"""Who of those who looked is like somebody of the family that they looked at, apart from whom the privacy officer cleared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sluitend.care.network.models import Professional
from sluitend.care.people.models import FamilyMember, InformalHelper
from sluitend.care.privacy.models import NoRelation
from sluitend.core.trail import Likeness, Looker, Somebody, likenesses

Pair = tuple[int, int]
"""A professional and a family."""


def alike(pairs: Collection[Pair]) -> dict[Pair, frozenset[Likeness]]:
    """In what they are alike, of the pairs that are. Three statements, whatever their number."""
    lookers, households = _lookers({who for who, _ in pairs}), _households({family for _, family in pairs})
    found = {
        (who, family): likenesses(lookers[who], households[family])
        for who, family in pairs
        if who in lookers and family in households
    }
    return {pair: why for pair, why in found.items() if why}


def unexplained(pairs: Collection[Pair]) -> dict[Pair, frozenset[Likeness]]:
    """The same without what was looked into before. One statement more."""
    cleared = {(row.professional_id, row.family_id): as_likenesses(row) for row in _cleared(pairs)}
    return {pair: why for pair, why in alike(pairs).items() if why - cleared.get(pair, frozenset())}


def as_likenesses(row: NoRelation) -> frozenset[Likeness]:
    return frozenset(Likeness(code) for code in row.likenesses.split(",") if code)


def _cleared(pairs: Collection[Pair]) -> Collection[NoRelation]:
    return NoRelation.objects.filter(professional__in={who for who, _ in pairs}, family__in={one for _, one in pairs})


def _lookers(ids: set[int]) -> dict[int, Looker]:
    """With the card, and with where this person asked to be sent messages."""
    own = ("phone", "user__message_wish__mobile"), ("email", "user__message_wish__email")
    rows = Professional.objects.filter(pk__in=ids).values_list("pk", "name", *own[0], *own[1])
    return {
        pk: Looker(name, (phone, mobile or ""), (email, address or ""))
        for pk, name, phone, mobile, email, address in rows
    }


def _households(ids: set[int]) -> dict[int, list[Somebody]]:
    """Everybody who belongs or belonged to the household, and the family's own people."""
    found: dict[int, list[Somebody]] = defaultdict(list)
    fields = ("given_name", "family_name", "phone", "email")
    members = FamilyMember.objects.filter(family__in=ids)
    for family, *facts in members.values_list("family", *(f"person__{name}" for name in fields)):
        found[family].append(Somebody(*facts))
    helpers = InformalHelper.objects.filter(family__in=ids)
    for family, name, phone in helpers.values_list("family", "name", "phone"):
        found[family].append(Somebody(name, phone=phone, own_people=True))
    return found
