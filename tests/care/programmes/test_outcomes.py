"""The indicators of a region: what anybody with the role reads without a name, and what stays hidden."""

import pytest

from sluitend.care.network.models import Coalition
from sluitend.care.programmes.models import Enrolment, Measured
from sluitend.care.programmes.queries import outcomes, programmes_of
from sluitend.core.access import NotAllowed
from sluitend.core.roles import Role
from tests.care.conftest import NOW, TODAY
from tests.care.programmes.test_numbers import many

pytestmark = pytest.mark.django_db


@pytest.fixture
def policy_officer(world):
    return world.actor(world.professional("Bea Beleid", world.youth_care, Role.POLICY_OFFICER))


def smoking(number, yes):
    rows = Enrolment.objects.order_by("pk")[:number]
    facts = {"measurement": "smokes", "moment": "pregnancy + 32 weeks", "on": TODAY}
    Measured.objects.bulk_create(
        Measured(enrolment=row, value="yes" if at < yes else "no", **facts) for at, row in enumerate(rows)
    )


def row(found, name):
    return next(one for one in found.rows if one.indicator.id == name)


def test_each_indicator_of_a_programme_has_a_whole_places_and_years(world, youth_nurse, policy_officer):
    many(world, youth_nurse, 25)
    smoking(24, yes=11)
    found = outcomes(by=policy_officer, now=NOW, programme_id="voorzorg")
    one = row(found, "voorzorg_smoking_in_pregnancy")
    assert (one.whole.count.part, one.whole.count.whole) == (11, 24)
    assert [(name, part.value) for name, part in one.places] == [("Waterstad", 46), ("Zandstad", None)]
    assert [name for name, _ in one.years] == ["2022", "2023", "2024", "2025", "2026"]
    assert len(found.rows) == 19
    assert "bemoeizorg" in {programme.id for programme in found.programmes}


def test_few_families_are_hidden_in_every_way(world, youth_nurse, policy_officer):
    many(world, youth_nurse, 9)
    smoking(9, yes=4)
    one = row(outcomes(by=policy_officer, now=NOW, programme_id="voorzorg"), "voorzorg_smoking_in_pregnancy")
    assert one.whole is None
    assert dict(one.places)["Waterstad"] is None
    assert dict(one.years)["2026"] is None


def test_a_region_that_shows_larger_numbers_only_has_its_way(world, youth_nurse, policy_officer):
    world.agree(hide_counts_below=13)
    many(world, youth_nurse, 12)
    smoking(12, yes=12)
    found = outcomes(by=policy_officer, now=NOW, programme_id="voorzorg")
    assert (found.below, row(found, "voorzorg_smoking_in_pregnancy").whole) == (13, None)


def test_a_coalition_narrows_the_municipalities_and_never_the_whole(world, youth_nurse, policy_officer):
    many(world, youth_nurse, 12)
    smoking(12, yes=12)
    coalition = Coalition.objects.create(region=world.region, name="Coalitie Waterstad")
    coalition.municipalities.add(world.town)
    found = outcomes(by=policy_officer, now=NOW, programme_id="voorzorg", coalition_id=coalition.pk)
    one = row(found, "voorzorg_smoking_in_pregnancy")
    assert ([name for name, _ in one.places], one.whole.count.whole) == (["Waterstad"], 12)
    assert outcomes(by=policy_officer, now=NOW, coalition_id=987_654).coalition_id is None


def test_the_number_of_statements_does_not_grow_and_who_knows_families_has_no_such_page(
    world, by, youth_nurse, policy_officer, django_assert_max_num_queries
):
    many(world, youth_nurse, 5)
    outcomes(by=policy_officer, now=NOW, programme_id="voorzorg")
    with django_assert_max_num_queries(11):
        outcomes(by=policy_officer, now=NOW, programme_id="voorzorg")
    with pytest.raises(NotAllowed):
        outcomes(by=by, now=NOW)


def test_a_report_to_veilig_thuis_only_counts_and_nobody_reads_it(enrol, by):
    made = enrol(first_due_on=TODAY)
    made.pregnancy.outcome, made.pregnancy.ended_on = "born", TODAY
    made.pregnancy.save()
    facts = {"measurement": "report_to_veilig_thuis", "moment": "birth + 12 months", "on": TODAY}
    Measured.objects.create(enrolment=made, value="reported", **facts)
    (view,) = programmes_of(made.family_id, by=by, now=NOW)
    shown = [one.value for one in view.measured if one.measurement.id == "report_to_veilig_thuis"]
    assert shown == ["noted", ""]
