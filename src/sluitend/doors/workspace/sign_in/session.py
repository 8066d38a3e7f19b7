"""What a session remembers of how somebody signed in, and what that is too weak for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from sluitend.care import wall
from sluitend.care.accounts.devices import note_device
from sluitend.care.accounts.passkeys import passkeys
from sluitend.care.accounts.second_step import has_second_step
from sluitend.care.network.queries import actor_of
from sluitend.core.access import STRONGER, Actor
from sluitend.core.permissions import Permission
from sluitend.core.sign_in import Level

IN_SESSION = "sign_in"
REGION = "region"
# The first that is found counts: Edge calls itself Chrome too, an iPhone Mac.
BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def stated(request: HttpRequest) -> dict[str, Any]:
    """`provider` (its key), `level`, and `token` to sign out with; empty for a password."""
    found: dict[str, Any] = request.session.get(IN_SESSION, {})
    return found


def too_weak_for(request: HttpRequest) -> frozenset[Permission]:
    """In the demonstration nobody is real, so nothing is."""
    if settings.DEMONSTRATION:
        return frozenset()
    level = Level(stated(request).get("level", Level.LOW))
    return frozenset(permission for permission, needed in settings.SIGN_IN_LEVELS.items() if level < needed)


def stronger(request: HttpRequest) -> dict[str, Any]:
    """How this person comes in more strongly: again at the own provider, by the second step that is there, or by making one."""
    signed_in = stated(request)
    again = urlencode({"next": request.path, "level": signed_in.get("level", Level.LOW) + 1})
    if provider := settings.PROVIDERS.get(signed_in.get("provider", "")):
        return {
            "reason": STRONGER,
            "provider": provider.name,
            "url": f"{reverse('provider-there', args=[provider.key])}?{again}",
        }
    if signed_in.get("level", Level.LOW) >= Level.SUBSTANTIAL:
        return {"reason": STRONGER, "nothing_stronger": True}
    ready = request.user.pk is not None and _more_than_a_password(request.user.pk)
    return {"reason": STRONGER, "ready": ready, "url": reverse("own-sign-in")}


def may_change_sign_in(request: HttpRequest, user_id: int) -> bool:
    """Who has more than a password must have come in by it to change the ways in: a stolen password alone adds none.

    Who came in by a provider gets no way in beside it: the organisation that ends the account there ends it here too.
    """
    signed_in = stated(request)
    if signed_in.get("provider"):
        return False
    return signed_in.get("level", Level.LOW) >= Level.SUBSTANTIAL or not _more_than_a_password(user_id)


def _more_than_a_password(user_id: int) -> bool:
    return has_second_step(user_id) or bool(passkeys(user_id))


def works_as(request: HttpRequest) -> Actor | None:
    """A connection that was told the region of this person last need not be told anything: the session knows it since the sign-in."""
    user_id, today = request.user.pk, request.today  # type: ignore[attr-defined]
    return wall.found_in(request.session.get(REGION), lambda: actor_of(user_id, today))


def remember_region(request: HttpRequest) -> None:
    """At signing in: where this person works. It only says where to look first; what one may is read anew on every request."""
    found = works_as(request)
    if found is not None:
        request.session[REGION] = found.region_id


def come_in(request: HttpRequest, account: AbstractBaseUser, level: Level, **more: str) -> None:
    """Sign in under a new session that knows how; `more` is `provider` and `token`."""
    login(request, account)
    remember_region(request)
    request.session[IN_SESSION] = {"level": int(level), **more}
    if request.session.session_key is None:
        request.session.create()
    note_device(account.pk, request.session.session_key, browser(request), request.now)  # type: ignore[attr-defined]


def browser(request: HttpRequest) -> str:
    """In words that its owner recognises: which browser on which machine, and no more."""
    said = request.headers.get("User-Agent", "")
    on = next((name for mark, name in MACHINES if mark in said), "")
    by = next((name for mark, name in BROWSERS if mark in said), "")
    return ", ".join(part for part in (by, on) if part) or "?"


def next_page(request: HttpRequest, wanted: str) -> str:
    """Where one wanted to go, if that is here; never an address elsewhere."""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"
