"""Putting content files in force, and agreeing on new versions through drafts."""

from sluitend.care.agreements.actions.agreeing import assent, propose, send_back
from sluitend.care.agreements.actions.drafting import (
    accept_new_answer,
    go_back_to_region,
    restore,
    save,
    start_draft,
    withdraw,
)
from sluitend.care.agreements.actions.files import ContentFile, check_files, files_in_use, put_in_force
from sluitend.care.agreements.actions.starters import leave_starter, open_starter
from sluitend.care.agreements.actions.telling import with_told

__all__ = [
    "ContentFile",
    "accept_new_answer",
    "assent",
    "check_files",
    "files_in_use",
    "go_back_to_region",
    "leave_starter",
    "open_starter",
    "propose",
    "put_in_force",
    "restore",
    "save",
    "send_back",
    "start_draft",
    "with_told",
    "withdraw",
]
