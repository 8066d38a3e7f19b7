"""An update of the program and what people agreed: theirs stays in force, the new text is offered beside it."""

import shutil
from datetime import timedelta

import pytest
import yaml
from django.conf import settings

from sluitend.care.agreements import actions, queries
from sluitend.care.agreements.models import Draft, Starter, Version
from sluitend.care.network.models import Coalition
from sluitend.care.network.queries import system_actor
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.content import ContentError
from sluitend.core.roles import Role
from tests.care.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db
TABLE, FOLLOWED = "prenatal_home_visit", "voorzorg_stage_1"
REGION = "gelderland-midden"
LATER = NOW + timedelta(days=3)
OLD, THEIRS = "Alles is vrijwillig.", "Dat mag, alles is vrijwillig."


@pytest.fixture
def folder(tmp_path):
    """The shipped content of a region that works with two tables."""
    made = shutil.copytree(settings.CONTENT, tmp_path / "content")
    _use(made, [TABLE, FOLLOWED])
    return made


def _use(folder, names):
    path = folder / "regions" / f"{REGION}.yaml"
    region = yaml.safe_load(path.read_text())
    region["in_use"] |= {place: [] for place in region["in_use"]} | {"tables": names}
    path.write_text(yaml.safe_dump(region, allow_unicode=True))


@pytest.fixture
def adviser(world):
    return world.actor(world.professional("Ada Advies", world.social, Role.PROJECT_LEADER))


@pytest.fixture
def other(world):
    return world.actor(world.professional("Cas Regie", world.social, Role.CASE_COORDINATOR))


@pytest.fixture
def lead(world):
    return world.actor(world.professional("Lea Leider", world.social, Role.TEAM_LEAD))


@pytest.fixture
def agree(world, adviser, other, lead):
    """Let people agree on a text of their own, or take a draft that lies there."""

    def run(coalition=None, draft=None, old=OLD, new=THEIRS):
        facts = {"kind": "table", "content_id": TABLE, "coalition_id": coalition and coalition.pk}
        pk = draft or actions.start_draft(world.region.pk, by=adviser, now=NOW, **facts)
        found = Draft.objects.get(pk=pk)
        texts = {"body": found.body.replace(old, new), "examples": found.examples}
        actions.save(pk, by=adviser, now=NOW, number=found.number, **texts)
        actions.propose(pk, by=adviser, now=NOW, in_force_from=TODAY, why="Zo zeggen wij het.")
        actions.assent(pk, by=other, now=NOW, level="execution")
        actions.assent(pk, by=lead, now=NOW, level="organisation")
        return Draft.objects.get(pk=pk)

    return run


def update(world, folder, now=LATER, **more):
    actions.put_in_force(world.region.pk, by=system_actor(world.region.pk), now=now, folder=folder, own=REGION, **more)


def rewrite(folder, name, old, new):
    path = folder / "tables" / f"{name}.dmn"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def in_force(world, name=TABLE, coalition=None):
    return Version.objects.get(
        kind="table", content_id=name, coalition=coalition, replaced_on=None, region=world.region
    )


def offered(adviser, coalition=None):
    return [row.content_id for row in queries.starters(coalition and coalition.pk, by=adviser, now=LATER)]


def test_what_people_agreed_stays_in_force_and_the_new_text_is_offered(world, folder, adviser, agree):
    agree()
    rewrite(folder, TABLE, OLD, "Dit is vrijwillig.")
    rewrite(folder, FOLLOWED, "<question>", "<question>Nieuw: ")
    update(world, folder)
    assert THEIRS in in_force(world).body
    assert "Nieuw: " in in_force(world, FOLLOWED).body
    assert offered(adviser) == [TABLE]
    page = queries.starter(Starter.objects.get().pk, by=adviser, now=LATER)
    (new,), (change,) = ([row.cells for row in one.table.rows] for one in (page.new, page.would_change))
    assert (OLD in new[0].before, THEIRS in change[0].before) == (True, True)
    assert "Dit is vrijwillig." in new[0].after == change[0].after


def test_an_update_that_says_nothing_new_offers_nothing(world, folder, adviser, agree):
    agree()
    update(world, folder)
    assert THEIRS in in_force(world).body
    assert offered(adviser) == []


def test_the_same_update_twice_offers_once_and_a_later_one_takes_its_place(world, folder, adviser, agree):
    agree()
    rewrite(folder, TABLE, OLD, "Dit is vrijwillig.")
    update(world, folder)
    update(world, folder, LATER + timedelta(days=1))
    assert Starter.objects.count() == 1
    rewrite(folder, TABLE, "Dit is vrijwillig.", "Het hoeft niet.")
    update(world, folder, LATER + timedelta(days=2))
    assert [row.replaced_at is None for row in Starter.objects.order_by("pk")] == [False, True]
    rewrite(folder, TABLE, "Het hoeft niet.", OLD)
    update(world, folder, LATER + timedelta(days=3))
    assert offered(adviser) == []


def test_it_is_opened_as_a_draft_and_holds_when_everybody_said_yes(world, folder, adviser, agree):
    agree()
    rewrite(folder, TABLE, OLD, "Dit is vrijwillig.")
    update(world, folder)
    pk = actions.open_starter(Starter.objects.get().pk, by=adviser, now=LATER)
    assert THEIRS in in_force(world).body
    assert queries.starters(by=adviser, now=LATER)[0].draft_id == pk
    agree(draft=pk, old="", new="")
    assert "Dit is vrijwillig." in in_force(world).body
    assert offered(adviser) == []


def test_a_withdrawn_draft_leaves_it_on_offer(world, folder, adviser, agree):
    agree()
    rewrite(folder, TABLE, OLD, "Dit is vrijwillig.")
    update(world, folder)
    pk = actions.open_starter(Starter.objects.get().pk, by=adviser, now=LATER)
    actions.withdraw(pk, by=adviser, now=LATER, reason="Nog niet.")
    (row,) = queries.starters(by=adviser, now=LATER)
    assert (row.content_id, row.draft_id) == (TABLE, None)


def test_what_is_left_is_not_offered_again_and_can_still_be_opened(world, folder, adviser, agree):
    agree()
    rewrite(folder, TABLE, OLD, "Dit is vrijwillig.")
    update(world, folder)
    pk = Starter.objects.get().pk
    actions.leave_starter(pk, by=adviser, now=LATER)
    update(world, folder, LATER + timedelta(days=1))
    (row,) = queries.starters(by=adviser, now=LATER)
    assert (row.left_by, Starter.objects.count()) == ("Ada Advies", 1)
    actions.open_starter(pk, by=adviser, now=LATER)
    assert queries.starters(by=adviser, now=LATER)[0].left_by == ""


def test_an_open_draft_is_not_overtaken_by_an_update(world, folder, adviser):
    actions.start_draft(world.region.pk, by=adviser, now=NOW, kind="table", content_id=TABLE)
    before = in_force(world)
    rewrite(folder, TABLE, OLD, "Dit is vrijwillig.")
    update(world, folder)
    assert in_force(world) == before
    with pytest.raises(NotNow):
        actions.open_starter(Starter.objects.get().pk, by=adviser, now=LATER)


def test_a_coalition_that_deviates_keeps_its_own_and_is_offered_what_its_region_follows(world, folder, adviser, agree):
    coalition = Coalition.objects.create(region=world.region, name="Coalitie Waterstad")
    agree(coalition)
    rewrite(folder, TABLE, OLD, "Dit is vrijwillig.")
    update(world, folder)
    assert "Dit is vrijwillig." in in_force(world).body
    assert THEIRS in in_force(world, coalition=coalition).body
    assert (offered(adviser), offered(adviser, coalition)) == ([], [TABLE])


def test_what_was_agreed_does_not_vanish_with_the_region_file(world, folder, adviser, agree):
    agree()
    _use(folder, [FOLLOWED])
    with pytest.raises(ContentError, match=TABLE):
        update(world, folder)
    assert in_force(world).replaced_on is None
    update(world, folder, stop=[TABLE])
    assert not Version.objects.filter(content_id=TABLE, replaced_on=None).exists()


def test_who_only_reads_agreements_opens_and_leaves_nothing(world, folder, agree, midwife):
    agree()
    rewrite(folder, TABLE, OLD, "Dit is vrijwillig.")
    update(world, folder)
    for act in (actions.open_starter, actions.leave_starter):
        with pytest.raises(NotAllowed):
            act(Starter.objects.get().pk, by=world.actor(midwife), now=LATER)
