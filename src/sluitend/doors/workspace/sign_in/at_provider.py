"""The pages of signing in at the provider of one's own organisation: there, back, and the first time."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from sluitend.care.accounts.queries import account_of
from sluitend.care.network.actions import follow_provider, recognise_by_email
from sluitend.care.network.queries import system_actor, worker_by_email, worker_of
from sluitend.core.access import NotNow
from sluitend.core.sign_in import Level, Provider, Refusal, Serves
from sluitend.core.text import Text, text
from sluitend.doors.workspace.sign_in.session import come_in, next_page, stated
from sluitend.ui import openid

WAITING = "sign_in_waiting"
NO_WORK = text(
    "Uw aanmelding klopt, maar u werkt hier vandaag niet volgens het netwerk. Bel de beheerder van uw organisatie."
)
OTHER_ORGANISATION = text(
    "Uw aanmelding klopt, maar zij hoort bij een andere organisatie dan hier bekend is. Bel de beheerder van uw organisatie."
)
SAID: dict[Refusal, Text] = {
    Refusal.USED: text("Deze aanmelding is al gebruikt of te oud. Begin hier opnieuw."),
    Refusal.UNPROVEN: text(
        "Wij kunnen niet controleren of deze aanmelding klopt. Begin opnieuw. Gebeurt het weer? Bel uw beheerder."
    ),
    Refusal.UNREACHABLE: text(
        "De inlogdienst van uw organisatie antwoordt niet. Probeer het straks opnieuw. Blijft het zo? Bel uw beheerder."
    ),
    Refusal.STOPPED: text("U bent bij de inlogdienst gestopt met aanmelden. Begin opnieuw als u toch wilt aanmelden."),
    Refusal.TOO_WEAK: text(
        "U bent aangemeld op een manier die hier niet sterk genoeg is. "
        "Meld u opnieuw aan met een tweede stap, bijvoorbeeld een pas of een app."
    ),
    Refusal.MEANT_ELSEWHERE: text("Deze aanmelding is voor een ander programma bedoeld. Begin hier opnieuw."),
    Refusal.UNKNOWN: text(
        "Uw aanmelding klopt, maar is hier nog niet gekoppeld. Geef het kenmerk hieronder aan uw beheerder."
    ),
}


@never_cache
def there(request: HttpRequest, key: str) -> HttpResponse:
    provider = _provider(key)
    request.session["next"] = request.GET.get("next", "")
    try:
        come_back = request.build_absolute_uri(reverse("provider-back", args=[key]))
        return openid.send_there(request, provider, come_back, _asked(request, provider))
    except openid.Refused as refused:
        return _refused(request, SAID[refused.why], provider)


@never_cache
def back(request: HttpRequest, key: str) -> HttpResponse:
    """Back from the provider: known here, recognised for the first time, or refused with what to do."""
    provider = _provider(key)
    try:
        proof = openid.proof(request, provider)
    except openid.Refused as refused:
        return _refused(request, SAID[refused.why], provider)
    organisation = provider.organisation(proof.claims)
    if organisation is None:
        return _refused(request, OTHER_ORGANISATION, provider)
    state = _state(provider, proof, organisation)
    account = account_of(key, proof.claims["sub"])
    if account is not None:
        return _come_in(request, provider, account, state)
    found = worker_by_email(state["email"], key, organisation, request.today)  # type: ignore[attr-defined]
    if found is None:
        return _refused(request, SAID[Refusal.UNKNOWN], provider, subject=proof.claims["sub"])
    request.session[WAITING] = {**state, "professional": found.id}
    return render(request, "sign_in/first_time.html", {"worker": found, "provider": provider})


@never_cache
@require_POST
def first_time(request: HttpRequest, key: str) -> HttpResponse:
    """'Yes, this is me': from now on this sign-in is that professional. Never done without the person saying so."""
    provider = _provider(key)
    state = request.session.pop(WAITING, None)
    if state is None or state["provider"] != key:
        return _refused(request, SAID[Refusal.USED], provider)
    found = worker_by_email(state["email"], key, state["organisation"], request.today)  # type: ignore[attr-defined]
    if found is None or found.id != state["professional"]:
        return _refused(request, SAID[Refusal.UNKNOWN], provider, subject=state["subject"])
    by, now = system_actor(found.region_id), request.now  # type: ignore[attr-defined]
    try:
        recognise_by_email(found.id, by=by, now=now, provider=key, subject=state["subject"])
    except NotNow as refused:
        return _refused(request, refused.reason, provider)
    account = account_of(key, state["subject"])
    assert account is not None
    return _come_in(request, provider, account, state)


@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out here, and then at the provider too, so that the next person at this screen is not let in by it."""
    signed_in = stated(request)
    logout(request)
    provider = settings.PROVIDERS.get(signed_in.get("provider", ""))
    here = reverse("sign-in")
    if provider is None:
        return redirect(here)
    return redirect(openid.sign_out_address(provider, signed_in["token"], request.build_absolute_uri(here)) or here)


def _asked(request: HttpRequest, provider: Provider) -> Level:
    """How strongly somebody has to come in: what the provider's file says, or more when a page asked for more."""
    level = request.GET.get("level", "")
    more = Level(int(level)) if level in {str(int(one)) for one in Level} else Level.LOW
    return max(provider.needs, more)


def _provider(key: str) -> Provider:
    if (found := openid.providers(Serves.PROFESSIONALS).get(key)) is None:
        raise Http404
    return found


def _state(provider: Provider, proof: openid.Proof, organisation: str) -> dict[str, Any]:
    claims = proof.claims
    verified = provider.binds_by_email and claims.get("email_verified") is True
    return {
        "provider": provider.key,
        "level": int(provider.level(claims) or Level.LOW),
        "token": proof.token,
        "subject": claims["sub"],
        "organisation": organisation,
        "roles": sorted(provider.given_roles(claims)),
        "email": str(claims.get("email", "")) if verified else "",
    }


def _come_in(
    request: HttpRequest, provider: Provider, account: AbstractBaseUser, state: dict[str, Any]
) -> HttpResponse:
    worker = worker_of(account.pk, request.today)  # type: ignore[attr-defined]
    if worker is None:
        return _refused(request, NO_WORK, provider)
    if state["organisation"] and state["organisation"] != worker.organisation:
        return _refused(request, OTHER_ORGANISATION, provider)
    if provider.roles_claim:
        by, now = system_actor(worker.region_id), request.now  # type: ignore[attr-defined]
        follow_provider(worker.id, by=by, now=now, roles=state["roles"], possible=set(provider.roles.values()))
    wanted = next_page(request, request.session.get("next", ""))
    come_in(request, account, Level(state["level"]), provider=provider.key, token=state["token"])
    return redirect(wanted)


def _refused(request: HttpRequest, reason: Text, provider: Provider, *, subject: str = "") -> HttpResponse:
    shown = {"reason": reason, "provider": provider, "subject": subject}
    return render(request, "sign_in/refused.html", shown, status=403)
