"""Where a signal may go, given what she said and how urgent it is.

Everything before a safety concern is voluntary: a refusal without danger ends the road, however worried the professional is; a
refusal with danger leads to the reporting code of the professional's own profession, which is the professional's to follow
(domain.md 6.1, rule 2; section 8; section 14, fact 3). A signal for advice only names nobody and needs no consent (domain.md 6.4).
"""

from __future__ import annotations

from enum import StrEnum

from sluitend.core.facts import ConsentAnswer, Wish


class Road(StrEnum):
    SEND = "send"
    CONSULT = "consult"
    ASK_FIRST = "ask_first"
    STOP = "stop"
    REPORTING_CODE = "reporting_code"


def road(
    *, anonymous: bool, consent: ConsentAnswer, wish: Wish | None, danger: bool, other_ground: bool = False
) -> Road:
    """`other_ground`: another ground than consent was named; it counts only where there is danger."""
    if anonymous:
        return Road.CONSULT
    if wish is Wish.REFUSES or consent is ConsentAnswer.NO:
        return _refused(danger, other_ground)
    if consent is ConsentAnswer.YES or (danger and other_ground):
        return Road.SEND
    return Road.ASK_FIRST


def _refused(danger: bool, other_ground: bool) -> Road:
    if not danger:
        return Road.STOP
    return Road.SEND if other_ground else Road.REPORTING_CODE
