"""The tables of states: complete, without dead ends that are not meant, and an illegal move changes nothing."""

import pytest

from sluitend.core import states
from sluitend.core.access import NotNow
from sluitend.core.states import ALL, Party

EVERY = [pytest.param(table, id=table.name) for table in ALL]
MOVES = [
    pytest.param(table, status, move, id=f"{table.name}:{status}-{move.to}")
    for table in ALL
    for status, moves in table.moves.items()
    for move in moves
]


@pytest.mark.parametrize("table", EVERY)
def test_every_state_says_whose_turn_it_is_and_has_a_name(table):
    assert set(table.turn) == set(table.moves) == set(table.labels)


@pytest.mark.parametrize("table", EVERY)
def test_every_move_leads_to_a_state_of_the_table(table):
    assert {move.to for moves in table.moves.values() for move in moves} <= set(table.moves)


@pytest.mark.parametrize("table", EVERY)
def test_every_state_can_be_reached_from_the_first(table):
    first = next(iter(table.moves))
    seen, waiting = set(), [first]
    while waiting:
        status = waiting.pop()
        seen.add(status)
        waiting += [move.to for move in table.moves[status] if move.to not in seen]
    assert seen == set(table.moves)


@pytest.mark.parametrize(("table", "status", "move"), MOVES)
def test_a_move_with_its_facts_is_made_by_its_party_only(table, status, move):
    facts = dict.fromkeys(move.needs, "x")
    for party in Party:
        if party in move.by:
            assert states.move(table, status, to=move.to, party=party, **facts) == move.to
        else:
            with pytest.raises(NotNow):
                states.move(table, status, to=move.to, party=party, **facts)


@pytest.mark.parametrize(("table", "status", "move"), MOVES)
def test_a_move_without_one_of_its_facts_names_the_field(table, status, move):
    for missing in move.needs:
        facts = dict.fromkeys(move.needs - {missing}, "x")
        with pytest.raises(NotNow) as refusal:
            states.move(table, status, to=move.to, **facts)
        assert refusal.value.field == missing


@pytest.mark.parametrize("table", EVERY)
def test_what_is_not_in_the_table_is_refused(table):
    for status, moves in table.moves.items():
        for other in set(table.moves) - {move.to for move in moves}:
            with pytest.raises(NotNow):
                states.move(table, status, to=other, reason="x", owner="x", outcome="x", ending="x", answer="x")


def test_what_a_person_must_move_names_whose_turn_it_is():
    """A closed case waits for nobody: it can be reopened, but need not be."""
    for table in ALL:
        for status, moves in table.moves.items():
            by_people = any(move.by != {Party.NOBODY} for move in moves)
            if by_people and (table.name, status) != ("case", "closed"):
                assert table.turn[status] is not Party.NOBODY, (table.name, status)
