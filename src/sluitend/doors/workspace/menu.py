"""The main menu: what somebody's roles give access to, in the order of a working day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, reverse

from sluitend.core.access import Actor
from sluitend.core.permissions import Permission
from sluitend.core.text import Text, text


@dataclass(frozen=True)
class Item:
    url: str
    label: Text
    current: bool = False
    count: int = 0


_P = Permission
# The name of a screen, its word in the menu, and the permissions of which one is enough.
SCREENS: tuple[tuple[str, Text, frozenset[Permission]], ...] = (
    ("today", text("Vandaag"), frozenset({_P.SEE_CASELOAD, _P.SEE_TEAM, _P.SEE_COALITION})),
    ("visits", text("Mijn bezoeken"), frozenset({_P.DELIVER_PROGRAMME})),
    ("signal", text("Nieuw signaal"), frozenset({_P.SEND_SIGNAL})),
    ("my-signals", text("Mijn signalen"), frozenset({_P.SEE_OWN_SIGNALS})),
    ("inbox", text("Postvak"), frozenset({_P.SEE_INBOX})),
    ("proposals", text("Voorstellen"), frozenset({_P.DECIDE_PROPOSAL})),
    ("safety", text("Veiligheid"), frozenset({_P.WORK_ON_SAFETY})),
    ("find-family", text("Gezin zoeken"), frozenset({_P.FIND_FAMILY})),
    ("programme-numbers", text("Programma's"), frozenset({_P.SEE_COALITION, _P.SEE_TEAM})),
    ("council", text("Adviesraad"), frozenset({_P.ORGANISE_COUNCIL})),
    ("privacy", text("Privacy"), frozenset({_P.ANSWER_REQUEST})),
    ("network", text("Netwerk"), frozenset({_P.SEE_NETWORK})),
    ("agreements", text("Afspraken"), frozenset({_P.EDIT_AGREEMENTS, _P.ASSENT_AGREEMENTS})),
    ("caseload", text("Overdragen"), frozenset({_P.MOVE_CASELOAD})),
    ("delivery", text("Berichten"), frozenset({_P.SEE_DELIVERY})),
    ("trail", text("Spoor"), frozenset({_P.SEE_TRAIL})),
    ("import", text("Inlezen"), frozenset({_P.IMPORT_CASELOAD})),
)


def menu(by: Actor | None, path: str = "") -> list[Item]:
    """The screens that this person may open; empty for who is not signed in. `path` marks where one is."""
    if by is None:
        return []
    return [
        Item(url, label, current=path.startswith(url))
        for name, label, needs in SCREENS
        if needs & by.permissions
        if (url := _address(name))
    ]


@cache
def _address(name: str) -> str:
    """Screens are found by their folder (config/urls.py): a screen that is not installed has no place in the menu."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
