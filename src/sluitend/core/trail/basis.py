"""On which basis somebody did or saw something: the purpose and the four controls of NEN 7513 (standards.md 5.2).

The controls stand in the order of the norm, each T or F: authorised by a role, in a treatment relation (here: involved with the
family), on the client's consent (here: the thing was sent to one's organisation on a recorded ground), by the emergency button.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sluitend.core.access import About, Actor
from sluitend.core.permissions import Permission
from sluitend.core.roles import Role


class Purpose(StrEnum):
    """Why; the codes are those of HL7's PurposeOfUse, so that an auditor's tools know them."""

    CARE = "TREAT"
    COORDINATION = "COC"
    EMERGENCY = "ETREAT"
    REQUEST = "PATRQT"
    AUDIT = "HCOMPL"
    OPERATIONS = "HOPERAT"
    SYSTEM = "HSYSADMIN"


_P = Permission
_NOT_CARE = frozenset(
    {
        _P.SEE_NETWORK,
        _P.EDIT_OFFER,
        _P.MANAGE_NETWORK,
        _P.MANAGE_ORGANISATION,
        _P.EDIT_CARD,
        _P.SET_STAND_IN,
        _P.SEE_COALITION,
        _P.PUT_IN_FORCE,
        _P.ORGANISE_COUNCIL,
        _P.RUN_JOBS,
    }
)


@dataclass(frozen=True)
class Basis:
    purpose: Purpose
    controls: str


def basis(by: Actor, permission: Permission, about: About | None) -> Basis:
    authorised = permission in by.permissions
    involved = about is not None and (bool(by.acts_for & (about.involved | about.owners)) or _own(by, about))
    received = (
        about is not None and about.on_ground and by.organisation_id == about.receiving_organisation_id and not involved
    )
    emergency = about is not None and bool(by.acts_for & about.glass_broken_by) and not involved
    controls = "".join("T" if one else "F" for one in (authorised, involved, received, emergency))
    return Basis(_purpose(by, permission, emergency, received), controls)


def _purpose(by: Actor, permission: Permission, emergency: bool, received: bool) -> Purpose:
    if Role.SYSTEM in by.roles:
        return Purpose.SYSTEM
    if Role.PARENT in by.roles:
        return Purpose.REQUEST
    if permission in {Permission.SEE_TRAIL, Permission.CONTROL_SAFETY}:
        return Purpose.AUDIT
    if permission in _NOT_CARE:
        return Purpose.OPERATIONS
    if emergency:
        return Purpose.EMERGENCY
    return Purpose.COORDINATION if received else Purpose.CARE


def _own(by: Actor, about: About) -> bool:
    """A parent, about the own family."""
    return about.family_id is not None and about.family_id in by.own_families
