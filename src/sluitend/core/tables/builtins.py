"""Every function that FEEL knows by itself."""

from __future__ import annotations

from sluitend.core.tables.values import Function

BUILTINS: dict[str, Function] = {}
