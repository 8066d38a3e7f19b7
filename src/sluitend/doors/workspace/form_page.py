"""The page of one form: drawn on GET, one action on POST, and on to the next page. What was refused stands beside its field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sluitend.core.access import NotNow
from sluitend.core.text import Text
from sluitend.ui.forms import Form
from sluitend.ui.wording import say


@dataclass(frozen=True)
class Words:
    """What the page says around its form. The title is also the browser's title: no names of people in it."""

    title: Text
    button: Text
    done: Text
    lead: Text | str = ""
    danger: bool = False


def form_page(
    request: HttpRequest,
    form: Form,
    words: Words,
    *,
    act: Callable[[], int],
    to: str | Callable[[int], str],
    back: str,
    template: str = "workspace/form_page.html",
    **shown: object,
) -> HttpResponse:
    """`act` does the one action with the form's answers; `to` is the next page, perhaps of the id that came out of it."""
    if request.method == "POST" and form.is_valid():
        try:
            made = act()
        except NotNow as refused:
            form.refuse(refused.field, say(refused.reason))
        else:
            messages.success(request, say(words.done))
            return redirect(to(made) if callable(to) else to)
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, "words": words, "back": back, **shown}, status=status)
