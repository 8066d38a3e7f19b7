"""Recognising a family that was taken from a list before, also when something else in its row has changed since."""

from __future__ import annotations

import hmac
from dataclasses import asdict
from hashlib import sha256

from sluitend.core.caseload_sheet.lines import Line
from sluitend.core.matching import folded, phone_digits


def digest(line: Line, secret: bytes) -> str:
    """The name with the best fact that tells it apart; without any such fact the whole line counts.

    Keyed, so that what is stored says nothing about names to who does not hold the key.
    """
    facts = (line.born, line.child_born, line.due_date, phone_digits(line.phone))
    told_apart = next((str(fact) for fact in facts if fact), "")
    if not told_apart:
        told_apart = repr(sorted((name, str(value)) for name, value in asdict(line).items() if name != "row"))
    name = " ".join(sorted(folded(line.name).split()))
    return hmac.new(secret, "\x1f".join(("caseload", name, told_apart)).encode(), sha256).hexdigest()
