"""The roles of the field, each in a sentence that its holder can read, with what it may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sluitend.core.permissions import Permission
from sluitend.core.text import Text, text


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
    ATTENTION_OFFICER = "attention_officer"
    PROJECT_LEADER = "project_leader"
    POLICY_OFFICER = "policy_officer"
    ADMINISTRATOR = "administrator"
    PRIVACY_OFFICER = "privacy_officer"
    GUEST = "guest"
    PARENT = "parent"
    SYSTEM = "system"


JOBS = tuple(role for role in Role if role not in {Role.GUEST, Role.PARENT, Role.SYSTEM})
"""The roles that somebody can be given at work; the others follow from a link, an invitation or the machine."""

_P = Permission
_EVERY_PROFESSIONAL = frozenset({_P.SEE_NETWORK, _P.SEE_AGREEMENTS, _P.EDIT_CARD, _P.SET_STAND_IN})
_KEEPS_THE_NETWORK = frozenset({_P.MANAGE_NETWORK, _P.MANAGE_ORGANISATION, _P.EDIT_OFFER})
_FOLLOWS_THE_CODE = frozenset({_P.START_SAFETY, _P.WORK_ON_SAFETY})
_SIGNALLER = (_EVERY_PROFESSIONAL | _FOLLOWS_THE_CODE) | {
    _P.SEND_SIGNAL,
    _P.SEE_OWN_SIGNALS,
    _P.FIND_FAMILY,
    _P.SEE_FAMILY,
    _P.RECORD_FACTS,
    _P.EDIT_PEOPLE,
    _P.KEEP_OWN_NETWORK,
    _P.RECORD_CONSENT,
    _P.WITHDRAW_CONSENT,
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
    _P.TAKE_REQUEST,
    _P.ASSENT_AGREEMENTS,
    _P.INVITE_PARENT,
    _P.ANSWER_PARENT,
    _P.SAY_IF_IT_HELPED,
    _P.DELIVER_PROGRAMME,
    _P.SEE_PROGRAMME_NUMBERS,
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
        | _FOLLOWS_THE_CODE
        | {
            _P.SEE_INBOX,
            _P.ANSWER_REFERRAL,
            _P.FOLLOW_REFERRAL,
            _P.SAY_IF_IT_HELPED,
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
    Role.ATTENTION_OFFICER: RoleDescription(
        text("Aandachtsfunctionaris"),
        text("Denkt mee over veiligheid volgens de meldcode, en zorgt dat geen zaak zonder mens blijft."),
        _EVERY_PROFESSIONAL | _FOLLOWS_THE_CODE | {_P.KEEP_SAFETY},
    ),
    Role.PROJECT_LEADER: RoleDescription(
        text("Projectleider coalitie"),
        text(
            "Volgt of het netwerk sluit: aantallen, termijnen en gaten. Ziet geen namen van gezinnen, "
            "alleen van ouders die zich zelf opgeven voor de adviesraad."
        ),
        _EVERY_PROFESSIONAL
        | _KEEPS_THE_NETWORK
        | {_P.SEE_COALITION, _P.SEE_PROGRAMME_NUMBERS, _P.PUT_IN_FORCE, _P.EDIT_AGREEMENTS, _P.ORGANISE_COUNCIL},
    ),
    Role.POLICY_OFFICER: RoleDescription(
        text("Beleidsadviseur"),
        text("Ziet de cijfers van de gemeente. Ziet nooit namen van gezinnen."),
        _EVERY_PROFESSIONAL | {_P.SEE_COALITION, _P.SEE_PROGRAMME_NUMBERS, _P.EDIT_AGREEMENTS, _P.ASSENT_AGREEMENTS},
    ),
    Role.ADMINISTRATOR: RoleDescription(
        text("Beheerder"),
        text("Beheert organisaties en mensen. Ziet geen dossiers."),
        _EVERY_PROFESSIONAL | _KEEPS_THE_NETWORK | {_P.IMPORT_CASELOAD, _P.SEE_DELIVERY},
    ),
    Role.PRIVACY_OFFICER: RoleDescription(
        text("Privacyfunctionaris"),
        text("Leest het spoor: wie wat zag en deed, en of dat klopt. Ziet geen dossiers en geen namen van gezinnen."),
        _EVERY_PROFESSIONAL | {_P.SEE_TRAIL, _P.ANSWER_REQUEST, _P.ERASE, _P.REVIEW_GLASS, _P.CONTROL_SAFETY},
    ),
    Role.GUEST: RoleDescription(
        text("Ontvanger met een eenmalige link"),
        text("Heeft geen account. Ziet één verwijzing en kan die beantwoorden; verder niets."),
        frozenset({_P.ANSWER_REFERRAL, _P.FOLLOW_REFERRAL, _P.SEE_REFERRAL}),
    ),
    Role.PARENT: RoleDescription(
        text("Ouder"),
        text("Ziet de eigen pagina's: wie helpt, wat er is afgesproken en wie keek. Verandert de eigen doelen."),
        frozenset(
            {
                _P.SEE_OWN_PAGES,
                _P.EDIT_PLAN,
                _P.KEEP_OWN_NETWORK,
                _P.ASK_COORDINATOR,
                _P.WITHDRAW_CONSENT,
                _P.SAY_IF_IT_HELPED,
            }
        ),
    ),
    Role.SYSTEM: RoleDescription(
        text("Systeem"),
        text("Nachtwerk en laden: handelt namens niemand en staat altijd in het spoor."),
        frozenset(Permission),
    ),
}
