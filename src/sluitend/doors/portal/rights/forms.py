"""What a parent asks about the own data."""

from __future__ import annotations

from typing import Any

from django import forms

from sluitend.core.content import Language
from sluitend.core.keeping import RequestKind
from sluitend.doors.portal.forms import OwnForm, story


class RightsForm(OwnForm):
    keys = {"kind": "rights.kind", "words": "rights.words"}  # noqa: RUF012
    kind = forms.ChoiceField()
    words = story(most=1000)

    def __init__(self, spoken: Language, *args: Any, **more: Any) -> None:
        super().__init__(spoken, *args, **more)
        field: Any = self.fields["kind"]
        field.choices = [("", "–"), *((kind.value, spoken.say(f"rights.kind_{kind.value}")) for kind in RequestKind)]
        field.error_messages |= {"invalid_choice": spoken.say("enter.fill_in")}
