"""Somebody of the parent's own people."""

from __future__ import annotations

from sluitend.doors.portal.forms import OwnForm, line


class PersonForm(OwnForm):
    keys = {"name": "person.name", "relation": "person.relation", "can_do": "person.can_do"}  # noqa: RUF012
    name = line(most=120, autocomplete="off")
    relation = line(most=80, required=False, autocomplete="off")
    can_do = line(most=300, required=False, autocomplete="off")
