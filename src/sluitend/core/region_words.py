"""What a region agreed beside its tables, in words: its terms, who hears that an answer is late, and how long what is kept."""

from __future__ import annotations

from collections.abc import Mapping

from sluitend.core.calendar import Offset
from sluitend.core.content import Term
from sluitend.core.flow_chart import offset_words
from sluitend.core.text import Text, text

TERMS: Mapping[str, Text] = {
    "signal_answer": text("Antwoord op een signaal"),
    "referral_answer": text("Antwoord op een verwijzing"),
    "first_contact": text("Eerste contact met het gezin"),
    "acute": text("Als het dringend is"),
    "intake": text("Eerste gesprek"),
    "referrer_chase": text("Wie verwees, vraagt hoe het staat"),
    "feedback": text("Terugkoppeling aan wie verwees"),
    "visit_evaluation_after_birth": text("Terugblik na de geboorte"),
    "quiet_at_most": text("Langer dan dit is het nooit stil rond een gezin"),
}
TOLD: Mapping[str, Text] = {
    "owner": text("wie het antwoord geeft"),
    "stand_in": text("de vervanger"),
    "team_lead": text("de teamleider"),
    "process_coordinator": text("de procesregisseur"),
}
RECORDS: Mapping[str, Text] = {
    "support_file": text("Dossier van de hulp"),
    "obstetric_file": text("Verloskundig dossier"),
    "safety_file": text("Dossier over veiligheid"),
    "guardianship_file": text("Dossier over voogdij"),
    "signal_without_followup": text("Signaal of registratie zonder hulp"),
    "consent": text("Toestemming"),
    "trail": text("Wie wat deed en bekeek"),
}


def term_words(term: Term) -> Text:
    if term.amount == 0:
        return text("dezelfde dag")
    return offset_words(Offset(term.amount, term.unit))
