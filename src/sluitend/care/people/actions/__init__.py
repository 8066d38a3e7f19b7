"""Households and the people in and around them: every change."""

from sluitend.care.people.actions.household import add_member as add_member
from sluitend.care.people.actions.household import end_authority as end_authority
from sluitend.care.people.actions.household import end_membership as end_membership
from sluitend.care.people.actions.household import move as move
from sluitend.care.people.actions.household import register_family as register_family
from sluitend.care.people.actions.household import rename_family as rename_family
from sluitend.care.people.actions.household import set_authority as set_authority
from sluitend.care.people.actions.household import split_household as split_household
from sluitend.care.people.actions.involvement import add_helper as add_helper
from sluitend.care.people.actions.involvement import end_helper as end_helper
from sluitend.care.people.actions.involvement import end_involvement as end_involvement
from sluitend.care.people.actions.involvement import involve as involve
from sluitend.care.people.actions.involvement import now_involved as now_involved
from sluitend.care.people.actions.merging import merge as merge
from sluitend.care.people.actions.merging import unmerge as unmerge
from sluitend.care.people.actions.person import edit_person as edit_person
from sluitend.care.people.actions.pregnancy import record_birth as record_birth
from sluitend.care.people.actions.pregnancy import record_death as record_death
from sluitend.care.people.actions.pregnancy import record_loss as record_loss
from sluitend.care.people.actions.pregnancy import set_due_date as set_due_date
from sluitend.care.people.actions.pregnancy import start_pregnancy as start_pregnancy
