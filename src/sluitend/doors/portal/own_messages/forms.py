"""Whether, how and at which hours a parent may be told that something is new."""

from __future__ import annotations

from typing import Any

from django import forms

from sluitend.core.messages import Way
from sluitend.doors.portal.forms import OwnForm, line
from sluitend.ui.fields import PHONE, bare

HOURS = [(str(hour), f"{hour}:00") for hour in range(25)]


class MessagesForm(OwnForm):
    keys = {  # noqa: RUF012
        "way": "messages.way",
        "email": "copy.email",
        "mobile": "copy.phone",
        "first_hour": "messages.first",
        "until_hour": "messages.until",
    }
    way = forms.ChoiceField()
    email = forms.EmailField(required=False, widget=forms.EmailInput({"autocomplete": "email", "dir": "ltr"}))
    mobile = line(most=20, required=False, autocomplete="tel", inputmode="tel", dir="ltr")
    first_hour = forms.TypedChoiceField(choices=HOURS[:24], coerce=int)
    until_hour = forms.TypedChoiceField(choices=HOURS[1:], coerce=int)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["way"].choices = [(way.value, self.spoken.say(f"messages.{way.value}")) for way in reversed(Way)]
        self.fields["email"].error_messages["invalid"] = self.spoken.say("messages.wrong_address")

    def clean_mobile(self) -> str:
        plain = bare(self.cleaned_data["mobile"])
        if plain and not PHONE.fullmatch(plain):
            raise forms.ValidationError(self.spoken.say("messages.wrong_address"))
        return plain
