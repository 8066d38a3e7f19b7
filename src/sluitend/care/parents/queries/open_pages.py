"""Who reads own pages, and of which family."""

from __future__ import annotations

from datetime import date

from django.db.models import F, QuerySet

from sluitend.care.parents.models import Invitation
from sluitend.care.people.models import FamilyMember


def open_pages(today: date) -> QuerySet[Invitation]:
    """Invitations that were not ended, of the family in which the parent lives: who left the household no longer reads about it."""
    at_home = {"person__memberships__in": FamilyMember.objects.on(today), "person__memberships__family": F("family")}
    return Invitation.objects.filter(ended_at=None, **at_home)
