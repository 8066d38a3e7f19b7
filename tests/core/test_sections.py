"""What each domain sees of the file of a family with which it is involved: every part, domain, author and ground."""

from itertools import product

import pytest

from sluitend.core.access import Domain
from sluitend.core.sections import RULES, Section, sees
from sluitend.core.sharing import DataKind

# By section: the domains that see what another domain wrote, without any ground (domain.md 11; a working model).
OPEN = {
    Section.PEOPLE: set(Domain),
    Section.PLAN: set(Domain),
    Section.TASKS: set(Domain),
    Section.WISH: set(Domain),
    Section.GRADE: {Domain.MEDICAL, Domain.SOCIAL, Domain.PUBLIC_HEALTH, Domain.MUNICIPALITY},
}
# By section: the kinds of data that a ground must name to open it.
OPENED = {
    Section.GRADE: {DataKind.OBSERVATIONS},
    Section.FACTOR: {DataKind.OBSERVATIONS, DataKind.FACTORS},
    Section.FACT: {DataKind.OBSERVATIONS},
    Section.SCORE: {DataKind.OBSERVATIONS, DataKind.MEDICAL},
    Section.UNEASE: {DataKind.OBSERVATIONS, DataKind.REASON},
}


@pytest.mark.parametrize("section", list(Section))
def test_a_domain_sees_what_is_open_to_it_what_it_wrote_and_what_a_ground_opens(section):
    for reader, author, ground in product(Domain, Domain, [None, *DataKind]):
        expected = reader in OPEN.get(section, set()) or reader == author or ground in OPENED.get(section, set())
        assert sees(section, reader, author, [ground] if ground else []) == expected, (reader, author, ground)


@pytest.mark.parametrize("section", list(Section))
def test_somebody_without_a_domain_sees_only_what_a_ground_opens(section):
    assert not sees(section, None, None, [])


@pytest.mark.parametrize("section", list(Section))
def test_every_section_says_in_a_sentence_who_sees_it(section):
    assert str(RULES[section].sentence).endswith(".")
