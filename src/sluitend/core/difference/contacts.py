"""Whom one calls: who came, who went, and what is different about who stayed."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from sluitend.core.difference.field_words import Told
from sluitend.core.text import Text


@dataclass(frozen=True)
class Contact:
    """Somebody or a team to call. `key` tells who it is, also under another name; `facts` are always the same labels, in order."""

    key: Hashable
    name: str
    facts: tuple[tuple[Text, str], ...]

    @property
    def line(self) -> str:
        return " · ".join(said for _, said in self.facts if said) or self.name


def contacts(before: Iterable[Contact], after: Iterable[Contact]) -> tuple[Told, ...]:
    """Each difference once, in the order of now; who went comes last."""
    old, new = ({one.key: one for one in side} for side in (before, after))
    found: list[Told] = []
    for key, now in new.items():
        was = old.get(key)
        found += _changed(was, now) if was else [Told((now.name,), None, now.line)]
    return (*found, *(Told((was.name,), was.line, None) for key, was in old.items() if key not in new))


def _changed(was: Contact, now: Contact) -> list[Told]:
    named = [Told((now.name,), was.name, now.name)] if was.name != now.name else []
    pairs = zip(was.facts, now.facts, strict=True)
    return named + [
        Told((now.name, label), said or "–", says or "–") for (_, said), (label, says) in pairs if said != says
    ]
