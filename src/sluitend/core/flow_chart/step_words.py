"""When, for whom and on what condition a step of a pathway is done, in words for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sluitend.core.calendar import Anchor, Moment, Offset, Unit
from sluitend.core.content import Condition, Pathway, Step, Whom, Words
from sluitend.core.text import Text, text


@dataclass(frozen=True)
class Named:
    """What the ids of factors, tables and proposals are called. An id without a name is shown as it is."""

    factors: Mapping[str, Words] = field(default_factory=dict)
    tables: Mapping[str, Words] = field(default_factory=dict)
    proposals: Mapping[str, Words | Text] = field(default_factory=dict)
    programmes: Mapping[str, str] = field(default_factory=dict)
    """The programme that a proposal offers."""
    english: Mapping[str, str] = field(default_factory=dict)
    """Of headings and notes of tables, which are Dutch."""

    def also(self, english: Mapping[str, str]) -> Named:
        """With the English of a sheet that is not in force everywhere: a coalition's, or a draft's."""
        return replace(self, english={**self.english, **english})

    def words(self, written: str) -> Words | str:
        """What stands in a table, in both languages where its English is known."""
        english = self.english.get(written)
        return Words(nl=written, en=english) if english else written


_ONE: Mapping[Unit, Text] = {
    Unit.DAYS: text("1 dag"),
    Unit.WEEKS: text("1 week"),
    Unit.MONTHS: text("1 maand"),
    Unit.WORKING_DAYS: text("1 werkdag"),
}
_MANY: Mapping[Unit, Text] = {
    Unit.DAYS: text("%(count)s dagen"),
    Unit.WEEKS: text("%(count)s weken"),
    Unit.MONTHS: text("%(count)s maanden"),
    Unit.WORKING_DAYS: text("%(count)s werkdagen"),
}
ANCHORS: Mapping[str, Text] = {
    Anchor.SIGNAL: text("het signaal"),
    Anchor.INTAKE: text("de intake"),
    Anchor.PREGNANCY: text("het begin van de zwangerschap"),
    Anchor.DUE_DATE: text("de uitgerekende datum"),
    Anchor.BIRTH: text("de geboorte"),
    Anchor.OUTCOME: text("het verlies"),
}
ABOUT: Mapping[Whom, Text] = {
    Whom.MOTHER: text("voor de moeder"),
    Whom.CHILD: text("voor het kind"),
    Whom.FAMILY: text("voor het gezin"),
}


def offset_words(offset: Offset) -> Text:
    """`2 werkdagen`, without its direction."""
    count = abs(offset.amount)
    return _ONE[offset.unit] if count == 1 else text(_MANY[offset.unit].message, count=count)


def moment_words(moment: Moment, pathway: Pathway) -> Text:
    """`2 werkdagen na het signaal`, `10 weken zwanger`, `meteen na "Intake"`."""
    offset = moment.offset
    if moment.anchor == Anchor.PREGNANCY and offset.amount > 0 and offset.unit is Unit.WEEKS:
        return text("%(count)s weken zwanger", count=offset.amount)
    what = ANCHORS.get(moment.anchor) or text('"%(step)s"', step=titles(pathway)[moment.anchor])
    if offset.amount == 0:
        return (
            text("meteen bij %(what)s", what=what)
            if moment.anchor in ANCHORS
            else text("meteen na %(what)s", what=what)
        )
    if offset.amount < 0:
        return text("%(count)s voor %(what)s", count=offset_words(offset), what=what)
    return text("%(count)s na %(what)s", count=offset_words(offset), what=what)


def when_words(step: Step, pathway: Pathway) -> tuple[Text, ...]:
    """Everything about the moment of a step, one sentence each."""
    found = [moment_words(step.start, pathway)]
    if step.latest is not None:
        found.append(text("uiterlijk %(moment)s", moment=moment_words(step.latest, pathway)))
    others = [titles(pathway)[one] for one in step.after if one != step.start.anchor]
    if others:
        found.append(text("pas na %(steps)s", steps=[text('"%(step)s"', step=one) for one in others]))
    if step.repeat is not None:
        every = offset_words(Offset(step.repeat.every, step.repeat.unit))
        found.append(text("%(times)s keer, steeds na %(every)s", times=step.repeat.times, every=every))
    if step.only_during_pregnancy:
        found.append(text("alleen tijdens de zwangerschap"))
    if step.aftercare:
        found.append(text("alleen na een verlies, als aanbod"))
    return tuple(found)


def condition_words(condition: Condition, named: Named) -> Text:
    """`geweld thuis`, or what a table must propose."""
    if condition.table is not None and condition.proposal is not None:
        table = named.tables.get(condition.table, condition.table)
        proposal = named.proposals.get(condition.proposal, condition.proposal)
        return text('de tabel "%(table)s" geeft "%(proposal)s"', table=table, proposal=proposal)
    return text("dit speelt: %(facts)s", facts=[named.factors.get(fact, fact) for fact in condition.facts])


def titles(pathway: Pathway) -> dict[str, Words]:
    return {step.id: step.titles for step in pathway.steps}
