"""One entry of the trail as FHIR R4 AuditEvent, and as a line of CSV; the fields of NEN 7513 in both (standards.md 5.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

DICOM = "http://dicom.nema.org/resources/ontology/DCM"
PURPOSES = "http://terminology.hl7.org/CodeSystem/v3-ActReason"
ROLES = "https://sluitend.example/fhir/CodeSystem/role"
ACTIONS = "https://sluitend.example/fhir/CodeSystem/action"
CONTROLS = "https://sluitend.example/fhir/StructureDefinition/nen7513-controls"
NUMBER = "https://sluitend.example/fhir/number"
COLUMNS = (
    "id",
    "at",
    "kind",
    "code",
    "action",
    "within",
    "region_id",
    "user_id",
    "professional_id",
    "responsible_id",
    "organisation_id",
    "roles",
    "access_point",
    "trace",
    "permission",
    "purpose",
    "controls",
    "thing",
    "thing_id",
    "family_id",
    "reason",
    "details",
)


def row(entry: Mapping[str, Any]) -> list[str]:
    """For a spreadsheet: what begins like a formula is made plain text."""
    return [_plain("" if entry[name] is None else str(entry[name])) for name in COLUMNS]


def _plain(cell: str) -> str:
    return "'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def audit_event(entry: Mapping[str, Any], site: str) -> dict[str, Any]:
    refused = entry["kind"] == "refused"
    event: dict[str, Any] = {
        "resourceType": "AuditEvent",
        "id": str(entry["id"]),
        "extension": [{"url": CONTROLS, "valueString": entry["controls"]}] if entry["controls"] else [],
        "type": {"system": DICOM, "code": "110110", "display": "Patient Record"},
        "subtype": [{"system": ACTIONS, "code": entry["action"]}],
        "action": entry["code"] or ("R" if entry["kind"] == "look" else "U"),
        "recorded": entry["at"].isoformat(),
        "outcome": "4" if refused else "0",
        "purposeOfEvent": _purposes(entry),
        "agent": _agents(entry),
        "source": {"site": site, "observer": {"display": "Sluitend"}},
        "entity": _entities(entry),
    }
    if entry["reason"]:
        event["outcomeDesc"] = entry["reason"]
    return {name: value for name, value in event.items() if value != []}


def _purposes(entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"coding": [{"system": PURPOSES, "code": entry["purpose"]}]}] if entry["purpose"] else []


def _agents(entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    acting: dict[str, Any] = {"who": _who(entry["professional_id"], entry["user_id"]), "requestor": True}
    acting["altId"] = str(entry["user_id"])
    roles = [{"coding": [{"system": ROLES, "code": role}]} for role in entry["roles"].split(",") if role]
    if roles:
        acting["role"] = roles
    if entry["access_point"]:
        acting["network"] = {"address": entry["access_point"], "type": "2"}
    found = [acting]
    if entry["responsible_id"]:
        found.append({"who": _who(entry["responsible_id"], None), "requestor": False})
    if entry["organisation_id"]:
        found.append({"who": _numbered("Organization", entry["organisation_id"]), "requestor": False})
    return found


def _who(professional_id: int | None, user_id: int | None) -> dict[str, Any]:
    if professional_id is None:
        return (
            {"display": "Sluitend"} if not user_id else {"identifier": {"system": NUMBER, "value": f"user/{user_id}"}}
        )
    return _numbered("Practitioner", professional_id)


def _numbered(kind: str, number: int) -> dict[str, Any]:
    return {"type": kind, "identifier": {"system": NUMBER, "value": f"{kind}/{number}"}}


def _entities(entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    families = [entry["family_id"]] if entry["family_id"] else entry["details"].get("families", [])
    person = {"system": "http://terminology.hl7.org/CodeSystem/audit-entity-type", "code": "1"}
    thing = {"system": "http://terminology.hl7.org/CodeSystem/audit-entity-type", "code": "2"}
    for family_id in families:
        found.append({"what": _numbered("Group", family_id), "type": person})
    if entry["thing"] and entry["thing_id"]:
        value = f"{entry['thing']}/{entry['thing_id']}"
        found.append({"what": {"identifier": {"system": NUMBER, "value": value}}, "type": thing})
    extra = {"trace": entry["trace"], "permission": entry["permission"], "within": entry["within"], **entry["details"]}
    told = [{"type": name, "valueString": str(value)} for name, value in extra.items() if value and name != "families"]
    if told:
        found.append({"type": thing, "detail": told})
    return found
