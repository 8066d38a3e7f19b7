"""The network of a demonstration region: its files as steps, told like any story, by the system, long ago."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sluitend.care.accounts.actions import make_demonstration_account
from sluitend.doors.commands.stories.files import Step, StoryError, read
from sluitend.doors.commands.stories.player import SYSTEM, Region, Teller

LONG_AGO = "-8y"
_PLACE_LISTS = {"municipalities": "municipality_ids"}


def load_network(region: Region, folder: Path, content: Path, slug: str) -> None:
    """Make the region with its parties and people; afterwards `region` knows every key."""
    teller = Teller(region, names=region.ids)
    _make_region(teller, content, slug)
    organisations, people = folder / "organisations.yaml", folder / "people.yaml"
    parties, workers = read(organisations), read(people)
    _tell(teller, _organisations(organisations.name, parties["organisations"]))
    _tell(teller, _coalitions(organisations.name, parties["coalitions"]))
    _tell(teller, _people(people.name, workers["people"], region))


def _make_region(teller: Teller, content: Path, slug: str) -> None:
    agreed = read(content / "regions" / f"{slug}.yaml")
    given = {
        "slug": slug,
        "name": agreed["names"]["nl"],
        "municipalities": {place["code"]: place["name"] for place in agreed["municipalities"]},
        "sub_regions": {part["name"]: part["municipalities"] for part in agreed["sub_regions"]},
    }
    step = Step(f"{slug}.yaml", 1, LONG_AGO, SYSTEM, "network.create_region", name="region", given=given)
    _tell(teller, [step])
    region = teller.region
    region.region_id = region.ids["region"]
    for place in agreed["municipalities"]:
        region.ids[place["code"]] = region.find("network.Municipality", cbs_code=place["code"])
    for part in agreed["sub_regions"]:
        region.ids[part["id"]] = region.find("network.SubRegion", name=part["name"])
    in_force = {"folder": content}
    _tell(teller, [Step(step.file, 2, LONG_AGO, SYSTEM, "agreements.put_in_force", about="region", given=in_force)])


def _tell(teller: Teller, steps: Iterable[Step]) -> None:
    for step in steps:
        if step.name in teller.names:
            raise StoryError(step.file, step.name, "deze sleutel komt twee keer voor")
        teller.tell(step, teller.moment(step.when))


def _organisations(file: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[Step]:
    for number, row in enumerate(rows, start=1):
        own = _given(row, but=("teams", "offers")) | {"sub_region_ids": row.get("sub_regions", ())}
        own.pop("sub_regions", None)
        yield Step(file, number, LONG_AGO, SYSTEM, "network.create_organisation", name=row["key"], given=own)
        for team in row.get("teams", ()):
            yield Step(file, number, LONG_AGO, SYSTEM, "network.create_team", team["key"], row["key"], _given(team))
        for offer in row.get("offers", ()):
            yield from _offer(file, number, row["key"], offer)


def _offer(file: str, number: int, organisation: str, row: Mapping[str, Any]) -> Iterator[Step]:
    """The room that a party has was stated later than its offer began."""
    name = f"{organisation}.{row['code']}"
    own = _given(row, but=("team", "capacity", "taken", "waiting_days", "stated")) | {"team_id": row.get("team")}
    yield Step(file, number, LONG_AGO, SYSTEM, "network.create_offer", name, organisation, own)
    room = {part: row[part] for part in ("capacity", "taken", "waiting_days") if part in row}
    yield Step(file, number, row["stated"], SYSTEM, "network.state_capacity", "", name, room)


def _coalitions(file: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[Step]:
    for number, row in enumerate(rows, start=1):
        name = f"coalition {number}"
        own = _given(row, but=("members",))
        yield Step(file, number, LONG_AGO, SYSTEM, "network.create_coalition", name, given=own)
        for member in row["members"]:
            joined = {"organisation_id": member["organisation"], "starts_on": member["from"]}
            membership = f"{name} {member['organisation']}"
            yield Step(file, number, LONG_AGO, SYSTEM, "network.join_coalition", membership, name, joined)
            if "until" in member:
                gone = {"last_day": member["until"]}
                yield Step(file, number, member["until"], SYSTEM, "network.leave_coalition", "", membership, gone)


def _people(file: str, rows: Iterable[Mapping[str, Any]], region: Region) -> Iterator[Step]:
    for number, row in enumerate(rows, start=1):
        region.accounts[row["key"]] = make_demonstration_account(row["key"])
        own = _given(row, but=("organisation", "from", "teams", "leads", "hours", "trainings")) | {
            "starts_on": row["from"],
            "team_ids": row.get("teams", ()),
            "leads_team_ids": row.get("leads", ()),
            "user_id": region.accounts[row["key"]],
        }
        yield Step(file, number, LONG_AGO, SYSTEM, "network.start_job", row["key"], row["organisation"], own)
        if "hours" in row:
            worked = {"hours": row["hours"], "trainings": row.get("trainings", ())}
            yield Step(file, number, LONG_AGO, SYSTEM, "network.set_staffing", "", row["key"], worked)


def _given(row: Mapping[str, Any], but: tuple[str, ...] = ()) -> dict[str, Any]:
    """What stands in the file as what the action takes; lists of places become lists of ids."""
    return {_PLACE_LISTS.get(part, part): value for part, value in row.items() if part not in (*but, "key")}
