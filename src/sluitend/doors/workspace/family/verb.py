"""One thing that somebody can do with a family: its page, its form and the action behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sluitend.core.text import Text
from sluitend.doors.workspace.family.about import AboutFamily
from sluitend.doors.workspace.form_page import Words, form_page
from sluitend.ui.forms import Form


class FamilyForm(Form):
    """A form about one family; `choose` fills in what can be chosen, `facts` gives what the action asks for."""

    def __init__(self, data: Any = None, *, about: AboutFamily, pk: int | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.about, self.pk = about, pk
        self.choose()

    def choose(self) -> None:
        """Nothing to choose from, in most forms."""

    def offer(self, name: str, choices: Any, initial: object = None) -> None:
        """Set what can be chosen in a field, and what is chosen at first."""
        field: Any = self.fields[name]
        field.choices = choices if field.required else [("", "–"), *choices]
        if initial is not None:
            field.initial = initial

    def whole(self, *names: str) -> dict[str, Any]:
        """The answers, in which the named choices are ids again: `owner` comes back as `owner_id`."""
        filled = self.answers
        for name in names:
            chosen = filled.pop(name)
            filled[f"{name}_id"] = int(chosen) if chosen else None
        return filled

    def facts(self) -> dict[str, Any]:
        return self.answers


@dataclass(frozen=True)
class Verb:
    """`subject` says what the page is about, and refuses what is not of this family. `target` finds what the action is about."""

    title: Text
    button: Text
    done: Text
    form: type[FamilyForm]
    act: Callable[..., int]
    lead: Text | str = ""
    subject: Callable[[AboutFamily, int], str] | None = None
    target: Callable[[AboutFamily, int | None], int | None] | None = None
    page: str = "family"
    card: str = ""
    danger: bool = False
    template: str = "family/form.html"

    def answer(self, request: HttpRequest, about: AboutFamily, pk: int | None) -> HttpResponse:
        """The form on GET, the action on POST."""
        lead = self.subject(about, pk) if self.subject and pk is not None else self.lead
        form = self.form(request.POST if request.method == "POST" else None, about=about, pk=pk)
        if request.method == "GET" and not form.initial:
            form.initial = {
                name: value for name, value in request.GET.items() if name in form.fields and name != "once"
            }
        words = Words(self.title, self.button, self.done, lead, self.danger)
        back = reverse(self.page, args=[about.family_id])
        to = f"{back}#{self.card}" if self.card else back
        act = _acting(self, form, about, pk)
        return form_page(request, form, words, act=act, to=to, back=back, template=self.template, about=about)


def _acting(verb: Verb, form: FamilyForm, about: AboutFamily, pk: int | None) -> Callable[[], int]:
    def act() -> int:
        thing = verb.target(about, pk) if verb.target else pk if pk is not None else about.family_id
        return verb.act(thing, by=about.by, now=about.now, once=str(form.once_key), **form.facts())

    return act
