"""What can be done at all: one member per permission, and the relation to the thing that each asks for beside the role."""

from __future__ import annotations

from enum import StrEnum


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
    SEE_AGREEMENTS = "see_agreements"
    EDIT_AGREEMENTS = "edit_agreements"
    ASSENT_AGREEMENTS = "assent_agreements"
    SEE_TRAIL = "see_trail"
    TAKE_REQUEST = "take_request"
    ANSWER_REQUEST = "answer_request"
    ERASE = "erase"
    REVIEW_GLASS = "review_glass"
    SEE_DELIVERY = "see_delivery"
    RUN_JOBS = "run_jobs"
    START_SAFETY = "start_safety"
    WORK_ON_SAFETY = "work_on_safety"
    KEEP_SAFETY = "keep_safety"
    CONTROL_SAFETY = "control_safety"
    KEEP_OWN_NETWORK = "keep_own_network"
    DELIVER_PROGRAMME = "deliver_programme"
    SEE_PROGRAMME_NUMBERS = "see_programme_numbers"
    INVITE_PARENT = "invite_parent"
    ANSWER_PARENT = "answer_parent"
    ORGANISE_COUNCIL = "organise_council"
    SEE_OWN_PAGES = "see_own_pages"
    ASK_COORDINATOR = "ask_coordinator"
    WITHDRAW_CONSENT = "withdraw_consent"
    SAY_IF_IT_HELPED = "say_if_it_helped"


class Relation(StrEnum):
    """Which relation a permission asks for, beside the role."""

    NONE = "none"
    FAMILY = "family"
    """Involved with the family as a professional, or a parent of this family on the own pages."""
    OWN_FAMILY = "own_family"
    """A parent of this family, on the own pages."""
    OWN = "own"
    RECEIVER = "receiver"
    OWN_OR_RECEIVER = "own_or_receiver"
    ORGANISATION = "organisation"
    """Of the organisation itself, or keeper of the whole region's network."""
    CIRCLE = "circle"
    """Of the named circle of a safety matter, in person: no stand-in, no emergency access, no team lead."""
    PARTY_OR_FAMILY = "party_or_family"


RELATIONS: dict[Permission, Relation] = {
    Permission.SEE_FAMILY: Relation.FAMILY,
    Permission.RECORD_FACTS: Relation.FAMILY,
    Permission.EDIT_PEOPLE: Relation.FAMILY,
    Permission.RECORD_CONSENT: Relation.FAMILY,
    Permission.DECIDE_PROPOSAL: Relation.FAMILY,
    Permission.SEND_REFERRAL: Relation.FAMILY,
    Permission.COORDINATE: Relation.FAMILY,
    Permission.CLOSE_CASE: Relation.FAMILY,
    Permission.EDIT_PLAN: Relation.FAMILY,
    Permission.USE_PATHWAY: Relation.FAMILY,
    Permission.MAKE_PROMISE: Relation.FAMILY,
    Permission.GRANT_ACCESS: Relation.FAMILY,
    Permission.MERGE_PEOPLE: Relation.FAMILY,
    Permission.KEEP_OWN_NETWORK: Relation.FAMILY,
    Permission.DELIVER_PROGRAMME: Relation.FAMILY,
    Permission.INVITE_PARENT: Relation.FAMILY,
    Permission.ANSWER_PARENT: Relation.FAMILY,
    Permission.ORGANISE_COUNCIL: Relation.OWN,
    Permission.WITHDRAW_CONSENT: Relation.FAMILY,
    Permission.SEE_OWN_PAGES: Relation.OWN_FAMILY,
    Permission.ASK_COORDINATOR: Relation.OWN_FAMILY,
    Permission.SAY_IF_IT_HELPED: Relation.PARTY_OR_FAMILY,
    Permission.TAKE_REQUEST: Relation.FAMILY,
    Permission.KEEP_PROMISE: Relation.OWN,
    Permission.SEE_OWN_SIGNALS: Relation.OWN,
    Permission.ANSWER_SIGNAL: Relation.RECEIVER,
    Permission.ANSWER_REFERRAL: Relation.RECEIVER,
    Permission.FOLLOW_REFERRAL: Relation.OWN_OR_RECEIVER,
    Permission.SEE_REFERRAL: Relation.PARTY_OR_FAMILY,
    Permission.TAKE_OVER_LEAD: Relation.OWN,
    Permission.MOVE_CASELOAD: Relation.ORGANISATION,
    Permission.EDIT_CARD: Relation.OWN,
    Permission.SET_STAND_IN: Relation.OWN,
    Permission.EDIT_OFFER: Relation.ORGANISATION,
    Permission.MANAGE_ORGANISATION: Relation.ORGANISATION,
    Permission.IMPORT_CASELOAD: Relation.ORGANISATION,
    Permission.START_SAFETY: Relation.FAMILY,
    Permission.WORK_ON_SAFETY: Relation.CIRCLE,
}
