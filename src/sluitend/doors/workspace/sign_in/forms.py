"""The form with name and password, which slows down guessing."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.forms import PasswordInput
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sluitend.ui import fields
from sluitend.ui.forms import Form
from sluitend.ui.guessing import TOO_OFTEN, by_name, note_failure, too_often
from sluitend.ui.wording import say


class SignInForm(Form):
    """The same words for a wrong name and a wrong password, so that nobody can find out who has an account."""

    username = fields.Line(_("Gebruikersnaam"), max_length=150)
    password = fields.Line(
        _("Wachtwoord"),
        max_length=200,
        strip=False,
        widget=PasswordInput({"class": "utrecht-textbox utrecht-textbox--html-input"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.request = request
        self.user: AbstractBaseUser | None = None
        self.fields["username"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].widget.attrs["autocomplete"] = "current-password"

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if "username" in answers and "password" in answers:
            self.user = self._known(answers["username"], answers["password"])
        return answers

    def _known(self, username: str, password: str) -> AbstractBaseUser:
        if too_often(self.request, by_name(username)):
            raise ValidationError(say(TOO_OFTEN))
        user = authenticate(self.request, username=username, password=password)
        if user is None:
            note_failure(self.request, by_name(username))
            raise ValidationError(_("Deze naam en dit wachtwoord horen niet bij elkaar. Let op hoofdletters."))
        return user
