"""Many rows at once."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def bulk(rows: list[M]) -> list[M]:
    return type(rows[0])._default_manager.bulk_create(rows, batch_size=1_000) if rows else []
