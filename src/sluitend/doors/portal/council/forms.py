"""What a parent answers to the advisory council, and whether somebody may call."""

from __future__ import annotations

from typing import Any

from django import forms

from sluitend.doors.portal.forms import OwnForm, line

ANSWERS = {"yes": "invited.yes", "maybe": "council.maybe", "no": "invited.no"}


class CouncilForm(OwnForm):
    keys = {"answer": "invited.answer", "call": "council.call", "name": "council.name", "phone": "council.phone"}  # noqa: RUF012
    answer = forms.ChoiceField(widget=forms.RadioSelect)
    call = forms.BooleanField(required=False)
    name = line(most=100, required=False, autocomplete="off")
    phone = line(most=30, required=False, autocomplete="off", inputmode="tel", dir="ltr")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["answer"]
        field.choices = [(one, self.spoken.say(key)) for one, key in ANSWERS.items()]
        field.error_messages |= {"invalid_choice": self.spoken.say("enter.fill_in")}
