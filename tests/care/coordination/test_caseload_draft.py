"""The file that waits between choosing the columns and taking the list: for its owner only, and gone when it is done."""

import pytest

from sluitend.care.coordination.actions import (
    choose_columns,
    drop_caseload_draft,
    finish_caseload_draft,
    keep_caseload_draft,
)
from sluitend.care.coordination.models import CaseloadDraft
from sluitend.care.coordination.queries.caseload import caseload_draft, my_caseload_drafts
from sluitend.core.access import NotAllowed, NotNow
from sluitend.core.caseload_sheet import Column


@pytest.fixture
def by(world, coordinator):
    return world.actor(coordinator)


@pytest.fixture
def draft(world, by, now):
    return keep_caseload_draft(world.social.pk, by=by, now=now, kind="csv", content=b"a;b", sheet="")


def test_a_draft_keeps_the_file_and_the_chosen_columns(draft, by, now):
    choose_columns(draft, by=by, now=now, sheet="lijst", mapping={"naam": Column.NAME, "kleur": None})
    kept = caseload_draft(draft, by=by, now=now)
    assert (kept.content, kept.sheet, kept.mapping) == (b"a;b", "lijst", {"naam": Column.NAME, "kleur": None})
    assert my_caseload_drafts(by=by, now=now) == (draft,)


def test_a_finished_draft_holds_only_what_was_left_and_changes_no_more(draft, by, now):
    finish_caseload_draft(draft, by=by, now=now, content=b"rest", report={"taken": 1})
    kept = caseload_draft(draft, by=by, now=now)
    assert (kept.content, kept.report, kept.mapping) == (b"rest", {"taken": 1}, {})
    assert my_caseload_drafts(by=by, now=now) == ()
    with pytest.raises(NotNow):
        finish_caseload_draft(draft, by=by, now=now, content=b"", report={})
    with pytest.raises(NotNow):
        choose_columns(draft, by=by, now=now, sheet="", mapping={})


def test_a_draft_is_thrown_away_by_its_owner_only(draft, by, now, world, colleague):
    other = world.actor(colleague)
    with pytest.raises(NotAllowed):
        drop_caseload_draft(draft, by=other, now=now)
    with pytest.raises(NotAllowed):
        finish_caseload_draft(draft, by=other, now=now, content=b"", report={})
    with pytest.raises(NotAllowed):
        caseload_draft(draft, by=other, now=now)
    drop_caseload_draft(draft, by=by, now=now)
    assert not CaseloadDraft.objects.exists()
