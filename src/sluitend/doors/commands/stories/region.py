"""The whole demonstration region: network, then all stories in the order in which they happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from sluitend.doors.commands.stories.files import Story, stories
from sluitend.doors.commands.stories.moments import Clock
from sluitend.doors.commands.stories.network import load_network
from sluitend.doors.commands.stories.player import Region, Teller, in_order, load_actions


@dataclass(frozen=True)
class Told:
    """A story that was told, and the family that it made."""

    story: Story
    teller: Teller


def load(
    *, now: datetime, demo: Path, content: Path, slug: str, progress: Callable[[int, int], None] = lambda done, of: None
) -> list[Told]:
    """Load everything or nothing. Raises StoryError for the first step that cannot be."""
    load_actions()
    with transaction.atomic():
        region = Region(Clock(now), demo)
        load_network(region, demo / "network", content, slug)
        told = [Told(story, Teller(region)) for story in stories(demo / "families")]
        told += [Told(story, Teller(region, names=region.ids)) for story in stories(demo / "events")]
        steps = in_order(((one.story, one.teller) for one in told), region.clock)
        for number, (moment, teller, step) in enumerate(steps, start=1):
            teller.tell(step, moment)
            progress(number, len(steps))
    return told
