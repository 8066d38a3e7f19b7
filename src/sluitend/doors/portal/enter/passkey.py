"""Coming in on the own pages with a passkey, and keeping one's own. After the code of the invitation; nobody gets an account by it."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sluitend.care.accounts.passkeys import forget as forget_passkey
from sluitend.care.parents.queries import OwnPages, own_pages
from sluitend.core.access import NotNow
from sluitend.doors.portal.door import page, parents_only, unkept
from sluitend.doors.portal.forms import OwnForm, line
from sluitend.ui import passkey
from sluitend.ui.languages import language

BACKEND = "sluitend.care.accounts.backend.Accounts"


class NameForm(OwnForm):
    keys = {"name": "passkey.name"}  # noqa: RUF012
    name = line(most=60)
    answer = passkey.answer_field()


@require_POST
def come_in(request: HttpRequest) -> HttpResponse:
    """Whoever has own pages under this passkey; with another passkey, or too many tries, back to the way in."""
    try:
        user = passkey.who_came(request)
    except NotNow:
        user = None
    if user is None or own_pages(user.pk, request.today) is None:  # type: ignore[attr-defined]
        return page(request, "own_enter/wrong_passkey.html", None, status=422)
    login(request, user, BACKEND)
    return unkept(redirect("portal-help"))


@parents_only
def make(request: HttpRequest, *, own: OwnPages) -> HttpResponse:
    """A passkey in the parent's own phone. Not while the pages are hidden: the phone shows that it has one."""
    if own.hidden:
        return redirect("portal-settings")
    form = NameForm(language(own.language), request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            passkey.keep(request, own.by.user_id, **form.answers)
        except NotNow:
            form.wrong(None, "passkey.wrong")
        else:
            return redirect("portal-settings")
    shown = {"form": form, "options": passkey.ask_to_make(request, own.by.user_id, passkey.site(request).host)}
    return page(request, "own_enter/make_passkey.html", own, status=422 if form.errors else 200, **shown)


@parents_only
@require_POST
def forget(request: HttpRequest, pk: int, *, own: OwnPages) -> HttpResponse:
    forget_passkey(own.by.user_id, pk)
    return redirect("portal-settings")
