"""The words on the screen for the closed lists that content files use."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sluitend.core.content.facts import FactorKind, Topic
from sluitend.core.content.shape import CareRole, Standing
from sluitend.core.text import Text, text

LABELS: Mapping[StrEnum, Text] = {
    FactorKind.URGENT: text("Dringend"),
    FactorKind.RISK: text("Risico"),
    FactorKind.PROTECTIVE: text("Beschermend"),
    Topic.SAFETY: text("Veiligheid"),
    Topic.MONEY: text("Geld en werk"),
    Topic.HOME: text("Wonen en leefomgeving"),
    Topic.HEALTH: text("Gezondheid"),
    Topic.MIND: text("Hoe zij zich voelt"),
    Topic.LEARNING: text("Leren en begrijpen"),
    Topic.FAMILY: text("Gezin en steun"),
    Topic.CARE: text("Zorg"),
    Standing.PUBLISHED: text("Gepubliceerd"),
    Standing.STARTER: text("Startset, niet de officiële tekst"),
    Standing.WORKING_MODEL: text("Werkmodel, niet bevestigd"),
    CareRole.ANYONE: text("Iedereen"),
    CareRole.MIDWIFE: text("Verloskundige"),
    CareRole.GYNAECOLOGIST: text("Gynaecoloog"),
    CareRole.MATERNITY_NURSE: text("Kraamverzorgende"),
    CareRole.YOUTH_NURSE: text("Jeugdverpleegkundige"),
    CareRole.YOUTH_DOCTOR: text("Jeugdarts"),
    CareRole.SCREENER: text("Screener"),
    CareRole.GENERAL_PRACTITIONER: text("Huisarts"),
    CareRole.MEDICAL_SOCIAL_WORKER: text("Medisch maatschappelijk werker"),
    CareRole.SOCIAL_WORKER: text("Maatschappelijk werker"),
    CareRole.LOCAL_TEAM: text("Lokaal team"),
    CareRole.PROGRAMME_NURSE: text("Verpleegkundige van een programma"),
    CareRole.CASE_COORDINATOR: text("Regiehouder"),
    CareRole.PROCESS_COORDINATOR: text("Procesregisseur"),
    CareRole.VOLUNTEER_COORDINATOR: text("Coördinator van vrijwilligers"),
}
