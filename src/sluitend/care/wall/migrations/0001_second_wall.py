"""Every row about somebody knows its region, and a policy says which regions a connection sees. Off until `manage.py rights --wall on`.

Safe while an older program runs: triggers fill what it does not know of. Where there is one region no row is touched, where there are
more the rows learn theirs some at a time.
"""

from django.db import migrations

from sluitend.care.wall.sql import REGIONS, STAYS, Table, Wall


def _on_postgresql(*statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement, params=None)

    return run


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("trail", "0005_secret_append_only"),
        ("people", "0001_initial"),
        ("network", "0004_attention_officer"),
        ("consent", "0001_initial"),
        ("observations", "0001_initial"),
        ("followup", "0002_notice_at_once"),
        ("coordination", "0002_closing_rules"),
        ("parents", "0001_initial"),
        ("signalling", "0001_initial"),
        ("safety", "0001_initial"),
        ("referrals", "0001_initial"),
        ("programmes", "0003_stages_and_handing_over"),
        ("pathways", "0001_initial"),
        ("decisions", "0003_what_if_heard_of"),
        ("monitoring", "0001_initial"),
        ("privacy", "0002_asked_by_the_parent"),
        ("outbox", "0001_initial"),
    ]
    operations = [
        migrations.RunPython(
            _on_postgresql(REGIONS, STAYS), _on_postgresql("DROP FUNCTION wall_regions()", "DROP FUNCTION wall_stays()")
        ),
        Wall(
            Table("network_professional", own=True),
            Table("network_roleassignment", {"professional_id": "network_professional"}),
            Table("network_teammember", {"professional_id": "network_professional"}),
            Table("network_standin", {"professional_id": "network_professional"}),
            Table("people_person", own=True),
            Table("people_family", own=True),
            Table("people_residence", {"family_id": "people_family"}),
            Table("people_familymember", {"family_id": "people_family"}),
            Table("people_pregnancy", {"family_id": "people_family"}),
            Table("people_involvement", {"family_id": "people_family"}),
            Table("people_informalhelper", {"family_id": "people_family"}),
            Table("people_merge", {"family_id": "people_family"}),
            Table("people_accessrequest", {"family_id": "people_family"}),
            Table("people_parentalauthority", {"child_id": "people_person"}),
            Table("people_birth", {"child_id": "people_person"}),
            Table("people_duedate", {"pregnancy_id": "people_pregnancy"}),
            Table("consent_ground", {"family_id": "people_family"}),
            Table("observations_observation", {"family_id": "people_family"}),
            Table("followup_promise", {"family_id": "people_family"}),
            Table("followup_contactattempt", {"family_id": "people_family"}),
            Table("followup_notice", {"to_id": "network_professional"}),
            Table("coordination_case", {"family_id": "people_family"}, own=True),
            Table("coordination_turn", {"case_id": "coordination_case"}),
            Table("coordination_absence", {"professional_id": "network_professional"}),
            Table("coordination_leadhandover", {"family_id": "people_family"}),
            Table("coordination_goal", {"family_id": "people_family"}),
            Table("coordination_goalaction", {"family_id": "people_family"}),
            Table("coordination_score", {"family_id": "people_family"}),
            Table("coordination_evaluation", {"family_id": "people_family"}),
            Table("coordination_meeting", {"family_id": "people_family"}),
            Table("coordination_meeting_promises", {"meeting_id": "coordination_meeting"}),
            Table("coordination_caseloadsheet", {"organisation_id": "network_organisation"}),
            Table("coordination_caseloadrow", {"organisation_id": "network_organisation"}),
            Table("coordination_caseloaddraft", {"organisation_id": "network_organisation"}),
            Table("parents_invitation", {"family_id": "people_family"}),
            Table("parents_question", {"family_id": "people_family"}),
            Table("signalling_draft", {"by_id": "network_professional"}),
            Table("signalling_signal", {"family_id": "people_family", "person_id": "people_person"}, own=True),
            Table("signalling_selfsignal", {"signal_id": "signalling_signal"}, own=True),
            Table("safety_matter", {"family_id": "people_family"}, own=True),
            Table("safety_member", {"matter_id": "safety_matter"}),
            Table("safety_steptaken", {"matter_id": "safety_matter"}),
            Table("safety_report", {"matter_id": "safety_matter"}),
            Table("safety_safetypromise", {"matter_id": "safety_matter"}),
            Table("safety_planline", {"matter_id": "safety_matter"}),
            Table("referrals_referral", {"family_id": "people_family"}, own=True),
            Table("referrals_referralmove", {"referral_id": "referrals_referral"}),
            Table("referrals_question", {"referral_id": "referrals_referral"}),
            Table("referrals_warmhandover", {"referral_id": "referrals_referral"}),
            Table("referrals_onetimelink", {"referral_id": "referrals_referral"}),
            Table("programmes_enrolment", {"family_id": "people_family"}),
            Table("programmes_contact", {"enrolment_id": "programmes_enrolment"}),
            Table("programmes_mark", {"enrolment_id": "programmes_enrolment"}),
            Table("programmes_measured", {"enrolment_id": "programmes_enrolment"}),
            Table("programmes_calendarfeed", {"professional_id": "network_professional"}),
            Table("pathways_run", {"family_id": "people_family"}),
            Table("pathways_step", {"run_id": "pathways_run"}),
            Table("decisions_decision", {"family_id": "people_family", "signal_id": "signalling_signal"}),
            Table("decisions_proposal", {"decision_id": "decisions_decision"}),
            Table("decisions_whatif", {"asked_by_id": "network_professional"}),
            Table("monitoring_foundbreach", {"family_id": "people_family"}),
            Table("privacy_request", {"family_id": "people_family"}),
            Table("privacy_hold", {"family_id": "people_family"}),
            Table("privacy_glassreview", {"involvement_id": "people_involvement"}),
            Table("outbox_message", own=True),
            Table("trail_entry", own=True),
            Table("trail_secretentry", own=True),
            Table("trail_seal", own=True),
        ),
    ]
