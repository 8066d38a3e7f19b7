"""Who works where and what they offer: starting, describing and ending it."""

from sluitend.care.network.actions.offers import create_offer as create_offer
from sluitend.care.network.actions.offers import edit_offer as edit_offer
from sluitend.care.network.actions.offers import state_capacity as state_capacity
from sluitend.care.network.actions.parties import create_coalition as create_coalition
from sluitend.care.network.actions.parties import create_organisation as create_organisation
from sluitend.care.network.actions.parties import create_region as create_region
from sluitend.care.network.actions.parties import create_team as create_team
from sluitend.care.network.actions.parties import join_coalition as join_coalition
from sluitend.care.network.actions.parties import leave_coalition as leave_coalition
from sluitend.care.network.actions.sign_in import bind_sign_in as bind_sign_in
from sluitend.care.network.actions.sign_in import follow_provider as follow_provider
from sluitend.care.network.actions.sign_in import recognise_by_email as recognise_by_email
from sluitend.care.network.actions.staffing import set_staffing as set_staffing
from sluitend.care.network.actions.work import assign_role as assign_role
from sluitend.care.network.actions.work import edit_card as edit_card
from sluitend.care.network.actions.work import end_job_dates as end_job_dates
from sluitend.care.network.actions.work import end_role as end_role
from sluitend.care.network.actions.work import end_stand_in as end_stand_in
from sluitend.care.network.actions.work import set_stand_in as set_stand_in
from sluitend.care.network.actions.work import start_job as start_job
