"""The controls of form fields, with the classes of NL Design System. `fields.py` is what forms use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

# Of what somebody typed, this much comes back in the page with the error. More is a paste that went wrong.
ECHO_CHARACTERS = 20_000


class EchoLimited:
    """Gives back what was typed, but not ten megabytes of it."""

    def format_value(self, value: Any) -> str | None:
        shown = super().format_value(value)  # type: ignore[misc]
        return shown[:ECHO_CHARACTERS] if isinstance(shown, str) else shown


class TextInput(EchoLimited, forms.TextInput):
    def __init__(self, input_type: str = "text", **attrs: Any) -> None:
        self.input_type = input_type
        super().__init__({"class": "utrecht-textbox utrecht-textbox--html-input", **attrs})


class Textarea(EchoLimited, forms.Textarea):
    def __init__(self) -> None:
        super().__init__({"class": "utrecht-textarea utrecht-textarea--html-textarea", "rows": 4})


class Select(forms.Select):
    def __init__(self) -> None:
        super().__init__({"class": "utrecht-select utrecht-select--html-select"})


class Options:
    """Radio buttons or tick boxes under each other, each with its own hint if it has one."""

    template_name = "ui/fields/options.html"
    option_template_name = "ui/fields/option.html"
    use_fieldset = True
    option_class = ""

    def __init__(self, hints: Mapping[str, str] | None = None) -> None:
        super().__init__({"class": self.option_class})  # type: ignore[call-arg]
        self.hints = hints or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["attrs"].pop("aria-invalid", None)  # not allowed on a radio button; the error belongs to the group
        return {**option, "hint": self.hints.get(str(value), "")}


class Radios(Options, forms.RadioSelect):
    option_class = "utrecht-radio-button utrecht-radio-button--html-input"


class Ticks(Options, forms.CheckboxSelectMultiple):
    option_class = "utrecht-checkbox utrecht-checkbox--html-input"


class SearchInput(TextInput):
    """A text box with a list to choose from, that the browser itself narrows down while one types: no script needed."""

    template_name = "ui/fields/search.html"

    def __init__(self) -> None:
        super().__init__(autocomplete="off")
        self.choices: Iterable[tuple[Any, Any]] = ()

    def format_value(self, value: Any) -> str | None:
        labels = {str(key): str(label) for key, label in self.choices}
        return super().format_value(labels.get(str(value), value))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_list"
        context["widget"]["labels"] = [str(label) for key, label in self.choices if key not in ("", None)]
        return context


class DateParts(forms.MultiWidget):
    """Day, month and year apart: a mistyped date stays on the screen, which a native date box does not do."""

    template_name = "ui/fields/date_parts.html"
    use_fieldset = True
    PARTS: ClassVar[dict[str, Any]] = {"day": _("Dag"), "month": _("Maand"), "year": _("Jaar")}

    def __init__(self) -> None:
        super().__init__({part: TextInput(inputmode="numeric", autocomplete="off") for part in self.PARTS})

    def decompress(self, value: date | None) -> list[Any]:
        return [value.day, value.month, f"{value.year:04d}"] if value else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, subwidget in zip(self.PARTS, context["widget"]["subwidgets"], strict=True):
            subwidget.update(part=part, label=self.PARTS[part])
        return context
