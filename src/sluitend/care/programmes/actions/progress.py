"""How far a family is: the step, sub-goals and milestones; and what was measured."""

from __future__ import annotations

from datetime import date, datetime

from sluitend.care.action import action, day, details
from sluitend.care.programmes.models import Enrolment, Mark, Measured
from sluitend.care.programmes.queries.known import programme_of
from sluitend.core.access import Actor, NotNow
from sluitend.core.content.programmes import Measurement, Scale
from sluitend.core.permissions import Permission
from sluitend.core.text import text


@action(needs=Permission.DELIVER_PROGRAMME, about="programmes.Enrolment")
def move_to_step(row: Enrolment, *, by: Actor, now: datetime, step: str) -> Enrolment:
    """Put the family at a step: any step, because the road is not always straight. The trail keeps where it was."""
    _must_run(row)
    if step not in {one.id for one in programme_of(row.version).steps}:
        raise NotNow(text("Kies een stap van dit programma."), field="step")
    details(was=row.step, becomes=step)
    row.step = step
    row.save(update_fields=["step"])
    return row


@action(needs=Permission.DELIVER_PROGRAMME, about="programmes.Enrolment")
def mark(row: Enrolment, *, by: Actor, now: datetime, code: str, on: date | None = None, words: str = "") -> Mark:
    """Note a sub-goal that was reached or a milestone; a milestone may ask for the words of the parents. Again corrects it."""
    _must_run(row)
    on = on or day(now)
    if on > day(now):
        raise NotNow(text("Deze datum ligt in de toekomst."), field="on")
    programme = programme_of(row.version)
    milestone = next((one for one in programme.milestones if one.id == code), None)
    if milestone is None and code not in {one.id for one in programme.sub_goals}:
        raise NotNow(text("Dit hoort niet bij het programma."), field="code")
    if milestone and milestone.in_parents_words and not words.strip():
        raise NotNow(text("Schrijf het op in de woorden van de ouders."), field="words")
    if milestone and milestone.confirmed_by_receiver and not words.strip():
        raise NotNow(text("Schrijf wie het bevestigde: iemand van de hulp die begon."), field="words")
    facts = {"on": on, "words": words.strip(), "by_id": by.professional_id}
    return Mark.objects.update_or_create(enrolment=row, code=code, defaults=facts)[0]


@action(needs=Permission.DELIVER_PROGRAMME, about="programmes.Enrolment")
def measure(
    row: Enrolment, *, by: Actor, now: datetime, measurement: str, moment: str, value: str, on: date | None = None
) -> Measured:
    """Note a value at a measuring moment. A correction is a new row; the last one counts."""
    on = on or day(now)
    found = next((one for one in programme_of(row.version).measurements if one.id == measurement), None)
    if found is None or moment not in found.moments:
        raise NotNow(text("Dit hoort niet bij het programma."), field="measurement")
    if on > day(now):
        raise NotNow(text("Deze datum ligt in de toekomst."), field="on")
    return Measured.objects.create(
        enrolment=row,
        measurement=measurement,
        moment=moment,
        value=_value(found, value),
        on=on,
        by_id=by.professional_id,
    )


def _value(measurement: Measurement, value: str) -> str:
    value = value.strip()
    if measurement.scale is Scale.YES_NO and value in {"yes", "no"}:
        return value
    if measurement.scale is Scale.CHOICE and value in {one.id for one in measurement.choices}:
        return value
    if measurement.scale is Scale.NUMBER and measurement.range is not None:
        low, high = measurement.range.at_least, measurement.range.at_most
        if value.isdigit() and low <= int(value) <= high:
            return str(int(value))
        raise NotNow(text("Vul een heel getal in van %(low)s tot en met %(high)s.", low=low, high=high), field="value")
    raise NotNow(text("Kies een van de mogelijkheden."), field="value")


def _must_run(row: Enrolment) -> None:
    if row.status != Enrolment.Status.ACTIVE:
        raise NotNow(text("Dit programma loopt nu niet voor deze ouder."))
