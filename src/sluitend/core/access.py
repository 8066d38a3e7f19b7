"""Who may do what: permissions, roles in sentences, and `may()` which answers with a reason.

The order of questions (peers.md, finding 5: one policy, used by every route):
1. does one of your roles hold the permission at all;
2. is the thing in your region;
3. does the permission ask for a relation (involved with the family, of the receiving party, the owner), and do you have it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sluitend.core.text import Text, text


class Domain(StrEnum):
    MEDICAL = "medical"
    SOCIAL = "social"
    PUBLIC_HEALTH = "public_health"
    INFORMAL = "informal"
    MUNICIPALITY = "municipality"


class Permission(StrEnum):
    SEND_SIGNAL = "send_signal"
    SEE_OWN_SIGNALS = "see_own_signals"
    ANSWER_SIGNAL = "answer_signal"
    SEE_INBOX = "see_inbox"
    SEE_FAMILY = "see_family"
    FIND_FAMILY = "find_family"
    RECORD_FACTS = "record_facts"
    EDIT_PEOPLE = "edit_people"
    MERGE_PEOPLE = "merge_people"
    RECORD_CONSENT = "record_consent"
    DECIDE_PROPOSAL = "decide_proposal"
    SEND_REFERRAL = "send_referral"
    ANSWER_REFERRAL = "answer_referral"
    FOLLOW_REFERRAL = "follow_referral"
    SEE_REFERRAL = "see_referral"
    COORDINATE = "coordinate"
    MAKE_PROMISE = "make_promise"
    KEEP_PROMISE = "keep_promise"
    TAKE_OVER_LEAD = "take_over_lead"
    MOVE_CASELOAD = "move_caseload"
    CLOSE_CASE = "close_case"
    EDIT_PLAN = "edit_plan"
    USE_PATHWAY = "use_pathway"
    BREAK_GLASS = "break_glass"
    ASK_ACCESS = "ask_access"
    GRANT_ACCESS = "grant_access"
    SEE_CASELOAD = "see_caseload"
    SEE_TEAM = "see_team"
    SEE_NETWORK = "see_network"
    EDIT_OFFER = "edit_offer"
    MANAGE_NETWORK = "manage_network"
    MANAGE_ORGANISATION = "manage_organisation"
    EDIT_CARD = "edit_card"
    SET_STAND_IN = "set_stand_in"
    IMPORT_CASELOAD = "import_caseload"
    SEE_COALITION = "see_coalition"
    PUT_IN_FORCE = "put_in_force"
    SEE_TRAIL = "see_trail"
    RUN_JOBS = "run_jobs"


class Role(StrEnum):
    MIDWIFE = "midwife"
    MATERNITY_NURSE = "maternity_nurse"
    YOUTH_NURSE = "youth_nurse"
    YOUTH_DOCTOR = "youth_doctor"
    GENERAL_PRACTITIONER = "general_practitioner"
    MEDICAL_SOCIAL_WORKER = "medical_social_worker"
    SOCIAL_WORKER = "social_worker"
    CASE_COORDINATOR = "case_coordinator"
    PROCESS_COORDINATOR = "process_coordinator"
    VOLUNTEER_COORDINATOR = "volunteer_coordinator"
    TEAM_LEAD = "team_lead"
    PROJECT_LEADER = "project_leader"
    POLICY_OFFICER = "policy_officer"
    ADMINISTRATOR = "administrator"
    GUEST = "guest"
    SYSTEM = "system"


_P = Permission
_EVERY_PROFESSIONAL = frozenset({_P.SEE_NETWORK, _P.EDIT_CARD, _P.SET_STAND_IN})
_KEEPS_THE_NETWORK = frozenset({_P.MANAGE_NETWORK, _P.MANAGE_ORGANISATION, _P.EDIT_OFFER})
_SIGNALLER = _EVERY_PROFESSIONAL | {
    _P.SEND_SIGNAL,
    _P.SEE_OWN_SIGNALS,
    _P.FIND_FAMILY,
    _P.SEE_FAMILY,
    _P.RECORD_FACTS,
    _P.EDIT_PEOPLE,
    _P.RECORD_CONSENT,
    _P.ASK_ACCESS,
    _P.BREAK_GLASS,
    _P.KEEP_PROMISE,
    _P.MAKE_PROMISE,
    _P.SEE_CASELOAD,
    _P.SEE_INBOX,
    _P.SEE_REFERRAL,
}
_CARE_GIVER = _SIGNALLER | {
    _P.ANSWER_SIGNAL,
    _P.DECIDE_PROPOSAL,
    _P.SEND_REFERRAL,
    _P.ANSWER_REFERRAL,
    _P.FOLLOW_REFERRAL,
    _P.TAKE_OVER_LEAD,
    _P.EDIT_PLAN,
    _P.EDIT_OFFER,
    _P.USE_PATHWAY,
    _P.COORDINATE,
    _P.CLOSE_CASE,
    _P.MERGE_PEOPLE,
    _P.IMPORT_CASELOAD,
    _P.GRANT_ACCESS,
}


@dataclass(frozen=True)
class RoleDescription:
    """What a role is for, in a sentence that its holder can read."""

    name: Text
    sentence: Text
    permissions: frozenset[Permission]


ROLES: dict[Role, RoleDescription] = {
    Role.MIDWIFE: RoleDescription(
        text("Verloskundige"),
        text(
            "Signaleert zorgen samen met de zwangere, verwijst, en blijft verantwoordelijk tot een ander het overneemt."
        ),
        _CARE_GIVER,
    ),
    Role.MATERNITY_NURSE: RoleDescription(
        text("Kraamverzorgende"),
        text("Signaleert in de kraamweek en draagt warm over aan de jeugdgezondheidszorg."),
        _SIGNALLER,
    ),
    Role.YOUTH_NURSE: RoleDescription(
        text("Jeugdverpleegkundige"),
        text("Beantwoordt signalen en verwijzingen, komt op huisbezoek en kan een gezin coördineren."),
        _CARE_GIVER,
    ),
    Role.YOUTH_DOCTOR: RoleDescription(
        text("Jeugdarts"),
        text("Beoordeelt samen met de jeugdverpleegkundige en verwijst."),
        _CARE_GIVER,
    ),
    Role.GENERAL_PRACTITIONER: RoleDescription(
        text("Huisarts"),
        text("Signaleert, verwijst en neemt na de bevalling de medische coördinatie over."),
        _CARE_GIVER,
    ),
    Role.MEDICAL_SOCIAL_WORKER: RoleDescription(
        text("Medisch maatschappelijk werker"),
        text("Ontvangt signalen uit het ziekenhuis en brengt ze verder."),
        _CARE_GIVER,
    ),
    Role.SOCIAL_WORKER: RoleDescription(
        text("Maatschappelijk werker"), text("Beantwoordt signalen, helpt het gezin en kan coördineren."), _CARE_GIVER
    ),
    Role.CASE_COORDINATOR: RoleDescription(
        text("Regiehouder"),
        text(
            "Is het vaste gezicht voor het gezin, bewaakt het ene gezinsplan en houdt het gezin in beeld zolang dat nodig is."
        ),
        _CARE_GIVER,
    ),
    Role.PROCESS_COORDINATOR: RoleDescription(
        text("Procesregisseur"),
        text("Stapt in als afspraken niet worden nagekomen of als niemand antwoordt."),
        _CARE_GIVER | {_P.SEE_TEAM, _P.MOVE_CASELOAD},
    ),
    Role.VOLUNTEER_COORDINATOR: RoleDescription(
        text("Coördinator vrijwilligers"),
        text("Ontvangt verwijzingen voor hulp door vrijwilligers."),
        _EVERY_PROFESSIONAL
        | {
            _P.SEE_INBOX,
            _P.ANSWER_REFERRAL,
            _P.FOLLOW_REFERRAL,
            _P.SEE_REFERRAL,
            _P.EDIT_OFFER,
            _P.SEE_FAMILY,
            _P.KEEP_PROMISE,
            _P.SEE_CASELOAD,
        },
    ),
    Role.TEAM_LEAD: RoleDescription(
        text("Teamleider"),
        text("Ziet het werk van het team, regelt vervanging en draagt caseloads over."),
        _CARE_GIVER | {_P.SEE_TEAM, _P.MOVE_CASELOAD, _P.MANAGE_ORGANISATION},
    ),
    Role.PROJECT_LEADER: RoleDescription(
        text("Projectleider coalitie"),
        text("Volgt of het netwerk sluit: aantallen, termijnen en gaten. Ziet geen namen van gezinnen."),
        _EVERY_PROFESSIONAL | _KEEPS_THE_NETWORK | {_P.SEE_COALITION, _P.PUT_IN_FORCE},
    ),
    Role.POLICY_OFFICER: RoleDescription(
        text("Beleidsadviseur"),
        text("Ziet de cijfers van de gemeente. Ziet nooit namen van gezinnen."),
        _EVERY_PROFESSIONAL | {_P.SEE_COALITION},
    ),
    Role.ADMINISTRATOR: RoleDescription(
        text("Beheerder"),
        text("Beheert organisaties, mensen en het spoor. Ziet geen dossiers."),
        _EVERY_PROFESSIONAL | _KEEPS_THE_NETWORK | {_P.SEE_TRAIL, _P.IMPORT_CASELOAD},
    ),
    Role.GUEST: RoleDescription(
        text("Ontvanger met een eenmalige link"),
        text("Heeft geen account. Ziet één verwijzing en kan die beantwoorden; verder niets."),
        frozenset({_P.ANSWER_REFERRAL, _P.FOLLOW_REFERRAL, _P.SEE_REFERRAL}),
    ),
    Role.SYSTEM: RoleDescription(
        text("Systeem"),
        text("Nachtwerk en laden: handelt namens niemand en staat altijd in het spoor."),
        frozenset(Permission),
    ),
}


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
    lead_name: str = ""
    """Shown in a refusal, so that one knows whom to ask."""


class Relation(StrEnum):
    """Which relation a permission asks for, beside the role."""

    NONE = "none"
    FAMILY = "family"
    OWN = "own"
    RECEIVER = "receiver"
    OWN_OR_RECEIVER = "own_or_receiver"
    ORGANISATION = "organisation"
    """Of the organisation itself, or keeper of the whole region's network."""
    PARTY_OR_FAMILY = "party_or_family"


RELATIONS: dict[Permission, Relation] = {
    _P.SEE_FAMILY: Relation.FAMILY,
    _P.RECORD_FACTS: Relation.FAMILY,
    _P.EDIT_PEOPLE: Relation.FAMILY,
    _P.RECORD_CONSENT: Relation.FAMILY,
    _P.DECIDE_PROPOSAL: Relation.FAMILY,
    _P.SEND_REFERRAL: Relation.FAMILY,
    _P.COORDINATE: Relation.FAMILY,
    _P.CLOSE_CASE: Relation.FAMILY,
    _P.EDIT_PLAN: Relation.FAMILY,
    _P.USE_PATHWAY: Relation.FAMILY,
    _P.MAKE_PROMISE: Relation.FAMILY,
    _P.GRANT_ACCESS: Relation.FAMILY,
    _P.MERGE_PEOPLE: Relation.FAMILY,
    _P.KEEP_PROMISE: Relation.OWN,
    _P.SEE_OWN_SIGNALS: Relation.OWN,
    _P.ANSWER_SIGNAL: Relation.RECEIVER,
    _P.ANSWER_REFERRAL: Relation.RECEIVER,
    _P.FOLLOW_REFERRAL: Relation.OWN_OR_RECEIVER,
    _P.SEE_REFERRAL: Relation.PARTY_OR_FAMILY,
    _P.TAKE_OVER_LEAD: Relation.OWN,
    _P.MOVE_CASELOAD: Relation.ORGANISATION,
    _P.EDIT_CARD: Relation.OWN,
    _P.SET_STAND_IN: Relation.OWN,
    _P.EDIT_OFFER: Relation.ORGANISATION,
    _P.MANAGE_ORGANISATION: Relation.ORGANISATION,
    _P.IMPORT_CASELOAD: Relation.ORGANISATION,
}


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


def may(by: Actor, permission: Permission, about: About | None = None) -> Answer:
    if permission not in by.permissions:
        return Answer(
            False, text("Uw rol geeft hier geen toegang toe. Vraag uw teamleider als u dit voor uw werk nodig heeft.")
        )
    if Role.SYSTEM in by.roles or about is None:
        return YES
    if about.region_id != by.region_id:
        return Answer(False, text("Dit hoort bij een andere regio."))
    return _related(by, RELATIONS.get(permission, Relation.NONE), about)


def _related(by: Actor, relation: Relation, about: About) -> Answer:
    own = bool(by.acts_for & about.owners)
    receiver = by.organisation_id is not None and by.organisation_id == about.receiving_organisation_id
    family = bool(by.acts_for & (about.involved | about.glass_broken_by))
    related = {
        Relation.NONE: True,
        Relation.FAMILY: family,
        Relation.OWN: own,
        Relation.RECEIVER: receiver,
        Relation.OWN_OR_RECEIVER: own or receiver,
        Relation.ORGANISATION: receiver or Permission.MANAGE_NETWORK in by.permissions,
        Relation.PARTY_OR_FAMILY: own or receiver or family,
    }[relation]
    return YES if related else Answer(False, _refusal(relation, about))


def _refusal(relation: Relation, about: About) -> Text:
    if relation in {Relation.FAMILY, Relation.PARTY_OR_FAMILY} and about.lead_name:
        return text(
            "Dit gezin is bekend. U bent niet betrokken. De regie ligt bij %(lead)s. Stuur een signaal of vraag toegang.",
            lead=about.lead_name,
        )
    if relation in {Relation.FAMILY, Relation.PARTY_OR_FAMILY}:
        return text("Dit gezin is bekend. U bent niet betrokken. Stuur een signaal of vraag toegang.")
    if relation is Relation.ORGANISATION:
        return text("Dit hoort bij een andere organisatie. Alleen wie daar werkt, kan dit veranderen.")
    if relation is Relation.RECEIVER:
        return text("Dit is aan een andere organisatie gevraagd. Alleen zij kunnen antwoorden.")
    return text("Dit is het werk van iemand anders. Vraag het aan die persoon of aan de teamleider.")
