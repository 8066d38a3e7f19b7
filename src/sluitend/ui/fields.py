"""Form fields that render themselves as NL Design System fields: label, hint, error, each tied to the control.

    class Signal(Form):
        name = fields.Line(_("Naam"), max_length=120)
        seen = fields.LongText(_("Wat ziet u?"), hint=_("In uw eigen woorden."))
        due = fields.Date(_("Uitgerekende datum"), required=False)

What is not required is marked "(niet verplicht)"; nothing has an asterisk. Messages say what was expected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, Self, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from sluitend.ui import wording
from sluitend.ui.widgets import DateParts, Radios, SearchInput, Select, Textarea, TextInput, Ticks

T = TypeVar("T")

LINE_CHARACTERS = 200
LONG_TEXT_CHARACTERS = 4_000
# National numbers have ten digits; international ones at most fifteen (ITU-T E.164).
PHONE = re.compile(r"0\d{9}|\+\d{8,15}")


def _copy(thing: T) -> T:
    """The same with attributes of its own; `copy.copy` takes the way of pickling, which costs five times as much."""
    made = object.__new__(type(thing))
    made.__dict__ |= thing.__dict__
    return made


class Field(forms.Field):
    """What all fields share: the label comes first, the hint is called a hint, and the template is ours."""

    template_name = "ui/fields/field.html"
    default_error_messages: ClassVar[dict[str, Any]] = {"required": _("Vul dit in.")}

    def __init__(self, label: Any = "", *, hint: Any = "", **more: Any) -> None:
        super().__init__(label=label, help_text=hint, template_name=self.template_name, **more)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """A form's own field. It shares lists to choose from and the parts of a date: nobody writes in these."""
        own = _copy(self)
        own.widget = _copy(self.widget)
        own.widget.attrs, own.error_messages = {**self.widget.attrs}, {**self.error_messages}
        own.validators = [*self.validators]
        return own

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without `maxlength`: browsers cut a paste short at it and say nothing."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class Line(Field, forms.CharField):
    """One line of text, at most `max_length` characters."""

    widget: type[forms.Widget] = TextInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "max_length": _("Gebruik hoogstens %(limit_value)d tekens. Dit zijn er %(show_value)d."),
        "min_length": _("Gebruik minstens %(limit_value)d tekens. Dit zijn er %(show_value)d."),
    }

    def __init__(self, label: Any = "", *, max_length: int = LINE_CHARACTERS, **more: Any) -> None:
        super().__init__(label, max_length=max_length, **more)


class LongText(Line):
    """A story, at most `max_length` characters."""

    widget = Textarea

    def __init__(self, label: Any = "", *, max_length: int = LONG_TEXT_CHARACTERS, **more: Any) -> None:
        super().__init__(label, max_length=max_length, **more)


def bare(number: str) -> str:
    """A telephone number without what people write between its digits."""
    return re.sub(r"[\s().-]", "", number)


class Phone(Line):
    """A telephone number; comes back as digits, with a plus when it is foreign."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "phone": _("Schrijf een telefoonnummer van tien cijfers of een nummer met + ervoor.")
    }

    def __init__(self, label: Any = "", **more: Any) -> None:
        super().__init__(label, max_length=30, widget=TextInput("tel", autocomplete="off"), **more)

    def clean(self, value: Any) -> str:
        digits = bare(super().clean(value))
        if digits and not PHONE.fullmatch(digits):
            raise ValidationError(self.error_messages["phone"], code="phone")
        return digits


class Email(Field, forms.EmailField):
    """An e-mail address."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Schrijf een e-mailadres, bijvoorbeeld naam@voorbeeld.nl.")
    }

    def __init__(self, label: Any = "", **more: Any) -> None:
        super().__init__(label, widget=TextInput("email", autocomplete="off"), **more)


class Number(Field, forms.IntegerField):
    """A whole number between `min_value` and `max_value`."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Schrijf een heel getal in cijfers."),
        "min_value": _("Kies %(limit_value)s of meer."),
        "max_value": _("Kies %(limit_value)s of minder."),
    }

    def __init__(self, label: Any = "", **more: Any) -> None:
        super().__init__(label, widget=TextInput(inputmode="numeric", autocomplete="off"), **more)

    def to_python(self, value: Any) -> int | None:
        # Python refuses to read endless digits with an error of its own; nobody means more than twelve.
        if len(str(value or "")) > 12:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class Date(Field):
    """A date in three parts. `earliest` and `latest` may be set by the form, which knows what day it is.

    Posted as `name_day`, `name_month` and `name_year`.
    """

    widget = DateParts
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Vul een datum in."),
        "parts": _("Vul de dag, de maand en het jaar in."),
        "digits": _("Schrijf de datum in cijfers, bijvoorbeeld 27 3 2027."),
        "year": _("Schrijf het jaar met vier cijfers."),
        "impossible": _("De datum %(day)s-%(month)s-%(year)s bestaat niet."),
        "early": _("Kies een datum vanaf %(limit)s."),
        "late": _("Kies een datum tot en met %(limit)s."),
    }

    def __init__(
        self, label: Any = "", *, earliest: date | None = None, latest: date | None = None, **more: Any
    ) -> None:
        super().__init__(label, **more)
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: list[str | None] | None) -> date | None:
        parts = [(part or "").strip() for part in value or []]
        if not any(parts):
            return None
        if not all(parts):
            raise self.refuse("parts")
        if not all(part.isascii() and part.isdigit() for part in parts):
            raise self.refuse("digits")
        if len(parts[2]) != 4:
            raise self.refuse("year")
        return self.existing(*parts)

    def existing(self, day: str, month: str, year: str) -> date:
        try:
            return date(int(year), int(month[:4]), int(day[:4]))
        except ValueError:
            raise self.refuse("impossible", day=day[:4], month=month[:4], year=year) from None

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and self.earliest and value < self.earliest:
            raise self.refuse("early", limit=wording.say(self.earliest))
        if value and self.latest and value > self.latest:
            raise self.refuse("late", limit=wording.say(self.latest))

    def refuse(self, code: str, **values: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=values)


class Choice(Field, forms.ChoiceField):
    """One of a few, as radio buttons; `hints` explains choices by their value."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Kies een van de mogelijkheden."),
        "invalid_choice": _("Kies een van de mogelijkheden."),
    }

    def __init__(
        self, label: Any = "", choices: Any = (), *, hints: Mapping[str, Any] | None = None, **more: Any
    ) -> None:
        super().__init__(label, choices=choices, **{"widget": Radios(hints), **more})


class DropDown(Choice):
    """One of many, as a select box."""

    def __init__(self, label: Any = "", choices: Any = (), **more: Any) -> None:
        super().__init__(label, choices, widget=Select(), **more)


class Several(Field, forms.MultipleChoiceField):
    """None, one or more of a few, as tick boxes."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Kies minstens een van de mogelijkheden."),
        "invalid_choice": _("Kies uit de mogelijkheden."),
    }

    def __init__(
        self, label: Any = "", choices: Any = (), *, hints: Mapping[str, Any] | None = None, **more: Any
    ) -> None:
        super().__init__(label, choices=choices, widget=Ticks(hints), **more)


class Tick(Field, forms.BooleanField):
    """One box to tick: yes or no. With `required=True` it must be ticked."""

    template_name = "ui/fields/tick.html"
    default_error_messages: ClassVar[dict[str, Any]] = {"required": _("Vink dit aan om verder te gaan.")}

    def __init__(self, label: Any = "", *, required: bool = False, **more: Any) -> None:
        widget = forms.CheckboxInput({"class": "utrecht-checkbox utrecht-checkbox--html-input"})
        super().__init__(label, required=required, widget=widget, **more)


class Search(Choice):
    """One of very many, found by typing. The chosen label is posted, its value comes back; labels differ."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "unknown": _("Dit staat niet in de lijst. Kies een naam die wordt voorgesteld."),
        "guess": _("Dit staat niet in de lijst. Bedoelt u %(guess)s?"),
    }

    def __init__(self, label: Any = "", choices: Any = (), **more: Any) -> None:
        super().__init__(label, choices, widget=SearchInput(), **more)

    def to_python(self, value: Any) -> str:
        typed = str(value or "").strip()
        if not typed:
            return ""
        offered = {str(label): str(key) for key, label in self.widget.choices}
        exact = [key for label, key in offered.items() if label.casefold() == typed.casefold()]
        if exact:
            return exact[0]
        near = [label for label in offered if typed.casefold() in label.casefold()]
        if near:
            raise ValidationError(self.error_messages["guess"], code="guess", params={"guess": near[0]})
        raise ValidationError(self.error_messages["unknown"], code="unknown")


class Upload(Field, forms.FileField):
    """A file with one of the `extensions`, at most `max_bytes` large."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Kies een bestand."),
        "invalid": _("Kies een bestand."),
        "missing": _("Kies een bestand."),
        "empty": _("Dit bestand is leeg."),
        "extension": _("Dit soort bestand kan niet. Kies een bestand van de soort %(allowed_extensions)s."),
        "size": _("Dit bestand is te groot. Het mag hoogstens %(megabytes)d MB zijn."),
    }

    def __init__(self, label: Any = "", *, extensions: Iterable[str], max_bytes: int, **more: Any) -> None:
        accept = ",".join(f".{extension}" for extension in extensions)
        super().__init__(label, widget=forms.FileInput({"class": "utrecht-textbox", "accept": accept}), **more)
        self.max_bytes = max_bytes
        self.validators.append(FileExtensionValidator(list(extensions), self.error_messages["extension"], "extension"))

    def validate(self, value: UploadedFile | None) -> None:
        super().validate(value)
        if value and (value.size or 0) > self.max_bytes:
            limit = {"megabytes": self.max_bytes // 1_000_000}
            raise ValidationError(self.error_messages["size"], code="size", params=limit)
