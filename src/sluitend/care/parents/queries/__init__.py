"""What the own pages of parents ask, and what professionals ask about them."""

from sluitend.care.parents.queries.council import (
    Caller,
    CouncilDetail,
    CouncilRow,
    OwnCouncil,
    council,
    councils,
    own_council,
)
from sluitend.care.parents.queries.gatherings import GatheringRow, gatherings_of, own_gatherings
from sluitend.care.parents.queries.invitations import (
    OwnPages,
    ParentRow,
    demonstration_parents,
    invited,
    own_pages,
    parents_of,
)
from sluitend.care.parents.queries.looks import Look, who_looked
from sluitend.care.parents.queries.questions import QuestionRow, own_questions, questions_of
from sluitend.care.parents.queries.team import OwnTeam, own_facts, own_team

__all__ = [
    "Caller",
    "CouncilDetail",
    "CouncilRow",
    "GatheringRow",
    "Look",
    "OwnCouncil",
    "OwnPages",
    "OwnTeam",
    "ParentRow",
    "QuestionRow",
    "council",
    "councils",
    "demonstration_parents",
    "gatherings_of",
    "invited",
    "own_council",
    "own_facts",
    "own_gatherings",
    "own_pages",
    "own_questions",
    "own_team",
    "parents_of",
    "questions_of",
    "who_looked",
]
