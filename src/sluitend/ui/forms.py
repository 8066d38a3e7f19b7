"""The form that every screen's form is a child of."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _


class OnceKey(forms.UUIDField):
    """A hidden key; when none came or it was damaged, the form is drawn again with a fresh one."""

    default_error_messages: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("required", "invalid"), _("Deze pagina is niet volledig aangekomen. Verstuur haar nog eens.")
    )

    def bound_data(self, data: Any, initial: Any) -> Any:
        try:
            return UUID(str(data))
        except ValueError:
            return uuid4()


class Form(forms.Form):
    """Draws a summary of errors and its fields, keeps what was typed, and can be told from its double.

    `once` is a key made when the form is drawn: the same key twice is the same form sent twice, and the receiver of the
    answers does the work only once. The browser's own checks are off, because theirs are in the browser's language.
    """

    template_name = "ui/form.html"
    use_required_attribute = False

    fields_of: ClassVar[dict[str, str]] = {}
    """Where an action calls a field differently from this form: the action's name and ours."""

    once = OnceKey(widget=forms.HiddenInput, initial=uuid4)

    def refuse(self, field: str | None, why: str) -> None:
        """Say why it was refused beside the field that the action names, or above the form when that is none of these."""
        ours = self.fields_of.get(field or "", field)
        self.add_error(ours if ours in self.fields else None, why)

    @property
    def once_key(self) -> UUID:
        """The key of this drawing of the form; only after `is_valid()`."""
        key: UUID = self.cleaned_data["once"]
        return key

    @property
    def answers(self) -> dict[str, Any]:
        """What was filled in, without the key; only after `is_valid()`."""
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}
