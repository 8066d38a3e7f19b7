"""Language, hiding more, and a copy of everything: one page to read, one file for a machine."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sluitend.care.accounts.passkeys import passkeys
from sluitend.care.accounts.queries import bound_to
from sluitend.care.consent.queries import own_grounds
from sluitend.care.coordination.queries import own_plan
from sluitend.care.outbox.queries import parent_messages
from sluitend.care.parents import actions
from sluitend.care.parents.queries import OwnPages, own_facts, own_questions, who_looked
from sluitend.care.privacy.queries import own_requests
from sluitend.care.query import one_page
from sluitend.core.sign_in import Provider, Serves
from sluitend.doors.portal.door import page, parents_only, unkept
from sluitend.doors.portal.help.views import of_help
from sluitend.ui import openid
from sluitend.ui.languages import languages


@parents_only
def own_settings(request: HttpRequest, *, own: OwnPages) -> HttpResponse:
    return page(
        request, "own_settings/settings.html", own, passkeys=passkeys(own.by.user_id), providers=_providers(own)
    )


def _providers(own: OwnPages) -> list[tuple[Provider, bool]]:
    """Each provider for parents, and whether this parent comes in by it; nothing is asked where there is none."""
    offered = openid.providers(Serves.PARENTS).values()
    bound = bound_to(own.by.user_id) if offered else frozenset()
    return [(one, one.key in bound) for one in offered]


@parents_only
@require_POST
def set_language(request: HttpRequest, *, own: OwnPages) -> HttpResponse:
    wanted = request.POST.get("language", "")
    if wanted in languages():
        actions.set_language(own.invitation_id, by=own.by, now=request.now, language=wanted)  # type: ignore[attr-defined]
    return redirect("portal-settings")


@parents_only
@require_POST
def set_hidden(request: HttpRequest, *, own: OwnPages) -> HttpResponse:
    """Hide more, or stop doing so."""
    actions.set_hidden(own.invitation_id, by=own.by, now=request.now, hidden=request.POST.get("hidden") == "yes")  # type: ignore[attr-defined]
    return redirect("portal-settings")


def _everything(request: HttpRequest, own: OwnPages) -> dict[str, object]:
    """All that stands here about this parent and may be shown, by the same queries as the pages."""
    now = request.now  # type: ignore[attr-defined]
    with one_page():
        return {
            **of_help(own, now),
            "me": own_facts(own.family_id, by=own.by, now=now),
            "plan": own_plan(own.family_id, by=own.by, now=now),
            "questions": own_questions(own.family_id, by=own.by, now=now),
            "consents": own_grounds(own.family_id, by=own.by, now=now),
            "requests": own_requests(own.family_id, by=own.by, now=now),
            "messages": parent_messages(own.invitation_id, by=own.by, now=now),
            "passkeys": passkeys(own.by.user_id),
            "providers": tuple(one.name for one, bound in _providers(own) if bound),
            "looks": who_looked(own.family_id, by=own.by, now=now),
        }


@parents_only
def copy(request: HttpRequest, *, own: OwnPages) -> HttpResponse:
    """Everything on one page, to read or to print."""
    return page(request, "own_settings/copy.html", own, today=request.today, **_everything(request, own))  # type: ignore[attr-defined]


@parents_only
def copy_file(request: HttpRequest, *, own: OwnPages) -> HttpResponse:
    """The same as a file that another programme can read. Its name tells nothing."""
    found = {name: _plain(part) for name, part in _everything(request, own).items()}
    answer = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="mijn-gegevens.json"'
    return unkept(answer)


def _plain(part: object) -> object:
    if isinstance(part, tuple | list):
        return [_plain(one) for one in part]
    return part if isinstance(part, str) else asdict(part)  # type: ignore[call-overload]
