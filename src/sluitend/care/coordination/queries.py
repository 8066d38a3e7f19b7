"""What doors ask about open files."""

from __future__ import annotations

from collections.abc import Iterator

from sluitend.care.coordination.models import Case


def open_families(region_id: int) -> Iterator[int]:
    """Families with an open file, for jobs."""
    rows = Case.objects.filter(region_id=region_id, status=Case.Status.OPEN).order_by("pk")
    return rows.values_list("family_id", flat=True).iterator()
