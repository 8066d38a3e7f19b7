"""What every door does with an OpenID provider, through Authlib: code flow with PKCE, `private_key_jwt`, discovery, nonce.

What Authlib leaves open and is closed here: our client must be in `aud` (whoever else may be), the discovered issuer must be the one in
the settings, and only asymmetric signatures count, whatever a provider says it supports (docs/decisions/0019 and 0028).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client.errors import MismatchingStateError
from authlib.integrations.django_client import OAuth
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from joserfc.errors import JoseError
from requests import RequestException

from sluitend.core.sign_in import Level, Provider, Refusal, Serves

PATIENCE = 5
"""Seconds that we wait for one answer of a provider."""
LEEWAY = 30
"""Seconds that two clocks may differ."""
SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]


class Refused(Exception):
    """Nobody is let in; the door says in its own words why and what to do."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Proof:
    """What a provider says about somebody, after everything was checked; and the token itself, to sign out with."""

    claims: Mapping[str, Any]
    token: str


def providers(serves: Serves) -> dict[str, Provider]:
    """Where the people of this door can come in, by key."""
    return {key: provider for key, provider in settings.PROVIDERS.items() if provider.serves is serves}


def send_there(request: HttpRequest, provider: Provider, come_back: str, needs: Level, **more: str) -> HttpResponse:
    """To the provider's own page, asking for one of the levels that are strong enough; `more` are further parameters of OpenID."""
    enough = [acr for acr, level in provider.acr.items() if level >= needs]
    with _refusing():
        asked = {"acr_values": " ".join(enough), **more}
        answer: HttpResponse = _client(provider).authorize_redirect(request, come_back, **asked)
    return answer


def proof(request: HttpRequest, provider: Provider) -> Proof:
    """Whom the provider sent back to us. Raises Refused."""
    if request.GET.get("error") in {"access_denied", "login_required", "interaction_required"}:
        raise Refused(Refusal.STOPPED)
    if request.GET.get("iss", provider.issuer) != provider.issuer:
        raise Refused(Refusal.UNPROVEN)
    with _refusing():
        options = {"iss": {"essential": True, "value": provider.issuer}, "exp": {"essential": True}}
        token = _client(provider).authorize_access_token(request, claims_options=options, leeway=LEEWAY)
    claims = token.get("userinfo")
    if claims is None:
        raise Refused(Refusal.UNPROVEN)
    if why := provider.refusal(claims):
        raise Refused(why)
    return Proof(claims, token["id_token"])


def sign_out_address(provider: Provider, token: str, come_back: str) -> str:
    """Where one also signs out at the provider; empty when it has no such page or does not answer."""
    try:
        made = _client(provider).create_logout_url(
            post_logout_redirect_uri=come_back, id_token_hint=token, client_id=provider.client_id
        )
    except (RequestException, RuntimeError, Refused):
        return ""
    return str(made["url"])


def _client(provider: Provider) -> Any:
    """Discovery at every sign-in: two small requests, and a key that was changed or withdrawn counts at once."""
    client = OAuth().register(
        provider.key,
        client_id=provider.client_id,
        client_secret=os.environ[provider.key_from],
        server_metadata_url=provider.issuer.rstrip("/") + "/.well-known/openid-configuration",
        client_auth_methods=[_signed(provider)],
        client_kwargs={
            "scope": provider.asks,
            "code_challenge_method": "S256",
            "token_endpoint_auth_method": provider.authentication,
            "default_timeout": PATIENCE,
        },
    )
    about = client.load_server_metadata()
    if about.get("issuer") != provider.issuer:
        raise Refused(Refusal.UNPROVEN)
    about["id_token_signing_alg_values_supported"] = SIGNATURES
    return client


def _signed(provider: Provider) -> PrivateKeyJWT:
    """Our own proof at the token endpoint."""
    return PrivateKeyJWT(alg=provider.algorithm, headers={"kid": provider.key_id} if provider.key_id else None)


@contextmanager
def _refusing() -> Iterator[None]:
    """Every way in which the outside can be wrong becomes a sentence; what is wrong with ourselves stays an accident."""
    try:
        yield
    except MismatchingStateError as wrong:
        raise Refused(Refusal.USED) from wrong
    except RequestException as wrong:
        raise Refused(Refusal.UNREACHABLE) from wrong
    except (AuthlibBaseError, JoseError) as wrong:
        raise Refused(Refusal.UNPROVEN) from wrong
