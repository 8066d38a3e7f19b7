"""The way in: a code and a new account, or an account that is there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from sluitend.doors.portal.forms import OwnForm, line


def _phrase(kind: str) -> forms.CharField:
    return forms.CharField(max_length=200, strip=False, widget=forms.PasswordInput({"autocomplete": kind}))


class OnlyCode(OwnForm):
    keys = {"code": "enter.code"}  # noqa: RUF012
    code = line(most=40, autocomplete="off", autocapitalize="characters", spellcheck="false", dir="ltr")


class WithCode(OnlyCode):
    keys = {"code": "enter.code", "username": "enter.username", "password": "enter.password"}  # noqa: RUF012
    username = line(most=150, autocomplete="username", autocapitalize="none", spellcheck="false")
    password = _phrase("new-password")

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        try:
            validate_password(answers.get("password", ""))
        except ValidationError:
            if "password" in answers:
                self.wrong("password", "enter.password_short")
        return answers


class WithAccount(OwnForm):
    keys = {"username": "enter.username", "password": "enter.password"}  # noqa: RUF012
    username = line(most=150, autocomplete="username", autocapitalize="none", spellcheck="false")
    password = _phrase("current-password")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in self.keys:
            self.fields[name].help_text = ""
