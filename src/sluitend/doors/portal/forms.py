"""The form that every form of the own pages is a child of: few fields, its labels and messages in the parent's language."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import MaxLengthValidator

from sluitend.core.content import Language
from sluitend.ui.forms import OnceKey


class OwnForm(forms.Form):
    """Labels and hints by the key of their field in content/languages; a field that is not filled in says so."""

    use_required_attribute = False
    keys: dict[str, str]
    """Field → key of its label; the hint is the same key with `_hint`, where there is one."""

    def __init__(self, spoken: Language, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.spoken = spoken
        self.fields["once"] = OnceKey(widget=forms.HiddenInput, initial=uuid4)
        for name, key in self.keys.items():
            self._word(name, key)

    def _word(self, name: str, key: str) -> None:
        field = self.fields[name]
        field.label, field.help_text = self.spoken.say(key), self.spoken.words.get(f"{key}_hint", "")
        field.error_messages |= {"required": self.spoken.say("enter.fill_in")}
        for validator in field.validators:
            if isinstance(validator, MaxLengthValidator):
                validator.message = self.spoken.say("enter.too_long")

    @property
    def once_key(self) -> str:
        return str(self.cleaned_data["once"])

    @property
    def answers(self) -> dict[str, Any]:
        """What was filled in, without the key of the form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}

    def wrong(self, field: str | None, key: str) -> None:
        """Say what is wrong beside a field, by the key of the sentence."""
        self.add_error(field, self.spoken.say(key))


def line(*, most: int, required: bool = True, **attributes: str) -> forms.CharField:
    """One line of text."""
    return forms.CharField(max_length=most, required=required, widget=forms.TextInput(attributes))


def story(*, most: int) -> forms.CharField:
    """A few lines of text."""
    return forms.CharField(max_length=most, widget=forms.Textarea({"rows": "3"}))
