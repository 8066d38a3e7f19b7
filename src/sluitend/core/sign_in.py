"""How strongly somebody is known, and whether what a provider of identities says lets this person in.

Signatures, terms, nonce and issuer are checked by Authlib; here is what only we know. Levels of eIDAS and the Wdo (standards.md 5.1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum, StrEnum
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from sluitend.core.permissions import Permission
from sluitend.core.roles import JOBS, Role


class Level(IntEnum):
    """Level of assurance: a password is low, a second proof substantial, a checked identity on a card or register high."""

    LOW = 1
    SUBSTANTIAL = 2
    HIGH = 3


ENOUGH_WITH_A_PASSWORD = frozenset(
    {Permission.SEE_NETWORK, Permission.SEE_AGREEMENTS, Permission.EDIT_CARD, Permission.SEE_COALITION}
)
"""What holds nothing of a family and gives nobody access: the directory, the agreements, one's own card, counts without names."""

LEVELS: dict[Permission, Level] = {
    permission: Level.LOW if permission in ENOUGH_WITH_A_PASSWORD else Level.SUBSTANTIAL for permission in Permission
}
"""How strongly a professional must be known for each permission; a new permission asks for a second proof until somebody decides otherwise.

Source: standards.md 5.1. NEN 7510 and 7512 ask for more than one factor before data of care are shown; the Wdo puts such data at
*substantieel* at least. *Hoog* (bill 36 702, Dezi) is not law: a region may ask for it, and never for less than this."""


class Refusal(StrEnum):
    """Why a sign-in at a provider lets nobody in. Each door has its own words for it, with what to do."""

    USED = "used"
    UNPROVEN = "unproven"
    UNREACHABLE = "unreachable"
    STOPPED = "stopped"
    TOO_WEAK = "too_weak"
    MEANT_ELSEWHERE = "meant_elsewhere"
    UNKNOWN = "unknown"
    """The sign-in is right, and is nobody's here."""


class Serves(StrEnum):
    """For whom a provider speaks. Never for both: who works here is known in another way than who is helped."""

    PROFESSIONALS = "professionals"
    PARENTS = "parents"


class Provider(BaseModel):
    """An organisation's (or a region's) OpenID provider, as the file of SIGN_IN_PROVIDERS describes it. Holds no secret."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    name: str
    serves: Serves = Serves.PROFESSIONALS
    issuer: str
    client_id: str
    authentication: Literal["private_key_jwt", "client_secret_basic"] = "private_key_jwt"
    """How we prove who we are; a shared secret only for a provider that knows no better."""
    key_from: str
    """Name of the variable in the environment that holds our private key (PEM or JWK) or the secret."""
    key_id: str = ""
    algorithm: str = "RS256"
    scope: str = "openid profile email"
    acr: dict[str, Level]
    """What each `acr` of this provider is worth. A value that is not here is worth nothing."""
    needs: Level = Level.SUBSTANTIAL
    organisation_claim: str = ""
    organisations: dict[str, str] = {}
    """Value of the claim: the name of the organisation here."""
    roles_claim: str = ""
    roles: dict[str, Role] = {}
    binds_by_email: bool = False
    """This provider's `email_verified` is trusted to find somebody's card, once."""

    @field_validator("acr", "needs", mode="before")
    @classmethod
    def _levels_by_name(cls, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {acr: Level[name.upper()] for acr, name in value.items()}
        return Level[value.upper()] if isinstance(value, str) else value

    @field_validator("issuer")
    @classmethod
    def _by_tls(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme != "https" and parts.hostname not in {"localhost", "127.0.0.1"}:
            raise ValueError("an issuer begins with https://")
        return value

    @field_validator("roles")
    @classmethod
    def _jobs_only(cls, value: dict[str, Role]) -> dict[str, Role]:
        if wrong := set(value.values()) - set(JOBS):
            raise ValueError(f"not a role that a provider can give: {', '.join(sorted(wrong))}")
        return value

    @model_validator(mode="after")
    def _a_parent_has_no_work(self) -> Provider:
        if self.serves is Serves.PARENTS and (self.roles_claim or self.organisation_claim or self.binds_by_email):
            raise ValueError("a provider for parents gives no roles, no organisation, and finds nobody by e-mail")
        return self

    @property
    def asks(self) -> str:
        """What the provider may tell us (scope): of a parent only that it is the same person as before."""
        return "openid" if self.serves is Serves.PARENTS else self.scope

    @property
    def issuer_origin(self) -> str:
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"

    def level(self, claims: Mapping[str, Any]) -> Level | None:
        """What this sign-in is worth; None when the provider does not say, or in words that we do not know."""
        return self.acr.get(str(claims.get("acr", "")))

    def given_roles(self, claims: Mapping[str, Any]) -> frozenset[Role]:
        """The roles that the provider says somebody has, as far as they are mapped."""
        return frozenset(self.roles[said] for said in _several(claims.get(self.roles_claim)) if said in self.roles)

    def refusal(self, claims: Mapping[str, Any]) -> Refusal | None:
        """Why a token that was really signed by this provider still lets nobody in; None when it does."""
        if not claims.get("sub") or self.client_id not in _several(claims.get("aud")):
            return Refusal.MEANT_ELSEWHERE
        level = self.level(claims)
        if level is None or level < self.needs:
            return Refusal.TOO_WEAK
        return None

    def organisation(self, claims: Mapping[str, Any]) -> str | None:
        """The name here of the organisation in the claim; None when it is unknown here, empty when this provider does not tell."""
        if not self.organisation_claim:
            return ""
        return self.organisations.get(str(claims.get(self.organisation_claim, "")))


def _several(value: object) -> Sequence[str]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()
