"""Who looked into the file of one family, when and why: for who works with the family, and for the parents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sluitend.care.network.models import Organisation, Professional
from sluitend.care.people.models import Family
from sluitend.care.query import query
from sluitend.care.trail.models import Entry
from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.text import Text, text
from sluitend.core.trail import Purpose

PAGE = 50
WHY: dict[str, Text] = {
    Purpose.CARE: text("Betrokken bij het gezin"),
    Purpose.COORDINATION: text("Gevraagd om te helpen"),
    Purpose.EMERGENCY: text("Noodtoegang"),
    Purpose.AUDIT: text("Controle van het spoor"),
    Purpose.OPERATIONS: text("Werk aan het netwerk"),
    Purpose.REQUEST: text("De ouder zelf"),
    Purpose.SYSTEM: text("Het programma zelf"),
}
NOT_INVOLVED = text("Niet betrokken: zag alleen dat het gezin bekend is")
PARTS: dict[str, Text] = {
    "people": text("wie er bij het gezin horen"),
    "coordination": text("het overzicht en het plan"),
    "followup": text("taken en contact"),
    "observations": text("wat er speelt en steunt"),
    "consent": text("toestemming"),
    "signalling": text("een signaal"),
    "referrals": text("een verwijzing"),
    "pathways": text("het zorgpad"),
    "decisions": text("voorstellen"),
    "monitoring": text("wat er gebeurde"),
    "privacy": text("het spoor"),
    "parents": text("de eigen pagina's van de ouder"),
    "network": text("het netwerk"),
    "agreements": text("afspraken"),
    "programmes": text("een programma"),
    "safety": text("veiligheid"),
    "outbox": text("berichten"),
}


@dataclass(frozen=True)
class Looked:
    entry_id: int
    at: datetime
    who: str
    organisation: str
    what: Text | str
    why: Text
    emergency: bool


@query(needs=Permission.SEE_FAMILY, about="people.Family", look=True)
def who_looked(family: Family, *, by: Actor, now: datetime, before: int | None = None) -> tuple[Looked, ...]:
    """Looks into the file of this family, newest first, without those of a safety matter. `before` is the last entry of the page before.
    Three statements, whatever their number."""
    found = Entry.objects.looks_for_the_family(family.pk)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[:PAGE])
    people = names(Professional, {row.professional_id for row in rows})
    places = names(Organisation, {row.organisation_id for row in rows})
    return tuple(
        Looked(
            row.pk,
            row.at,
            people.get(row.professional_id, ""),
            places.get(row.organisation_id, ""),
            part_of(row.action),
            why(row),
            row.controls.endswith("T"),
        )
        for row in rows
    )


def names(model: type[Professional] | type[Organisation], ids: set[int | None]) -> dict[int | None, str]:
    return dict(model.objects.filter(pk__in=ids - {None}).values_list("pk", "name"))


def part_of(action: str) -> Text | str:
    return PARTS.get(action.partition(".")[0], action)


def why(row: Entry) -> Text:
    """The purpose; who was not involved and had no ground or emergency saw no content."""
    if row.purpose == Purpose.CARE and row.controls == "TFFF":
        return NOT_INVOLVED
    return WHY.get(row.purpose, text("Onbekend"))
