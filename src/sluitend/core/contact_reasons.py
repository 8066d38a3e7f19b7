"""Why a contact with a family was not held or fell away: the fixed sentences that stand in a record."""

from __future__ import annotations

from collections.abc import Mapping

from sluitend.core.text import Text, text

WHY_NOT: Mapping[str, Text] = {
    "nobody": text("Niemand deed open"),
    "cancelled": text("Het gezin zegde af"),
    "not_home": text("Iemand anders deed open, zij was er niet"),
    "worker": text("Ik kon zelf niet komen"),
    "refused": text("Zij wil geen contact"),
}
"""Why a contact was not held."""
REFUSED = "refused"
NOT_IN_GROUP = text("Zij was er niet bij")
AGREED_INSTEAD = text("Er is een afspraak gemaakt.")
NOT_ASKED = text("Het plan vraagt nu geen contact meer.")
