"""Who can be given a family of a programme: the training it asks for, and the room in a caseload. Both warn; a person decides.

The figures are content. Where a source confirms none for this country the content says so (`standing: working_model`) and screens show it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sluitend.core.content import Programme, Words
from sluitend.core.content.programmes import Staffing
from sluitend.core.text import Text, text


def room(staffing: Staffing | None, hours: int | None) -> int | None:
    """How many families fit in a contract of so many hours a week: the norm per full-time job, rounded down. None when unknown."""
    if staffing is None or staffing.caseload_per_fte is None or hours is None:
        return None
    return hours * staffing.caseload_per_fte // staffing.full_time_hours


@dataclass(frozen=True)
class Worker:
    """Somebody as the allocation of a family asks: contract hours, finished trainings, and families now in the programme."""

    hours: int | None
    trainings: Collection[str]
    families: int


def untrained(programme: Programme, worker: Worker) -> tuple[Words, ...]:
    """The names of trainings that the programme asks for and this worker did not finish, as far as noted."""
    wanted = programme.staffing.trainings if programme.staffing else ()
    return tuple(one.names for one in wanted if one.id not in worker.trainings)


def warnings(programme: Programme, worker: Worker) -> Iterator[Text]:
    """What to know before giving this worker one more family."""
    if missing := untrained(programme, worker):
        yield text("Voor deze medewerker is niet genoteerd: %(trainings)s.", trainings=missing)
    most = room(programme.staffing, worker.hours)
    if most is not None and worker.families >= most:
        yield text(
            "De caseload is vol: %(families)s gezinnen, bij %(hours)s uur passen er hoogstens %(most)s.",
            families=worker.families,
            hours=worker.hours,
            most=most,
        )


def supervised(programme: Programme, workers: int, leads: int) -> bool | None:
    """Whether there are enough supervisors for these workers. None when the programme gives no ratio."""
    ratio = programme.staffing.supervisor_ratio if programme.staffing else None
    return None if ratio is None else workers <= ratio * leads


def group_warning(programme: Programme, size: int) -> Text | None:
    """What to know before planning a group of this size."""
    meant = programme.group_size
    if meant is None or meant.at_least <= size <= meant.at_most:
        return None
    low, high = meant.at_least, meant.at_most
    return text("De groep is %(size)s; bedoeld zijn %(low)s tot %(high)s.", size=size, low=low, high=high)
