"""Sentences that the program writes into a record: the Dutch stands there and is its own key (docs/decisions/0003), so that who reads
it in another language reads it in that one. What has a place for the sentence itself (core.kept_words) needs nothing of this.
"""

from __future__ import annotations

from sluitend.core.contact_reasons import AGREED_INSTEAD, NOT_ASKED, NOT_IN_GROUP, WHY_NOT
from sluitend.core.kept_words import dutch
from sluitend.core.text import Text, text

REFERRAL_ACCEPTED = text("De verwijzing is aangenomen")
REFERRAL_NOT_ACCEPTED = text("De verwijzing is niet aangenomen")
ASKED_ELSEWHERE = text("Elders gevraagd")
SPOKEN_TO = text("Gesproken")
RESUMED = text("Hervat")
HANDED_OVER = text("Overgedragen met de afspraak")
ANSWERED_PARENT = text("Beantwoord op de eigen pagina van de ouder")
NO_LONGER_PROPOSED = text("De tabellen stellen dit niet meer voor: de feiten of de afspraken zijn veranderd.")
ANSWER_TO_SIGNAL = text("Antwoord op een signaal en hulp die daarbij past")
AS_IN_OLD_LIST = text("Zoals in de oude lijst staat; nog te bevestigen")
MAP_AND_CONSULT = text("Signalen in kaart brengen en overleggen")
LOOK_AGAIN = text("Opnieuw kijken")
ASSESSED_AGAIN = text("De beoordeling is opnieuw vastgelegd")
REPORT_TO_MAKE = text("Melding doen bij Veilig Thuis")
ASK_ASSESSMENT = text("Vragen wat Veilig Thuis heeft beoordeeld")
ASK_INVESTIGATION = text("Vragen wat het onderzoek van Veilig Thuis opleverde")
BEGAN_MATTER = text("Begon deze zaak")
ASKED_AS_OFFICER = text("Gevraagd als aandachtsfunctionaris")
MOTHER_AND_CHILD = text("Moeder en kind")
WANTS_NO_HELP = text("Zij wil geen hulp.")
STEP_NOT_ASKED = text("Deze stap is nu niet aan de orde.")


def whether_help_works(what: str) -> Text:
    return text("Kijken of de hulp werkt: %(what)s", what=what)


def look_again_at(what: str) -> Text:
    return text("Opnieuw kijken: %(what)s", what=what)


_ALL = (
    *WHY_NOT.values(),
    NOT_IN_GROUP,
    AGREED_INSTEAD,
    NOT_ASKED,
    REFERRAL_ACCEPTED,
    REFERRAL_NOT_ACCEPTED,
    ASKED_ELSEWHERE,
    SPOKEN_TO,
    RESUMED,
    HANDED_OVER,
    ANSWERED_PARENT,
    NO_LONGER_PROPOSED,
    ANSWER_TO_SIGNAL,
    AS_IN_OLD_LIST,
    MAP_AND_CONSULT,
    LOOK_AGAIN,
    ASSESSED_AGAIN,
    REPORT_TO_MAKE,
    ASK_ASSESSMENT,
    ASK_INVESTIGATION,
    BEGAN_MATTER,
    ASKED_AS_OFFICER,
    MOTHER_AND_CHILD,
    WANTS_NO_HELP,
    STEP_NOT_ASKED,
)
_FIXED = {one.message: one for one in _ALL}


_WITH_WORDS = {dutch(sentence("")): sentence for sentence in (whether_help_works, look_again_at)}
"""Sentences that end in what somebody wrote, by how they begin."""


def in_words(written: str) -> str | Text:
    """What stands in a record: one of these sentences, or free words."""
    for begins, sentence in _WITH_WORDS.items():
        if written.startswith(begins):
            return sentence(written.removeprefix(begins))
    return _FIXED.get(written, written)
