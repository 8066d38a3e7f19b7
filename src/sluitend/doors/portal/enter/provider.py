"""Coming in by a provider of identities (DigiD through a broker): with the code of the invitation, later without, or linked when in.

Nobody gets pages by it alone. The provider asks each time who it is, because a phone or tablet at home is used by more people.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from sluitend.care.accounts.queries import account_of
from sluitend.care.parents.actions import guest_with, link_provider, open_at_provider, unlink_provider
from sluitend.care.parents.queries import OwnPages
from sluitend.core.access import NotNow
from sluitend.core.sign_in import Provider, Refusal, Serves
from sluitend.doors.portal.door import let_in, page, pages_of, parents_only, spoken_by, unkept
from sluitend.doors.portal.enter.forms import OnlyCode
from sluitend.ui import openid
from sluitend.ui.guessing import by_invitation, note_failure, too_often

WAITING = "portal_waiting"
"""What the parent goes to the provider for: nothing (to come in), `invitation` (with its code) or `link` (the own pages that are open)."""
SIGNED_IN = "portal_provider"
TAKEN, WRONG_CODE, ONLY_WAY = "provider.taken", "enter.wrong_code", "provider.only_way"


def for_parents() -> list[Provider]:
    return [provider for provider in settings.PROVIDERS.values() if provider.serves is Serves.PARENTS]


@never_cache
@require_POST
def there(request: HttpRequest, key: str) -> HttpResponse:
    return _send(request, _provider(key))


@sensitive_post_parameters()
def with_code(request: HttpRequest, key: str) -> HttpResponse:
    """The code first, so that the provider is only asked who somebody is that was invited."""
    provider, spoken = _provider(key), spoken_by(request)
    form = OnlyCode(spoken, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if too_often(request, by_invitation(request)):
            form.wrong(None, "enter.too_often")
        else:
            try:
                waiting = {"invitation": guest_with(now=request.now, **form.answers)}  # type: ignore[attr-defined]
                return _send(request, provider, **waiting)
            except NotNow:
                note_failure(request, by_invitation(request))
                form.wrong("code", WRONG_CODE)
    shown = {"form": form, "provider": provider}
    return page(request, "own_enter/code_then_provider.html", None, status=422 if form.errors else 200, **shown)


@parents_only
@require_POST
def link(request: HttpRequest, key: str, *, own: OwnPages) -> HttpResponse:
    return _send(request, _provider(key), link=own.invitation_id)


@parents_only
@require_POST
def unlink(request: HttpRequest, key: str, *, own: OwnPages) -> HttpResponse:
    provider = _provider(key)
    try:
        unlink_provider(own.invitation_id, by=own.by, now=request.now, provider=key)  # type: ignore[attr-defined]
    except NotNow:
        return _refused(request, provider, ONLY_WAY, own)
    return redirect("portal-settings")


@never_cache
def back(request: HttpRequest, key: str) -> HttpResponse:
    """Back from the provider: in, linked, or a page that says what to do."""
    provider, waiting = _provider(key), request.session.pop(WAITING, {})
    try:
        proof = openid.proof(request, provider)
    except openid.Refused as refused:
        return _refused(request, provider, f"provider.{refused.why}")
    if "link" in waiting:
        return _linked(request, provider, proof, waiting["link"])
    try:
        if "invitation" in waiting:
            said = {"subject": proof.claims["sub"], "language": spoken_by(request).id}
            open_at_provider(waiting["invitation"], now=request.now, provider=key, **said)  # type: ignore[attr-defined]
    except NotNow as refused:
        return _refused(request, provider, WRONG_CODE if refused.field == "code" else TAKEN)
    return _in(request, provider, proof)


def _in(request: HttpRequest, provider: Provider, proof: openid.Proof) -> HttpResponse:
    user = account_of(provider.key, proof.claims["sub"])
    if user is None or pages_of(request, user.pk) is None:
        return _refused(request, provider, f"provider.{Refusal.UNKNOWN}")
    answer = let_in(request, user)
    request.session[SIGNED_IN] = {"provider": provider.key, "token": proof.token}
    return answer


def _linked(request: HttpRequest, provider: Provider, proof: openid.Proof, invitation_id: int) -> HttpResponse:
    """The pages must still be open in this browser, and still the same ones."""
    own = pages_of(request, request.user.pk) if request.user.is_authenticated else None
    if own is None or own.invitation_id != invitation_id:
        return _refused(request, provider, f"provider.{Refusal.USED}")
    try:
        now = request.now  # type: ignore[attr-defined]
        link_provider(own.invitation_id, by=own.by, now=now, provider=provider.key, subject=proof.claims["sub"])
    except NotNow:
        return _refused(request, provider, TAKEN, own)
    return redirect("portal-settings")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out here, and at the provider too where one came in by it; not by way of the provider while the pages are hidden."""
    signed_in = request.session.get(SIGNED_IN, {})
    own = pages_of(request, request.user.pk) if request.user.is_authenticated else None
    logout(request)
    provider, here = settings.PROVIDERS.get(signed_in.get("provider", "")), reverse("portal-enter")
    if provider is None or own is None or own.hidden:
        return unkept(redirect(here))
    address = openid.sign_out_address(provider, signed_in["token"], request.build_absolute_uri(here))
    return unkept(redirect(address or here))


def _provider(key: str) -> Provider:
    found: Provider | None = settings.PROVIDERS.get(key)
    if found is None or found.serves is not Serves.PARENTS:
        raise Http404
    return found


def _send(request: HttpRequest, provider: Provider, **waiting: Any) -> HttpResponse:
    request.session[WAITING] = waiting
    come_back = request.build_absolute_uri(reverse("portal-provider-back", args=[provider.key]))
    try:
        return unkept(openid.send_there(request, provider, come_back, provider.needs, prompt="login"))
    except openid.Refused as refused:
        return _refused(request, provider, f"provider.{refused.why}")


def _refused(request: HttpRequest, provider: Provider, why: str, own: OwnPages | None = None) -> HttpResponse:
    return page(request, "own_enter/refused_provider.html", own, status=403, why=why, provider=provider)
