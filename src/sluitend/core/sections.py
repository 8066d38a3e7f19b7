"""Which part of a family's file is seen by whom among those who are involved: by domain, and by the ground that opens it.

Deny by default (domain.md 11: visibility per domain, medical, social, public health, informal). Who is not involved sees no part at all
(core/access.py). The division is a working model of this project; a coalition may narrow it, never widen it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sluitend.core.access import Domain
from sluitend.core.sharing import DataKind
from sluitend.core.text import Text, text


class Section(StrEnum):
    PEOPLE = "people"
    PLAN = "plan"
    TASKS = "tasks"
    GRADE = "grade"
    WISH = "wish"
    FACTOR = "factor"
    FACT = "fact"
    SCORE = "score"
    UNEASE = "unease"


EVERYBODY = frozenset(Domain)
PROFESSIONALS = EVERYBODY - {Domain.INFORMAL}
NOBODY_ELSE: frozenset[Domain] = frozenset()


@dataclass(frozen=True)
class Rule:
    """`open_to` see this part whichever domain wrote it; others only what their own domain wrote, or on a ground for `opened_by`."""

    open_to: frozenset[Domain]
    opened_by: frozenset[DataKind]
    sentence: Text


_O = DataKind.OBSERVATIONS
RULES: dict[Section, Rule] = {
    Section.PEOPLE: Rule(
        EVERYBODY,
        frozenset(),
        text("Wie er bij het gezin horen en hoe zij veilig te bereiken zijn: iedereen die betrokken is."),
    ),
    Section.PLAN: Rule(EVERYBODY, frozenset(), text("Het ene gezinsplan: iedereen die betrokken is.")),
    Section.TASKS: Rule(EVERYBODY, frozenset(), text("Wie wanneer wat doet: iedereen die betrokken is.")),
    Section.GRADE: Rule(
        PROFESSIONALS,
        frozenset({_O}),
        text("De inschatting die samen met haar is gemaakt: iedere betrokken professional, geen vrijwilligers."),
    ),
    Section.WISH: Rule(EVERYBODY, frozenset(), text("Wat zij zelf wil: iedereen die betrokken is.")),
    Section.FACTOR: Rule(
        NOBODY_ELSE,
        frozenset({_O, DataKind.FACTORS}),
        text("Wat er speelt en wat steunt: alleen het domein dat het opschreef, of wie zij er toestemming voor gaf."),
    ),
    Section.FACT: Rule(
        NOBODY_ELSE,
        frozenset({_O}),
        text("Andere feiten: alleen het domein dat het opschreef, of wie zij er toestemming voor gaf."),
    ),
    Section.SCORE: Rule(
        NOBODY_ELSE,
        frozenset({_O, DataKind.MEDICAL}),
        text("Uitkomsten van vragenlijsten: alleen het domein dat het opschreef, of wie zij er toestemming voor gaf."),
    ),
    Section.UNEASE: Rule(
        NOBODY_ELSE,
        frozenset({_O, DataKind.REASON}),
        text("Een onrustig gevoel: alleen het domein dat het opschreef, of wie zij er toestemming voor gaf."),
    ),
}


def sees(section: Section, reader: Domain | None, written_by: Domain | None, opened: Collection[DataKind]) -> bool:
    """Whether somebody of this domain who is involved sees it; `opened` are the kinds that a ground opens to the own organisation."""
    rule = RULES[section]
    if reader is not None and (reader in rule.open_to or reader == written_by):
        return True
    return bool(rule.opened_by & set(opened))
