"""Who may do what: `may()` answers with a reason. The permissions are in core/permissions.py, the roles in core/roles.py.

The order of questions (peers.md, finding 5: one policy, used by every route):
1. does one of your roles hold the permission at all;
2. is the thing in your region;
3. does the permission ask for a relation (involved with the family, of the receiving party, the owner), and do you have it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sluitend.core.permissions import RELATIONS, Permission, Relation
from sluitend.core.roles import ROLES, Role
from sluitend.core.text import Text, text


class Domain(StrEnum):
    MEDICAL = "medical"
    SOCIAL = "social"
    PUBLIC_HEALTH = "public_health"
    INFORMAL = "informal"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True)
class Actor:
    """Somebody (or the system) who acts, as plain values. Ids are those of the network app."""

    user_id: int
    name: str
    roles: frozenset[Role]
    region_id: int
    professional_id: int | None = None
    organisation_id: int | None = None
    domain: Domain | None = None
    team_ids: frozenset[int] = frozenset()
    standing_in_for: frozenset[int] = frozenset()
    """Professionals for whom this person is the stand-in today."""
    access_point: str = ""
    """From where: the network address of the request; empty for jobs and commands (NEN 7513)."""
    trace: str = ""
    """The request, so that everything that it did and showed can be put together."""
    too_weak_for: frozenset[Permission] = frozenset()
    """What the roles allow but the way of signing in does not (core/sign_in.py)."""
    person_id: int | None = None
    """Set for a parent on the own pages; a parent is no professional."""
    own_families: frozenset[int] = frozenset()
    """The families whose own pages are open to this parent."""

    @property
    def permissions(self) -> frozenset[Permission]:
        return frozenset().union(*(ROLES[role].permissions for role in self.roles))

    @property
    def acts_for(self) -> frozenset[int]:
        """Professional ids whose work this person may do: the own one and those stood in for."""
        own = frozenset() if self.professional_id is None else frozenset({self.professional_id})
        return own | self.standing_in_for


@dataclass(frozen=True)
class About:
    """What a question of access is about, as plain values made by the model that was loaded."""

    region_id: int
    involved: frozenset[int] = frozenset()
    """Professionals who are involved with the family today (lead, team around the family, open hand-over)."""
    glass_broken_by: frozenset[int] = frozenset()
    """Professionals with emergency access that has not ended."""
    owners: frozenset[int] = frozenset()
    """Professionals whose own thing this is (the signaller, the sender, the owner of the promise)."""
    receiving_organisation_id: int | None = None
    """The organisation that is asked, for signals and referrals."""
    receiving_team_id: int | None = None
    on_ground: bool = False
    """It was sent to the receiving organisation on a recorded ground (a signal, a referral)."""
    family_id: int | None = None
    lead_name: str = ""
    """Shown in a refusal, so that one knows whom to ask."""


SECRET = text("Hier is niets dat u kunt openen. Vraag het aan wie u hierheen stuurde.")
"""One refusal for what is not there and for what is not for you: nobody learns which of the two it is."""


@dataclass(frozen=True)
class Answer:
    """Yes, or no with the sentence that the user sees."""

    allowed: bool
    reason: Text | None = None

    def __bool__(self) -> bool:
        return self.allowed


YES = Answer(True)


class NotAllowed(Exception):
    """You may not do this; `reason` says why and how to ask."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.message)
        self.reason = reason


class NotNow(Exception):
    """The state of the thing does not allow this now; `reason` says what would. `field` names the form field, if one is to blame."""

    def __init__(self, reason: Text, field: str | None = None) -> None:
        super().__init__(reason.message)
        self.reason = reason
        self.field = field


UNKNOWN = text("Dit bestaat niet, of het hoort bij een andere regio.")
"""One sentence for both: whether a number exists elsewhere is nobody's business."""


STRONGER = text(
    "Uw rol geeft hier toegang toe, maar eerst moet zekerder zijn dat u het bent. "
    "Hier gaat het om gegevens van gezinnen, of om wie die mag zien."
)
"""The role is right and the way of signing in is not: the page says how to come in more strongly."""


def may(by: Actor, permission: Permission, about: About | None = None) -> Answer:
    if permission not in by.permissions:
        return Answer(
            False, text("Uw rol geeft hier geen toegang toe. Vraag uw teamleider als u dit voor uw werk nodig heeft.")
        )
    if permission in by.too_weak_for:
        return Answer(False, STRONGER)
    if Role.SYSTEM in by.roles or about is None:
        return YES
    if about.region_id != by.region_id:
        return Answer(False, UNKNOWN)
    return _related(by, RELATIONS.get(permission, Relation.NONE), about)


def _related(by: Actor, relation: Relation, about: About) -> Answer:
    own = bool(by.acts_for & about.owners)
    receiver = by.organisation_id is not None and by.organisation_id == about.receiving_organisation_id
    own_family = about.family_id is not None and about.family_id in by.own_families
    family = own_family or bool(by.acts_for & (about.involved | about.glass_broken_by))
    related = {
        Relation.NONE: True,
        Relation.FAMILY: family,
        Relation.OWN_FAMILY: own_family,
        Relation.OWN: own,
        Relation.RECEIVER: receiver,
        Relation.OWN_OR_RECEIVER: own or receiver,
        Relation.ORGANISATION: receiver or Permission.MANAGE_NETWORK in by.permissions,
        Relation.PARTY_OR_FAMILY: own or receiver or family,
        Relation.CIRCLE: by.professional_id in about.owners,
    }[relation]
    return YES if related else Answer(False, _refusal(relation, about))


def _refusal(relation: Relation, about: About) -> Text:
    if relation is Relation.CIRCLE:
        return SECRET
    if relation in {Relation.FAMILY, Relation.PARTY_OR_FAMILY} and about.lead_name:
        return text(
            "Dit gezin is bekend. U bent niet betrokken. De regie ligt bij %(lead)s. Stuur een signaal of vraag toegang.",
            lead=about.lead_name,
        )
    if relation in {Relation.FAMILY, Relation.PARTY_OR_FAMILY}:
        return text("Dit gezin is bekend. U bent niet betrokken. Stuur een signaal of vraag toegang.")
    if relation is Relation.OWN_FAMILY:
        return text("Dit hoort bij een ander gezin.")
    if relation is Relation.ORGANISATION:
        return text("Dit hoort bij een andere organisatie. Alleen wie daar werkt, kan dit veranderen.")
    if relation is Relation.RECEIVER:
        return text("Dit is aan een andere organisatie gevraagd. Alleen zij kunnen antwoorden.")
    return text("Dit is het werk van iemand anders. Vraag het aan die persoon of aan de teamleider.")
