"""Into a programme, on its waiting list, to another worker, and out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sluitend.care.action import action, day, details
from sluitend.care.agreements import queries as agreements
from sluitend.care.agreements.models import Version
from sluitend.care.coordination.models import Case
from sluitend.care.followup.actions import keep, pass_on, promise, takes_part, tell, withdraw, working
from sluitend.care.followup.models import Promise
from sluitend.care.people.models import Family, FamilyMember, Pregnancy
from sluitend.care.programmes.actions.allocating import allocate
from sluitend.care.programmes.actions.membership import leave, leave_when_of_another
from sluitend.care.programmes.actions.planning import (
    LOOK_WITHIN,
    WAITS_FOR,
    asked_for,
    drop,
    let_go_of_promise,
    plan_contact,
)
from sluitend.care.programmes.models import Contact, Enrolment
from sluitend.care.programmes.queries.known import known, programme_of
from sluitend.core import states
from sluitend.core.access import Actor, NotNow
from sluitend.core.calendar import add_working_days
from sluitend.core.content import Programme
from sluitend.core.content.programmes import Finish, Outlook
from sluitend.core.kept_words import Spoken, dutch
from sluitend.core.permissions import Permission
from sluitend.core.programme import Arrival, arrival, may_end_from
from sluitend.core.text import text


@dataclass(frozen=True)
class Admission:
    """With what a parent comes into a programme: whose, with whom, from when and why. Without a first date the rhythm gives one."""

    programme_id: str
    person_id: int
    worker_id: int
    worker_reason: str = ""
    first_due_on: date | None = None
    waiting: bool = False
    intake_on: date | None = None
    ground: str = ""
    ground_note: str = ""
    arrival_reason: str = ""
    social_contact_id: int | None = None
    no_social_contact: str = ""


@action(needs=Permission.DELIVER_PROGRAMME, about="people.Family")
def enrol(family: Family, *, by: Actor, now: datetime, admission: Admission) -> Enrolment:
    """Put a parent in the version of a programme in force, on its waiting list, or before its first visit: with a date at once."""
    version = _in_force(family, admission.programme_id, day(now))
    programme = programme_of(version)
    _may_enrol(family, programme, admission.person_id)
    row = Enrolment(
        family=family,
        version=version,
        programme_id=admission.programme_id,
        person_id=admission.person_id,
        pregnancy=_pregnancy(admission.person_id, programme),
        status=Enrolment.Status.WAITING,
        asked_on=day(now),
        ground=_ground(programme, admission.ground),
        ground_note=admission.ground_note.strip(),
        arrival_reason=admission.arrival_reason.strip(),
    )
    allocate(row, admission.worker_id, admission.worker_reason, day(now))
    _social_contact(row, programme, admission, day(now))
    row.save()
    takes_part(family, admission.worker_id, day(now))
    _goes_on_from(row, programme, by, now)
    if admission.intake_on and programme.intake:
        row.status = Enrolment.Status.INTAKE
        _look(row, programme.intake.names, admission.intake_on, by, now)
    elif admission.waiting:
        _wait(row, programme, by, now)
    else:
        _start(row, by, now, admission.first_due_on)
    return row


def _in_force(family: Family, programme_id: str, today: date) -> Version:
    found = agreements.versions(family.region_id, [Version.Kind.PROGRAMME], today)
    version = next((one for one in found if one.content_id == programme_id), None)
    if version is None:
        raise NotNow(text("Dit programma is hier niet van kracht."), field="programme_id")
    return version


def _may_enrol(family: Family, programme: Programme, person_id: int) -> None:
    if not programme.is_delivered:
        raise NotNow(text("Van dit programma staat nog niet vast hoe het gaat."), field="programme_id")
    if not family.cases.filter(status=Case.Status.OPEN).exists():
        raise NotNow(text("Open eerst een dossier met een regiehouder; dan kan het programma beginnen."))
    if not family.members.filter(person_id=person_id, ends_on=None).exclude(part=FamilyMember.Part.CHILD).exists():
        raise NotNow(text("Kies een ouder uit dit gezin."), field="person_id")
    running = family.enrolments.filter(programme_id=programme.id, person_id=person_id)
    if running.exclude(status=Enrolment.Status.ENDED).exists():
        raise NotNow(text("Deze ouder doet al mee aan dit programma."), field="programme_id")


def _pregnancy(person_id: int, programme: Programme) -> Pregnancy | None:
    """The newest; one that was lost before is not what it is about."""
    if not programme.starts_from_birth_or_pregnancy:
        return None
    found = Pregnancy.objects.filter(mother_id=person_id, outcome__in=["ongoing", "born"])
    return found.order_by("-due_date").first()


def _ground(programme: Programme, ground: str) -> str:
    """Work that nobody asked for begins with its ground, before the first contact (domain.md 3)."""
    if programme.grounds and ground not in {one.id for one in programme.grounds}:
        raise NotNow(text("Kies op welke grond u begint. Dat staat vast vóór het eerste contact."), field="ground")
    return ground


def _social_contact(row: Enrolment, programme: Programme, admission: Admission, today: date) -> None:
    """Source text 000: the link with the local team is named, or it is said why there is none."""
    who = admission.social_contact_id
    row.no_social_contact = "" if who else admission.no_social_contact.strip()
    if who:
        row.social_contact = working(who, row.family.region_id, today, field="social_contact_id")
    elif programme.social_contact and not row.no_social_contact:
        reason = text("Noem een contactpersoon in het sociaal domein, of schrijf waarom die er niet is.")
        raise NotNow(reason, field="social_contact_id")


def _goes_on_from(row: Enrolment, programme: Programme, by: Actor, now: datetime) -> None:
    """It follows on another programme: the task to talk about that is done."""
    before = Enrolment.objects.filter(person_id=row.person_id, follow_promise__status=Promise.Status.OPEN)
    for one in before.exclude(pk=row.pk).select_related("version", "follow_promise"):
        if programme.id in {follow.programme for follow in programme_of(one.version).follows}:
            keep(one.follow_promise_id, by=by, now=now, result=programme.names.nl)


def _wait(row: Enrolment, programme: Programme, by: Actor, now: datetime) -> None:
    """A place on the list is a dated look too."""
    what = text("Kijken of er plaats is in %(programme)s", programme=programme.names)
    _look(row, what, add_working_days(day(now), WAITS_FOR), by, now)


def _look(row: Enrolment, what: Spoken, due_on: date, by: Actor, now: datetime) -> None:
    let_go_of_promise(row, by, now, dutch(what))
    kind = Promise.Kind.CHECK
    facts = {"owner_id": row.worker_id, "what": what, "due_on": due_on, "kind": kind}
    row.promise_id = promise(row.family_id, by=by, now=now, **facts)
    row.save(update_fields=["promise", "status"])


@action(needs=Permission.DELIVER_PROGRAMME, about="programmes.Enrolment")
def start(
    row: Enrolment,
    *,
    by: Actor,
    now: datetime,
    worker_id: int,
    worker_reason: str = "",
    first_due_on: date | None = None,
    arrival_reason: str = "",
    waiting: bool = False,
) -> Enrolment:
    """From the first visit or the waiting list to a worker, with a date for the first contact; or on to the waiting list. What the
    tables say after the first visit is asked around it (decisions.start_by_tables)."""
    if not waiting:
        allocate(row, worker_id, worker_reason, day(now))
    row.arrival_reason = arrival_reason.strip() or row.arrival_reason
    takes_part(row.family, worker_id, day(now))
    if waiting:
        row.status = states.move(states.ENROLMENT, row.status, to="waiting")
        row.save()
        _wait(row, programme_of(row.version), by, now)
    else:
        _start(row, by, now, first_due_on)
    return row


def _start(row: Enrolment, by: Actor, now: datetime, first_due_on: date | None) -> None:
    row.status = states.move(states.ENROLMENT, row.status, to="active", owner=row.worker_id)
    row.enrolled_on = day(now)
    facts = known(row, day(now))
    found = arrival(programme_of(row.version), facts)
    if found in {Arrival.LATE, Arrival.EARLY} and not row.arrival_reason:
        late = text("Zij begint buiten de periode van dit programma. Schrijf waarom dit toch past.")
        raise NotNow(late, field="arrival_reason")
    row.arrival = found
    steps = programme_of(row.version).steps
    row.step = row.step or (steps[0].id if steps else "")
    row.save()
    asked = asked_for(row, facts)
    due_on = first_due_on or (asked.due if asked else None)
    if due_on is None:
        raise NotNow(text("Kies wanneer het eerste contact is."), field="first_due_on")
    plan_contact(row, by, now, due_on=due_on, agreed=first_due_on is not None)


@action(needs=Permission.DELIVER_PROGRAMME, about="programmes.Enrolment")
def change_worker(row: Enrolment, *, by: Actor, now: datetime, worker_id: int, worker_reason: str = "") -> Enrolment:
    """Another fixed worker for this family, with the next contact. The trail keeps who it was."""
    if row.status == Enrolment.Status.ENDED:
        raise NotNow(text("Dit programma loopt nu niet voor deze ouder."))
    allocate(row, worker_id, worker_reason, day(now))
    details(becomes=worker_id)
    row.save(update_fields=["worker", "worker_reason"])
    leave_when_of_another(row, day(now))
    takes_part(row.family, worker_id, day(now))
    for contact in row.contacts.filter(status=Contact.Status.PLANNED):
        contact.worker_id = worker_id
        contact.save(update_fields=["worker"])
        pass_on(contact.promise_id, by=by, now=now, owner_id=worker_id)
    for task in (row.promise, row.follow_promise):
        if task is not None and task.status == Promise.Status.OPEN:
            pass_on(task.pk, by=by, now=now, owner_id=worker_id)
    return row


@action(needs=Permission.DELIVER_PROGRAMME, about="programmes.Enrolment")
def end(row: Enrolment, *, by: Actor, now: datetime, ending: str, why: str, handed_to: str = "") -> Enrolment:
    """End it for this parent: with one of the endings of the programme and a reason. Whoever leads the family is told. Handed over is
    only what somebody elsewhere confirmed."""
    chosen = next((one for one in programme_of(row.version).endings if one.id == ending), None)
    if chosen is None:
        raise NotNow(text("Kies hoe het eindigde."), field="ending")
    if not why.strip() or by.professional_id is None:
        raise NotNow(text("Schrijf waarom het eindigt."), field="why")
    _may_end_so(row, chosen, handed_to, day(now))
    row.status = states.move(states.ENROLMENT, row.status, to="ended", ending=ending)
    row.ended_on, row.ended_by_id, row.ending = day(now), by.professional_id, ending
    row.ended_as, row.ended_why, row.handed_to = chosen.counts_as, why.strip(), handed_to.strip()
    row.save()
    for contact in row.contacts.filter(status=Contact.Status.PLANNED):
        drop(contact, by, now, chosen.names.nl)
    leave(row, day(now))
    let_go_of_promise(row, by, now, chosen.names.nl)
    if row.follow_promise is not None and row.follow_promise.status == Promise.Status.OPEN:
        withdraw(row.follow_promise_id, by=by, now=now, reason=chosen.names.nl)
    _lead_looks(row, by, now)
    return row


def _may_end_so(row: Enrolment, chosen: Finish, handed_to: str, today: date) -> None:
    if chosen.counts_as == Outlook.HANDED_OVER and not handed_to.strip():
        reason = text("Schrijf wie het overnam en dat bevestigde. Tot dan blijft u de vaste medewerker.")
        raise NotNow(reason, field="handed_to")
    first_day = may_end_from(chosen, known(row, today))
    if first_day is None:
        raise NotNow(text("Zo eindigen kan pas na de geboorte. Kies hoe het nu eindigt."), field="ending")
    if today < first_day:
        why_not = text("Zo eindigen kan vanaf %(day)s. Kies hoe het nu eindigt, of rond het dan af.", day=first_day)
        raise NotNow(why_not, field="ending")
    missing = set(chosen.after) - set(row.marks.values_list("code", flat=True))
    names = [one.names.nl for one in programme_of(row.version).milestones if one.id in missing]
    if missing:
        raise NotNow(text("Noteer eerst de mijlpaal: %(what)s.", what=", ".join(names)), field="ending")


def _lead_looks(row: Enrolment, by: Actor, now: datetime) -> None:
    """The lead is told; and when this was the last task of the family, asked to look what it needs now."""
    case = Case.objects.filter(family_id=row.family_id, status=Case.Status.OPEN).first()
    if case is None:
        return
    said = text("Een programma van een gezin is geëindigd.")
    tell(
        {case.lead_id},
        kind="programme",
        message=said,
        now=now,
        family_id=row.family_id,
        thing=row,
        but=by.professional_id,
    )
    if not Promise.objects.filter(family_id=row.family_id, status=Promise.Status.OPEN).exists():
        what, due_on = text("Bespreken wat het gezin nu nodig heeft"), add_working_days(day(now), LOOK_WITHIN)
        promise(row.family_id, by=by, now=now, owner_id=case.lead_id, what=what, due_on=due_on, kind=Promise.Kind.CHECK)
