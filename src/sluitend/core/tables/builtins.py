"""Every function that FEEL knows by itself (DMN 1.5, 10.3.4)."""

from __future__ import annotations

from sluitend.core.tables.builtin import Builtin, function
from sluitend.core.tables.builtins_contexts import CONTEXTS
from sluitend.core.tables.builtins_conversion import CONVERSION
from sluitend.core.tables.builtins_dates import DATES
from sluitend.core.tables.builtins_lists import LISTS
from sluitend.core.tables.builtins_numbers import NUMBER
from sluitend.core.tables.builtins_ranges import RANGES
from sluitend.core.tables.builtins_statistics import STATISTICS
from sluitend.core.tables.builtins_strings import STRINGS
from sluitend.core.tables.values import Function

_ALL: dict[str, Builtin] = {
    **NUMBER,
    **STRINGS,
    **LISTS,
    **STATISTICS,
    **CONTEXTS,
    **CONVERSION,
    **DATES,
    **RANGES,
}
BUILTINS: dict[str, Function] = {name: function(name, one) for name, one in _ALL.items()}
