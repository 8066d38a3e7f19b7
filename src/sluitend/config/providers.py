"""Who may say who somebody is: the file of SIGN_IN_PROVIDERS. Wrong settings stop the start, not the first sign-in."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from pydantic import TypeAdapter, ValidationError

from sluitend.core.permissions import Permission
from sluitend.core.sign_in import LEVELS, Level, Provider


def providers(path: str) -> dict[str, Provider]:
    """By key. Every provider's private key must be in the environment."""
    if not path:
        return {}
    try:
        found = TypeAdapter(list[Provider]).validate_json(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValidationError, KeyError) as wrong:
        raise ImproperlyConfigured(f"SIGN_IN_PROVIDERS: {wrong}") from wrong
    for provider in found:
        if not os.environ.get(provider.key_from):
            raise ImproperlyConfigured(f"Set {provider.key_from} in the environment: the key of {provider.key}.")
    return {provider.key: provider for provider in found}


def levels(stated: str) -> dict[Permission, Level]:
    """`see_trail=high,break_glass=high`: for what a region asks more than core does. Less cannot be asked."""
    try:
        pairs = [pair.strip().split("=") for pair in stated.split(",") if pair.strip()]
        more = {Permission(name): Level[level.upper()] for name, level in pairs}
    except (KeyError, ValueError) as wrong:
        raise ImproperlyConfigured(f"SIGN_IN_LEVELS: {wrong}") from wrong
    if less := [name for name, level in more.items() if level < LEVELS[name]]:
        raise ImproperlyConfigured(f"SIGN_IN_LEVELS: less than is needed for {', '.join(less)}")
    return LEVELS | more
