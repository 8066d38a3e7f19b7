"""Content files as versions: put in force, replaced, never edited."""

import shutil
from datetime import timedelta

import pytest
from django.conf import settings

from sluitend.care.agreements import queries
from sluitend.care.agreements.actions import put_in_force
from sluitend.care.agreements.models import Version
from sluitend.care.network.models import Region
from sluitend.care.network.queries import system_actor
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.content import ContentError, FactorKind
from sluitend.core.promise import Rung
from sluitend.core.roles import Role

REGION = "gelderland-midden"


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(settings.CONTENT, tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture
def region(db):
    return Region.objects.create(slug=REGION, name="Gelderland-Midden")


def load(region, folder, now):
    return put_in_force(region.pk, by=system_actor(region.pk), now=now, folder=folder)


def change(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_the_shipped_content_comes_in_force(region, folder, now, today):
    load(region, folder, now)
    factors = queries.factors(region.pk, today)
    assert {factor.kind for factor in factors} == set(FactorKind)
    assert queries.terms(region.pk, today).acute.amount == 0
    assert queries.ladder(region.pk, today).days[0][0] is Rung.OWNER
    assert queries.pathways_in_force(region.pk, today)
    assert "voorzorg" in queries.programmes(region.pk, today)


def test_loading_the_same_again_adds_nothing(region, folder, now):
    load(region, folder, now)
    before = list(Version.objects.order_by("pk").values_list("pk", "replaced_on"))
    load(region, folder, now + timedelta(days=3))
    assert list(Version.objects.order_by("pk").values_list("pk", "replaced_on")) == before


def test_a_changed_file_follows_the_old_one_and_both_can_be_read(region, folder, now, today):
    load(region, folder, now)
    change(folder / "factors" / "smokes.yaml", "nl: ", "nl: Echt ")
    later = now + timedelta(days=3)
    load(region, folder, later)
    versions = Version.objects.filter(content_id="smokes").order_by("number")
    assert [(v.number, v.replaced_on) for v in versions] == [(1, later.date()), (2, None)]

    def label(day):
        return next(f.labels.nl for f in queries.factors(region.pk, day) if f.id == "smokes")

    assert label(later.date()) == "Echt " + label(today)


def test_what_is_no_longer_used_goes_out_of_force(region, folder, now, today):
    load(region, folder, now)
    change(folder / "regions" / f"{REGION}.yaml", "  - empo\n", "")
    later = now + timedelta(days=1)
    load(region, folder, later)
    assert "empo" in {row.id for row in queries.instruments(region.pk, today)}
    assert "empo" not in {row.id for row in queries.instruments(region.pk, later.date())}


def test_a_wrong_file_stores_nothing_and_every_error_is_named(region, folder, now):
    change(folder / "factors" / "smokes.yaml", "kind: risk", "kind: rysk")
    change(folder / "factors" / "refugee.yaml", "labels:", "label:")
    with pytest.raises(ContentError) as wrong:
        load(region, folder, now)
    files = {problem.file for problem in wrong.value.problems}
    assert files == {"factors/smokes.yaml", "factors/refugee.yaml"}
    assert not Version.objects.exists()


def test_a_missing_file_is_named(region, folder, now):
    (folder / "factors" / "smokes.yaml").unlink()
    with pytest.raises(ContentError, match="smokes"):
        load(region, folder, now)


def test_a_file_that_is_no_yaml_is_named(region, folder, now):
    (folder / "factors" / "smokes.yaml").write_text("id: [")
    with pytest.raises(ContentError, match="smokes"):
        load(region, folder, now)


def test_a_midwife_does_not_put_agreements_in_force(world, midwife, now):
    with pytest.raises(NotAllowed):
        put_in_force(world.region.pk, by=world.actor(midwife), now=now, folder=settings.CONTENT, own=REGION)


def test_the_project_leader_does(world, now):
    leader = world.professional("Pia Leider", world.social, Role.PROJECT_LEADER)
    put_in_force(world.region.pk, by=world.actor(leader), now=now, folder=settings.CONTENT, own=REGION)
    assert Version.objects.filter(number__gt=1).count() == 0


def test_a_region_without_agreements_says_so(region, today):
    with pytest.raises(NotNow, match="afspraken"):
        queries.terms(region.pk, today)


def test_reading_what_was_read_before_costs_one_statement(world, today, django_assert_num_queries):
    queries.factors(world.region.pk, today)
    with django_assert_num_queries(1):
        queries.factors(world.region.pk, today)


def test_the_rungs_of_this_region_count_working_days(world, today):
    friday = today + timedelta(days=4)
    ladder = queries.ladder(world.region.pk, today)
    assert Rung.STAND_IN not in ladder.knows(friday, friday + timedelta(days=3))
    assert Rung.STAND_IN in ladder.knows(friday, friday + timedelta(days=4))
