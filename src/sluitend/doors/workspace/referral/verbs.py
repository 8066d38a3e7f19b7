"""The verbs of a referral as pages: address, words, form, action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sluitend.care.referrals import actions, queries
from sluitend.core.text import Text, text
from sluitend.doors.workspace.referral import forms


@dataclass(frozen=True)
class Verb:
    """`move` is the verb in the table of states, for the verbs that move the status."""

    label: Text
    done: Text
    form: type[forms.VerbForm]
    act: Callable[..., int]
    move: str = ""
    kind: str = "secondary"


VERBS: dict[str, Verb] = {
    "aannemen": Verb(
        text("Neem aan"),
        text("U heeft de verwijzing aangenomen. De afzender hoort het."),
        forms.Accept,
        actions.accept,
        "accept",
        "primary",
    ),
    "vraag": Verb(text("Stel een vraag"), text("Uw vraag is verstuurd."), forms.Ask, actions.ask),
    "kan-niet": Verb(
        text("Kan niet"), text("De verwijzing is terug bij de afzender."), forms.Reject, actions.reject, "reject"
    ),
    "starten": Verb(
        text("De hulp begint"), text("De hulp is begonnen."), forms.NextStep, actions.start, "start", "primary"
    ),
    "hervatten": Verb(
        text("Ga verder"), text("De hulp gaat verder."), forms.NextStep, actions.resume, "resume", "primary"
    ),
    "afronden": Verb(
        text("Rond af"), text("De verwijzing is afgerond."), forms.Complete, actions.complete, "complete", "primary"
    ),
    "pauze": Verb(text("Pauze"), text("De verwijzing staat op pauze."), forms.Hold, actions.hold, "hold"),
    "niet-gelukt": Verb(
        text("Niet gelukt"), text("De verwijzing is terug bij de afzender."), forms.Reject, actions.fail, "fail"
    ),
    "intrekken": Verb(text("Trek in"), text("De verwijzing is ingetrokken."), forms.Stop, actions.cancel, "cancel"),
    "vergissing": Verb(
        text("Dit was een vergissing"),
        text("De verwijzing staat nu als vergissing in de geschiedenis."),
        forms.Stop,
        actions.mark_error,
        "mark_error",
        "subtle",
    ),
    "merkt": Verb(text("Wat het gezin merkt"), text("Het is genoteerd."), forms.Business, actions.set_business),
    "gezin-zegt": Verb(
        text("Wat het gezin zegt"),
        text("De woorden van het gezin zijn genoteerd."),
        forms.FamilySays,
        actions.family_says,
    ),
    "warme-overdracht": Verb(
        text("Warme overdracht"), text("De warme overdracht is genoteerd."), forms.Warm, actions.warm_handover
    ),
}


def possible(detail: queries.Detail) -> list[tuple[str, Verb]]:
    """The addresses and verbs that this person can use now, what moves it on first."""
    found = [(name, verb) for name, verb in VERBS.items() if _is_possible(name, verb, detail)]
    return sorted(found, key=lambda row: row[1].kind != "primary")


def _is_possible(name: str, verb: Verb, detail: queries.Detail) -> bool:
    if verb.move:
        return verb.move in detail.card.moves
    if not detail.may_follow:
        return False
    is_open = detail.card.status in {"requested", "accepted", "in_progress", "on_hold"}
    helped = detail.card.owner != "" and detail.card.status != "entered_in_error"
    handed_over = helped or is_open
    return {"vraag": is_open, "merkt": is_open and helped, "gezin-zegt": helped, "warme-overdracht": handed_over}[name]
