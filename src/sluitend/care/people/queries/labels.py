"""What the codes of people mean, in words for the screen."""

from __future__ import annotations

from sluitend.care.people.models import FamilyMember, Involvement, Person, Pregnancy
from sluitend.core.text import Text, text

PARTS: dict[str, Text] = {
    FamilyMember.Part.MOTHER: text("moeder"),
    FamilyMember.Part.FATHER: text("vader"),
    FamilyMember.Part.PARTNER: text("partner"),
    FamilyMember.Part.CHILD: text("kind"),
    FamilyMember.Part.GRANDPARENT: text("grootouder"),
    FamilyMember.Part.OTHER: text("iemand anders"),
}
INTERPRETER: dict[str, Text] = {
    Person.Interpreter.NOT_NEEDED: text("geen tolk nodig"),
    Person.Interpreter.NEEDED: text("tolk nodig"),
    Person.Interpreter.UNKNOWN: text("niet bekend of een tolk nodig is"),
}
DATED_BY: dict[str, Text] = {
    Pregnancy.DatedBy.LAST_PERIOD: text("eerste dag van de laatste menstruatie"),
    Pregnancy.DatedBy.EARLY_SCAN: text("vroege echo"),
    Pregnancy.DatedBy.CONCEPTION: text("bekende bevruchting"),
    Pregnancy.DatedBy.UNKNOWN: text("niet bekend"),
}
OUTCOMES: dict[str, Text] = {
    Pregnancy.Outcome.ONGOING: text("zwanger"),
    Pregnancy.Outcome.BORN: text("geboren"),
    Pregnancy.Outcome.STILLBIRTH: text("levenloos geboren"),
    Pregnancy.Outcome.MISCARRIAGE: text("miskraam"),
    Pregnancy.Outcome.TERMINATION: text("zwangerschap afgebroken"),
}
INVOLVED_AS: dict[str, Text] = {
    Involvement.Role.LEAD: text("regiehouder"),
    Involvement.Role.CASE_COORDINATOR: text("casusregisseur"),
    Involvement.Role.PROCESS_COORDINATOR: text("procesregisseur"),
    Involvement.Role.MEDICAL_COORDINATOR: text("medisch coördinator"),
    Involvement.Role.CARE_GIVER: text("hulpverlener"),
    Involvement.Role.SIGNALLER: text("gaf een signaal"),
    Involvement.Role.EMERGENCY: text("noodtoegang"),
}
_MARKS: dict[str, Text] = {
    "never_phone": text("Nooit bellen"),
    "never_write": text("Nooit schrijven"),
    "never_visit": text("Nooit onverwacht langsgaan"),
    "address_hidden": text("Adres is geheim"),
}


def marks(person: Person) -> tuple[Text, ...]:
    """The rules for reaching this person safely, the strictest first."""
    found = [words for field, words in _MARKS.items() if getattr(person, field)]
    if person.safe_contact:
        found.append(text("Veilig contact: %(how)s", how=person.safe_contact))
    return tuple(found)


def called(person: Person) -> str | Text:
    """The name, or for a child without one yet what everybody says."""
    if person.given_name:
        return person.name
    return text("Baby %(family_name)s", family_name=person.family_name) if person.family_name else text("Baby")
