"""A caseload from a spreadsheet becomes families with a lead and a next step; twice adds nothing; a dry run changes nothing."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from sluitend.care.agreements.models import Version
from sluitend.care.consent.models import Ground
from sluitend.care.coordination.actions import remember_columns, take_caseload, take_line
from sluitend.care.coordination.models import Case, CaseloadRow, CaseloadSheet
from sluitend.care.coordination.queries.caseload import known_line, read_sheet
from sluitend.care.followup.models import ContactAttempt, Promise
from sluitend.care.monitoring.actions import prove
from sluitend.care.monitoring.queries import leaks
from sluitend.care.network.models import Municipality
from sluitend.care.network.queries import system_actor
from sluitend.care.observations.models import Observation
from sluitend.care.people.models import Family, FamilyMember, Involvement, Person, Pregnancy
from sluitend.care.trail.models import Entry
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.caseload_sheet import Column, to_correct
from sluitend.core.roles import Role
from sluitend.outside import spreadsheet

SHARED = Path(settings.ROOT).parent / "shared" / "data"
HEADERS = [
    "Naam moeder",
    "Geb.datum",
    "à terme / geboren",
    "Gemeente",
    "Verl. praktijk",
    "Telefoon",
    "Zorgen",
    "Regiehouder",
    "Laatste contact",
    "Volgende stap",
    "Wanneer",
    "Toestemming?",
    "VoorZorg",
]
GOOD = [
    "Ans van Duin",
    "14-9-1990",
    "19-2-2027",
    "Waterstad",
    "De Brug",
    "06-12345678",
    "schulden",
    "C. Regie (CJG)",
    "1-11-2026",
    "huisbezoek",
    "2-12-2026",
    "ja",
    "aangemeld",
]


def row(**cells):
    """The good row with some cells changed, by the first letters of the header."""
    changed = list(GOOD)
    for start, value in cells.items():
        changed[next(i for i, header in enumerate(HEADERS) if header.lower().startswith(start))] = value
    return changed


@pytest.fixture
def by(world, coordinator, colleague):
    """Noor brings the list in; Cor is named in it."""
    return world.actor(colleague)


@pytest.fixture
def take(world, by, now):
    def taken(*rows, **more):
        sheet = read_sheet(world.social.pk, [["Onze zwangeren"], HEADERS, *rows], by=by, now=now)
        return take_caseload(world.social.pk, sheet, by=by, now=now, **more)

    return taken


def counts():
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def reasons(report, refuses=True):
    return [(p.row, p.column, str(p.reason)) for p in report.problems if p.refuses is refuses]


def proved(world, now):
    proof = prove(world.region.pk, by=system_actor(world.region.pk), now=now, clock=lambda: now)
    return leaks(proof)


def test_a_row_becomes_a_family_with_a_lead_and_a_next_step(take, coordinator, today):
    report = take(row())
    assert (report.taken, report.refused, report.problems) == ((3,), (), ())
    case = Case.objects.get()
    mother = Person.objects.get(memberships__part=FamilyMember.Part.MOTHER)
    assert (mother.given_name, mother.family_name, mother.birth_date) == ("Ans", "van Duin", date(1990, 9, 14))
    assert (case.lead, case.family.name, case.municipality.name) == (coordinator, "van Duin", "Waterstad")
    assert (case.next_what, case.next_due_on, case.next_owner) == ("huisbezoek", date(2026, 12, 2), coordinator)
    assert Pregnancy.objects.get().due_date == date(2027, 2, 19)
    assert mother.phone == "+31612345678"


def test_who_brings_it_in_is_not_involved_with_the_families_of_others(take, coordinator):
    take(row())
    assert set(Involvement.objects.values_list("professional", "role")) == {(coordinator.pk, "lead")}


def test_what_the_list_says_is_kept_as_dated_facts(take, today, colleague):
    take(row())
    concerns, rest = Observation.objects.order_by("pk")
    assert concerns.note == "schulden"
    assert rest.note == "Uit de oude lijst:\nVerl. praktijk: De Brug\nVoorZorg: aangemeld"
    contact = ContactAttempt.objects.get()
    assert (contact.at.date(), contact.result, contact.by) == (date(2026, 11, 1), "reached", colleague)
    assert "oude lijst" in contact.note


def test_a_child_that_was_born_gets_its_own_record(take):
    take(row(à="1-6-2026 geboren"))
    assert FamilyMember.objects.get(part="child").person.birth_date == date(2026, 6, 1)
    assert not Pregnancy.objects.exists()


def test_a_yes_of_the_list_is_recorded_as_still_to_be_confirmed(take, world):
    take(row())
    ground = Ground.objects.get()
    assert (ground.refused, ground.receiver, ground.data_kinds) == (False, world.social, ["contact"])
    assert "nog te bevestigen" in ground.purpose
    assert "Vraag het haar opnieuw" in ground.explained


def test_a_no_is_a_refusal_and_a_question_mark_is_nothing(take):
    take(row(toestemming="nee"), row(naam="Bo Kuik", tel="", toestemming="?"))
    assert Ground.objects.get().refused


def test_a_yes_of_a_girl_under_sixteen_is_no_consent_but_a_note(take, today):
    take(row(geb=(today - timedelta(days=15 * 365)).strftime("%d-%m-%Y")))
    assert not Ground.objects.exists()
    assert "ouders met gezag" in Observation.objects.order_by("pk").last().note


def test_never_phone_and_remarks_beside_the_number_are_kept(take):
    take(row(tel="niet bellen!!"), row(naam="Bo Kuik", tel="06 87654321 (alleen overdag)"))
    first, second = Person.objects.order_by("pk")
    assert (first.never_phone, first.phone) == (True, "")
    assert (second.never_phone, second.safe_contact) == (False, "alleen overdag")


@pytest.mark.parametrize(
    ("cells", "what", "kept"),
    [
        ({"volg": "bellen", "wanneer": "na de zomer"}, "Kijk opnieuw: bellen", "Wanneer: na de zomer"),
        ({"volg": "bellen", "wanneer": "1-10-2026"}, "Kijk opnieuw: bellen", "bellen 2026-10-01"),
        ({"volg": "", "wanneer": ""}, "Kijk opnieuw", "VoorZorg"),
        ({"volg": "b" * 400, "wanneer": ""}, "Kijk opnieuw: " + "b" * 286, "b" * 400),
    ],
)
def test_without_a_date_that_can_come_somebody_looks_again_within_the_term(take, today, cells, what, kept):
    take(row(**cells))
    promise = Promise.objects.get()
    assert (promise.what, today < promise.due_on <= today + timedelta(days=7)) == (what, True)
    assert kept in Observation.objects.order_by("pk").last().note


def test_a_long_next_step_with_a_date_is_cut_and_kept_whole_in_the_note(take):
    take(row(volg="b" * 400))
    assert len(Promise.objects.get().what) == 300
    assert "b" * 400 in Observation.objects.order_by("pk").last().note


@pytest.mark.parametrize("name", ["Kroon", "nog te bepalen", ""])
def test_without_a_known_coordinator_who_brings_it_in_leads_and_it_is_listed(take, colleague, name):
    report = take(row(regie=name))
    assert Case.objects.get().lead == colleague
    assert (3, "Regiehouder", "de regie komt bij Noor Collega") in reasons(report, refuses=False)


def test_a_colleague_with_a_last_day_gets_no_families(world, take, colleague, today):
    world.professional("Vera Vertrek", world.social, Role.CASE_COORDINATOR, ends_on=today + timedelta(days=30))
    take(row(regie="Vera Vertrek"))
    assert Case.objects.get().lead == colleague


def test_bringing_in_twice_adds_nothing(take):
    rows = [row(), row(naam="Bo Kuik", geb="", tel=""), row(naam="Cas Kuik", geb="", tel="", à="1-6-2026 geb")]
    assert take(*rows).taken == (3, 4, 5)
    before = {name: count for name, count in counts().items() if name != "trail.Entry"}
    again = take(*rows)
    assert (again.taken, [one.row for one in again.known], again.refused) == ((), [3, 4, 5], ())
    assert {name: count for name, count in counts().items() if name != "trail.Entry"} == before


def test_a_row_that_changed_since_is_still_the_same_family(take, coordinator):
    take(row())
    again = take(row(volg="iets anders", tel="", à="20-2-2027", naam="ANS VAN DUIN"), row(geb="", volg="x"))
    assert [(one.row, one.lead) for one in again.known] == [(3, coordinator.name), (4, coordinator.name)]


def test_a_family_that_is_known_here_is_not_doubled_and_its_lead_is_named(world, take, by, now, coordinator):
    take(row())
    CaseloadRow.objects.all().delete()
    again = take(row())
    assert [(one.row, one.lead) for one in again.known] == [(3, "Cor Regie")]
    assert [str(reason) for reason in again.known[0].reasons] == [
        "naam en geboortedatum zijn gelijk",
        "het telefoonnummer is gelijk",
    ]
    assert Family.objects.count() == 1
    look = Entry.objects.filter(kind="look", action="coordination.known_line").latest("pk")
    assert look.details == {"families": [Family.objects.get().pk]}


def test_a_phone_alone_is_no_proof_that_it_is_she(take):
    take(row())
    assert take(row(naam="Bo Kuik", geb="1-1-1999")).taken == (3,)


def test_a_dry_run_gives_the_same_report_and_leaves_every_table_as_it_was(take):
    rows = [row(), row(naam="Bo Kuik", tel="", wanneer="z.s.m."), row(naam="Cas", gemeente="Elders")]
    before = counts()
    dry = take(*rows, dry_run=True)
    assert counts() == before
    real = take(*rows)
    assert dry == real
    assert (real.taken, real.refused) == ((3, 4), (5,))


def test_one_bad_row_never_stops_the_others_and_leaves_nothing_half(take, world):
    Municipality.objects.filter(cbs_code="GM9002").update(name="Verhuisd")
    sheet_rows = [row(), row(naam="Bo Kuik", tel="06 12345679 (" + "x" * 201 + ")"), row(naam="Cas Kuik", tel="")]
    report = take(*sheet_rows)
    assert (report.taken, report.refused) == ((3, 5), (4,))
    assert reasons(report) == [(4, "Telefoon", "Gebruik hoogstens 200 tekens. Dit zijn er 201.")]
    assert Person.objects.count() == Family.objects.count() == Case.objects.count() == 2


def test_refused_rows_go_out_are_corrected_and_only_they_are_taken(take, world, by, now):
    rows = [["Onze zwangeren"], HEADERS, row(), row(naam="Bo Kuik", tel="", gemeente="Elders")]
    report = take(*rows[2:])
    out = to_correct(rows, report.sheet)
    assert [line[0] for line in out] == ["Naam moeder", "Bo Kuik"]
    out[1][3] = "Zandstad"
    kept = spreadsheet.read(spreadsheet.write(out, "xlsx"), "xlsx").rows
    again = take_caseload(world.social.pk, read_sheet(world.social.pk, kept, by=by, now=now), by=by, now=now)
    assert (again.taken, again.known, again.refused) == ((2,), (), ())
    assert Family.objects.count() == 2


def test_the_columns_are_remembered_per_organisation(world, by, now):
    remember_columns(world.social.pk, by=by, now=now, mapping={"kleur": Column.CONCERNS})
    rows = [["Naam", "Gemeente", "Kleur", "Tel"], ["Ans Duin", "Waterstad", "rood", ""]]
    assert read_sheet(world.social.pk, rows, by=by, now=now).lines[0].concerns == "rood"
    chosen = read_sheet(world.social.pk, rows, by=by, now=now, chosen={"kleur": None})
    assert chosen.lines[0].notes == ("Kleur: rood",)
    take_caseload(world.social.pk, chosen, by=by, now=now)
    assert CaseloadSheet.objects.get().mapping["kleur"] is None


def test_who_may_not_bring_in_is_refused(world, now, midwife, by):
    sheet = read_sheet(world.social.pk, [HEADERS, row()], by=by, now=now)
    with pytest.raises(NotAllowed):
        take_caseload(world.social.pk, sheet, by=world.actor(midwife), now=now)
    nurse = world.professional("Kraam Hulp", world.social, Role.MATERNITY_NURSE)
    with pytest.raises(NotAllowed):
        read_sheet(world.social.pk, [HEADERS, row()], by=world.actor(nurse), now=now)
    assert not Case.objects.exists()


def test_an_administrator_cannot_become_the_lead(world, now, coordinator):
    keeper = world.actor(world.professional("Bea Beheer", world.practice, Role.ADMINISTRATOR))
    sheet = read_sheet(world.social.pk, [HEADERS, row(), row(naam="Bo Kuik", tel="", regie="")], by=keeper, now=now)
    report = take_caseload(world.social.pk, sheet, by=keeper, now=now)
    assert (report.taken, report.refused) == ((2,), (3,))
    assert reasons(report) == [(3, "Regiehouder", "noem een regiehouder die hier werkt en gezinnen begeleidt")]


def test_a_line_is_taken_once_also_when_two_people_bring_it_in(world, by, now):
    (line,) = read_sheet(world.social.pk, [HEADERS, row()], by=by, now=now).lines
    take_line(world.social.pk, by=by, now=now, line=line, headers={})
    with pytest.raises(NotNow, match="intussen"):
        take_line(world.social.pk, by=by, now=now, line=line, headers={})
    assert len(known_line(line, by=by, now=now, organisation_id=world.social.pk)) == 1


def test_the_closing_rules_hold_afterwards(world, take, now):
    take(row(), row(naam="Bo Kuik", tel="", wanneer="wk 3", regie=""))
    assert proved(world, now) == []


@pytest.fixture
def real_towns(world):
    """The municipalities that the example lists; the organisation works with the people it names, and one in spare."""
    agreed = Version.objects.get(kind=Version.Kind.REGION)
    for code, name in (line.split(";") for line in TOWNS.split()):
        Municipality.objects.create(region=world.region, cbs_code=code, name=name)
    for name in ("Marieke van Dalen", "Karim Smeets", "Aisha Kroon"):
        world.professional(name, world.social, Role.CASE_COORDINATOR)
    return agreed


TOWNS = "GM0202;Arnhem GM0221;Doesburg GM0226;Duiven GM0275;Rheden GM0293;Westervoort GM0299;Zevenaar"


# (taken, known already, refused, totals and empty rows); the xlsx is another list than the csv.
@pytest.mark.parametrize(("kind", "numbers"), [("csv", (49, 0, 15, 1)), ("xlsx", (51, 0, 13, 0))])
def test_the_example_list(world, real_towns, by, now, kind, numbers):
    file = SHARED / f"caseload-example.{kind}"
    if not file.exists():
        pytest.skip("../shared/data is not on this machine")
    table = spreadsheet.read(file.read_bytes(), kind)
    sheet = read_sheet(world.social.pk, table.rows, by=by, now=now)
    before = counts()
    dry = take_caseload(world.social.pk, sheet, by=by, now=now, dry_run=True)
    assert counts() == before
    report = take_caseload(world.social.pk, sheet, by=by, now=now)
    assert report == dry
    assert (len(report.taken), len(report.known), len(report.refused), len(report.sheet.skipped)) == numbers
    assert Case.objects.filter(status="open").count() == len(report.taken)
    assert proved(world, now) == []
    again = take_caseload(world.social.pk, sheet, by=by, now=now)
    assert (again.taken, len(again.known)) == ((), len(report.taken))
    corrected = spreadsheet.read(spreadsheet.write(to_correct(table.rows, report.sheet), kind), kind)
    assert len(corrected.rows) == 1 + len(report.refused)
    fed = read_sheet(world.social.pk, corrected.rows, by=by, now=now)
    assert take_caseload(world.social.pk, fed, by=by, now=now).taken == ()
