"""A draft becomes an agreement: written, checked, proposed, agreed by four eyes, in force from its day, never edited."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from sluitend.care.agreements import actions, queries
from sluitend.care.agreements.models import Draft, Version
from sluitend.care.decisions.models import Proposal
from sluitend.care.network.models import Coalition
from sluitend.care.observations.actions import Seen
from sluitend.care.signalling.actions import Concern, NewFamily, send_signal
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.facts import ConsentAnswer, Grade, Wish
from sluitend.core.person import PersonFacts
from sluitend.core.roles import Role
from tests.care.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db
TABLE = "prenatal_home_visit"
LATER = TODAY + timedelta(days=14)


@pytest.fixture
def region(world):
    Version.objects.filter(kind="region").delete()
    body = re.sub(r"(?m)^assent:.*$", "assent: [execution, organisation]", _region_body())
    facts = {
        "kind": "region",
        "content_id": "gelderland-midden",
        "number": 1,
        "digest": "r",
        "in_force_from": "2020-01-01",
    }
    Version.objects.create(region=world.region, body=body, **facts)
    return world.region


def _region_body():
    from tests.care.conftest import shipped_files

    return next(file.body for file in shipped_files() if file.kind == "region")


@pytest.fixture
def adviser(world):
    return world.actor(world.professional("Ada Advies", world.social, Role.PROJECT_LEADER))


@pytest.fixture
def lead(world, team_lead):
    return world.actor(team_lead)


@pytest.fixture
def worker(world, coordinator):
    return world.actor(coordinator)


@pytest.fixture
def coalition(world):
    found = Coalition.objects.create(region=world.region, name="Coalitie Waterstad")
    found.municipalities.add(world.town)
    return found


def start(region, by, **more):
    pk = actions.start_draft(region.pk, by=by, now=NOW, **{"kind": "table", "content_id": TABLE, **more})
    return Draft.objects.get(pk=pk)


def save(draft, by, body, **more):
    actions.save(
        draft.pk, by=by, now=NOW, number=draft.number, body=body, examples=more.pop("examples", draft.examples), **more
    )
    draft.refresh_from_db()
    return draft


def later_word(draft):
    """A change that keeps every example true: another reason beside the same proposal."""
    return draft.body.replace('<annotation name="Bron"/>', '<annotation name="Bron van deze rij"/>')


def propose(draft, by, **more):
    facts = {"in_force_from": LATER, "why": "Eerder een bezoek", "owner": "Projectgroep", **more}
    actions.propose(draft.pk, by=by, now=NOW, **facts)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def proposed(region, adviser):
    draft = start(region, adviser)
    return propose(save(draft, adviser, later_word(draft)), adviser)


def test_a_draft_begins_with_what_is_in_force(region, adviser):
    draft = start(region, adviser)
    assert draft.body == Version.objects.get(kind="table", content_id=TABLE).body
    assert draft.examples
    assert queries.draft(draft.pk, by=adviser, now=NOW).sound


def test_one_draft_of_one_thing_at_a_time(region, adviser):
    start(region, adviser)
    with pytest.raises(NotNow):
        start(region, adviser)


def test_who_does_not_write_agreements_starts_none(region, worker):
    with pytest.raises(NotAllowed):
        start(region, worker)


def test_what_is_wrong_is_kept_and_told(region, adviser):
    draft = start(region, adviser)
    save(draft, adviser, draft.body.replace("<text>pregnant</text>", "<text>pregnant +</text>"))
    page = queries.draft(draft.pk, by=adviser, now=NOW)
    assert not page.sound
    assert "pregnant +" in page.body
    with pytest.raises(NotNow):
        propose(draft, adviser)


def test_a_text_that_is_no_table_at_all_is_kept_too(region, adviser):
    draft = save(start(region, adviser), adviser, "<geen>")
    assert [check.severity for check in queries.draft(draft.pk, by=adviser, now=NOW).checks] == ["error"]


def test_an_example_that_is_answered_otherwise_stops_the_proposal(region, adviser):
    draft = start(region, adviser)
    turned = re.sub(r"(proposal: )\w+", r"\1iets_anders", draft.examples, count=1)
    save(draft, adviser, draft.body, examples=turned)
    assert "examples" in " ".join(check.where for check in queries.draft(draft.pk, by=adviser, now=NOW).checks)
    with pytest.raises(NotNow):
        propose(draft, adviser)


def test_a_stale_save_writes_nothing_over(region, adviser):
    draft = start(region, adviser)
    save(draft, adviser, later_word(draft))
    with pytest.raises(NotNow):
        actions.save(draft.pk, by=adviser, now=NOW, number=1, body="x")


def test_an_earlier_state_comes_back_and_going_back_can_be_undone(region, adviser):
    draft = start(region, adviser)
    first = draft.body
    save(draft, adviser, later_word(draft))
    actions.restore(draft.pk, by=adviser, now=NOW, number=2, to=1)
    draft.refresh_from_db()
    assert draft.body == first
    actions.restore(draft.pk, by=adviser, now=NOW, number=3, to=2)
    draft.refresh_from_db()
    assert draft.body != first


def test_nobody_says_yes_to_the_own_draft_nor_twice_nor_for_another_level(proposed, adviser, lead, worker, world):
    both = world.actor(world.professional("Bo Allebei", world.social, Role.PROJECT_LEADER, Role.TEAM_LEAD))
    with pytest.raises(NotAllowed):
        actions.assent(proposed.pk, by=adviser, now=NOW, level="execution")
    with pytest.raises(NotNow):
        actions.assent(proposed.pk, by=worker, now=NOW, level="organisation")
    actions.assent(proposed.pk, by=both, now=NOW, level="organisation")
    with pytest.raises(NotNow):
        actions.assent(proposed.pk, by=lead, now=NOW, level="organisation")


def test_it_is_agreed_with_the_last_yes_and_holds_from_its_day(proposed, lead, worker, region):
    old = Version.objects.get(kind="table", content_id=TABLE)
    assert [row.id for row in queries.waiting_for_me(by=worker, now=NOW)] == [proposed.pk]
    actions.assent(proposed.pk, by=worker, now=NOW, level="execution")
    assert queries.waiting_for_me(by=worker, now=NOW) == ()
    assert Version.objects.filter(kind="table", content_id=TABLE).count() == 1
    actions.assent(proposed.pk, by=lead, now=NOW, level="organisation")
    old.refresh_from_db()
    new = Version.objects.get(kind="table", content_id=TABLE, number=2)
    assert (old.replaced_on, new.in_force_from, new.replaced_on) == (LATER, LATER, None)

    def held(on):
        return next(row.pk for row in queries.versions(region.pk, [Version.Kind.TABLE], on) if row.content_id == TABLE)

    assert held(LATER - timedelta(days=1)) == old.pk
    assert held(LATER) == new.pk


def test_a_day_that_passed_while_waiting_becomes_today(proposed, lead, worker):
    later = NOW + timedelta(days=30)
    actions.assent(proposed.pk, by=worker, now=later, level="execution")
    actions.assent(proposed.pk, by=lead, now=later, level="organisation")
    assert Version.objects.get(kind="table", content_id=TABLE, number=2).in_force_from == later.date()


def test_a_draft_is_sent_back_with_a_reason_and_can_be_proposed_again(proposed, lead, adviser):
    actions.send_back(proposed.pk, by=lead, now=NOW, reason="Bij ons kan dat pas vanaf 20 weken")
    proposed.refresh_from_db()
    assert (proposed.status, proposed.reason) == ("draft", "Bij ons kan dat pas vanaf 20 weken")
    assert propose(proposed, adviser).status == "proposed"


def test_a_withdrawn_draft_says_why_and_leaves_what_is_in_force(proposed, adviser):
    with pytest.raises(NotNow):
        actions.withdraw(proposed.pk, by=adviser, now=NOW, reason=" ")
    actions.withdraw(proposed.pk, by=adviser, now=NOW, reason="Niet meer nodig")
    assert Version.objects.get(kind="table", content_id=TABLE).replaced_on is None


@pytest.mark.parametrize("wrong", [{"in_force_from": None}, {"in_force_from": TODAY - timedelta(days=1)}, {"why": " "}])
def test_a_proposal_has_a_day_to_come_and_a_reason(region, adviser, wrong):
    draft = start(region, adviser)
    with pytest.raises(NotNow) as refused:
        propose(save(draft, adviser, later_word(draft)), adviser, **wrong)
    assert refused.value.field == next(iter(wrong))


@pytest.mark.parametrize("change", [{"body": "x"}, {"digest": "x"}, {"number": 9}, {"in_force_from": LATER}])
def test_a_version_is_never_edited(region, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(kind="table", content_id=TABLE).update(**change)


def test_the_day_of_replacement_is_set_once(region):
    row = Version.objects.filter(kind="table", content_id=TABLE)
    row.update(replaced_on=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.update(replaced_on=None)


def test_a_coalition_deviates_visibly_and_goes_back_to_its_region(region, adviser, lead, worker, coalition, world):
    draft = start(region, adviser, coalition_id=coalition.pk)
    propose(save(draft, adviser, later_word(draft)), adviser, in_force_from=TODAY)
    for by, level in ((worker, "execution"), (lead, "organisation")):
        actions.assent(draft.pk, by=by, now=NOW, level=level)
    own = Version.objects.get(coalition=coalition, kind="table")

    def held(place):
        rows = queries.versions(region.pk, [Version.Kind.TABLE], TODAY, place)
        return next(row for row in rows if row.content_id == TABLE)

    assert held(world.town.pk) == own
    assert held(None).coalition_id is None
    assert [
        row.own for row in queries.agreed(coalition.pk, by=adviser, now=NOW).of_kind("table") if row.content_id == TABLE
    ] == [True]
    back = actions.go_back_to_region(
        region.pk, by=adviser, now=NOW, kind="table", content_id=TABLE, coalition_id=coalition.pk
    )
    propose(Draft.objects.get(pk=back), adviser, in_force_from=LATER)
    for by, level in ((worker, "execution"), (lead, "organisation")):
        actions.assent(back, by=by, now=NOW, level=level)
    own.refresh_from_db()
    assert own.replaced_on == LATER


def test_a_programme_and_a_pathway_are_drafted_as_text_with_the_field_that_is_wrong(region, adviser):
    draft = start(region, adviser, kind="programme", content_id="home_start")
    save(draft, adviser, draft.body.replace("audience:", "audiens:"))
    fields = {check.where for check in queries.draft(draft.pk, by=adviser, now=NOW).checks}
    assert {"audience", "audiens"} <= fields
    save(draft, adviser, "a: [")
    assert "regel" in str(queries.draft(draft.pk, by=adviser, now=NOW).checks[0].sentence)


def test_an_old_advice_is_explained_by_the_version_of_its_day(region, adviser, lead, worker, world, midwife):
    def signal():
        concern = Concern(
            municipality_id=world.town.pk,
            seen=Seen(factors=("money_problems",), grade=Grade.C, wish=Wish.WANTS),
            new=NewFamily(PersonFacts("Lina"), TODAY + timedelta(weeks=20)),
            knows=True,
            agrees=ConsentAnswer.YES,
            data_kinds=("contact",),
        )
        send_signal(by=world.actor(midwife), now=NOW, concern=concern)
        return Proposal.objects.filter(version__content_id=TABLE).order_by("-pk").first()

    first = signal()
    draft = start(region, adviser)
    propose(save(draft, adviser, later_word(draft)), adviser, in_force_from=TODAY)
    for by, level in ((worker, "execution"), (lead, "organisation")):
        actions.assent(draft.pk, by=by, now=NOW, level=level)
    second = signal()
    assert (first.version.number, second.version.number) == (1, 2)
    page = queries.version(first.version_id, by=worker, now=NOW)
    assert (page.until, page.value.decisions[TABLE].annotations) == (TODAY, ("Bron",))
    assert [row.number for row in page.history] == [2, 1]
    assert page.history[0].why == "Eerder een bezoek"


def test_a_new_answer_to_an_example_is_taken_over_as_what_is_agreed(region, adviser):
    draft = start(region, adviser)
    turned = re.sub(r"(proposal: )\w+", r"\1iets_anders", draft.examples, count=1)
    save(draft, adviser, later_word(draft), examples=turned)
    actions.accept_new_answer(draft.pk, by=adviser, now=NOW, number=draft.number, example=1)
    draft.refresh_from_db()
    assert queries.draft(draft.pk, by=adviser, now=NOW).sound
    with pytest.raises(NotNow):
        actions.accept_new_answer(draft.pk, by=adviser, now=NOW, number=draft.number, example=1)


def test_what_was_not_changed_is_not_proposed(region, adviser):
    draft = start(region, adviser)
    with pytest.raises(NotNow, match="niets veranderd"):
        propose(draft, adviser, owner="")


def test_a_draft_begins_with_what_was_agreed_for_later(proposed, region, adviser, lead, worker):
    actions.assent(proposed.pk, by=lead, now=NOW, level="organisation")
    actions.assent(proposed.pk, by=worker, now=NOW, level="execution")
    proposed.refresh_from_db()
    assert proposed.made.in_force_from > TODAY
    assert start(region, adviser).base_id == proposed.made_id


def test_examples_that_changed_alone_are_told_also_when_they_are_agreed(region, adviser, lead, worker):
    draft = start(region, adviser)
    examples = re.sub(r"(?m)^owner:.*$", "owner: Iemand anders", draft.examples)
    propose(save(draft, adviser, draft.body, examples=examples), adviser, in_force_from=TODAY, owner="")
    told = queries.draft_differing(draft.pk, by=adviser, now=NOW).told
    assert [one.after for one in told] == ["Iemand anders"]
    actions.assent(draft.pk, by=lead, now=NOW, level="organisation")
    actions.assent(draft.pk, by=worker, now=NOW, level="execution")
    assert queries.draft_differing(draft.pk, by=adviser, now=NOW).told == told
    again = start(region, adviser)
    assert again.examples == examples
    assert queries.draft_differing(again.pk, by=adviser, now=NOW).nothing


def test_who_waits_for_my_yes_costs_the_same_for_more_drafts(
    proposed, region, adviser, worker, django_assert_num_queries
):
    with django_assert_num_queries(3):
        assert len(queries.waiting_for_me(by=worker, now=NOW)) == 1
    other = start(region, adviser, content_id="voorzorg_stage_1")
    propose(save(other, adviser, later_word(other)), adviser)
    with django_assert_num_queries(3):
        assert len(queries.waiting_for_me(by=worker, now=NOW)) == 2


@pytest.mark.parametrize("kind", ["table", "pathway"])
def test_who_looks_after_it_and_when_it_is_looked_at_again_are_agreed_with_it(region, adviser, lead, worker, kind):
    content_id = TABLE if kind == "table" else Version.objects.filter(kind="pathway").first().content_id
    draft, again = start(region, adviser, kind=kind, content_id=content_id), LATER + timedelta(days=90)
    propose(draft, adviser, owner='Groep "Thuis": Waterstad', review_on=again)
    said = {one.after for one in queries.draft_differing(draft.pk, by=adviser, now=NOW).told}
    assert said == {'Groep "Thuis": Waterstad', again}
    actions.assent(draft.pk, by=lead, now=NOW, level="organisation")
    actions.assent(draft.pk, by=worker, now=NOW, level="execution")
    [row] = [
        one
        for one in queries.document(by=adviser, now=NOW + timedelta(days=15)).chapters
        if one.row.kind == kind and one.row.content_id == content_id
    ]
    assert (row.row.owner, row.row.review_on) == ('Groep "Thuis": Waterstad', again)


@pytest.mark.parametrize("old", ["Iemand", "'Iemand'", "> \n  Iemand\n  anders", "Iemand\n  anders"])
def test_one_field_of_a_text_changes_and_nothing_else(old):
    from sluitend.care.agreements.actions.drafting import with_field

    before = f"# een opmerking\nowner: {old}\nsteps: [a,   b]\n"
    assert with_field(before, "owner", "Ik: wij") == '# een opmerking\nowner: "Ik: wij"\nsteps: [a,   b]\n'
    assert with_field(before, "absent", "x") == before
    assert with_field("a: [", "a", "x") == "a: ["


@pytest.mark.parametrize(
    ("owner", "kept"), [("Projectgroep Gelderland-Midden (demonstratie)", True), ("Anders", False)]
)
def test_an_owner_in_both_languages_stays_in_both_when_it_stays_the_same(region, adviser, owner, kept):
    draft = start(region, adviser, kind="pathway", content_id="friesland_early_signals")
    save(draft, adviser, draft.body.replace("Eerste gesprek met u", "Kennismaken met u"))
    actions.propose(draft.pk, by=adviser, now=NOW, in_force_from=LATER, why="Korter.", owner=owner)
    draft.refresh_from_db()
    assert ("Project group Gelderland-Midden (demonstration)" in draft.body) == kept
    assert owner in draft.body
