"""What is thought about again after the outermost action, for each family that changed (config, AFTER_CHANGE)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, QuerySet, Value
from django.utils.module_loading import import_string

from sluitend.care.compiled import Given, compiled

Step = Callable[..., None]


def steps_for(family_id: int) -> Iterator[Step]:
    """The steps in their order; of those that follow rows of one kind (AFTER_CHANGE_OF) only what has something to follow.

    Which rows a family has is asked once, before the first such step: no step makes the first row of a kind that a later one follows.
    """
    there: set[str] | None = None
    for step, follows in _steps(tuple(settings.AFTER_CHANGE)):
        if follows and there is None:
            there = {label for (label,) in _there(*sorted({*settings.AFTER_CHANGE_OF.values()}))(family=family_id)}
        if not follows or (there and follows in there):
            yield step


@cache
def _steps(paths: tuple[str, ...]) -> list[tuple[Step, str]]:
    return [(import_string(path), settings.AFTER_CHANGE_OF.get(path, "")) for path in paths]


@compiled
def _there(given: Given, *labels: str) -> QuerySet[Any, Any]:
    """Of these models ("app.Model") those that have a row of a family."""
    first, *others = (_rows(given, label) for label in labels)
    return first.union(*others)


def _rows(given: Given, label: str) -> QuerySet[Any, Any]:
    of_family = apps.get_model(label)._default_manager.filter(family_id=given.family).order_by()
    return of_family.annotate(label=Value(label, CharField())).values_list("label")
