"""One matter for the pages and forms about it."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property

from django.http import HttpRequest

from sluitend.care.safety import queries
from sluitend.core.access import Actor


class AboutMatter:
    """What one sees of a matter, each asked once. Who may not know of it is refused here, before anything else is said."""

    def __init__(self, matter_id: int, by: Actor, now: datetime, today: date) -> None:
        self.matter_id, self.by, self.now, self.today = matter_id, by, now, today
        self.circle = queries.circle(matter_id, by=by, now=now)

    @cached_property
    def waiting(self) -> tuple[queries.PromiseRow, ...]:
        return queries.waiting(self.matter_id, by=self.by, now=self.now)

    @cached_property
    def reports(self) -> tuple[queries.ReportRow, ...]:
        return queries.reports_of(self.matter_id, by=self.by, now=self.now)

    @cached_property
    def releases(self) -> tuple[queries.ReleaseRow, ...]:
        return queries.releases_of(self.matter_id, by=self.by, now=self.now)

    @cached_property
    def controls(self) -> tuple[queries.ControlRow, ...]:
        return queries.controls_of(self.matter_id, by=self.by, now=self.now)

    @cached_property
    def plan(self) -> tuple[queries.Line, ...]:
        return queries.plan(self.matter_id, by=self.by, now=self.now)


def about_matter(request: HttpRequest, matter_id: int, by: Actor) -> AboutMatter:
    return AboutMatter(matter_id, by, request.now, request.today)  # type: ignore[attr-defined]
