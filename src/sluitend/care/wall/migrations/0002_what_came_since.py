"""The tables that were made beside the wall stand behind it too."""

from django.db import migrations

from sluitend.care.wall.sql import Table, Wall


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("wall", "0001_second_wall"),
        ("decisions", "0004_eligibility"),
        ("network", "0006_hours_and_trainings"),
        ("parents", "0002_gatherings"),
        ("safety", "0002_control_and_release"),
        ("trail", "0006_secret_seals"),
    ]
    operations = [
        Wall(
            Table("network_formercard", {"professional_id": "network_professional"}),
            Table("network_training", {"professional_id": "network_professional"}),
            Table("parents_gathering", {"family_id": "people_family"}),
            Table("parents_guest", {"family_id": "people_family"}),
            Table("safety_control", {"matter_id": "safety_matter"}),
            Table("safety_release", {"matter_id": "safety_matter"}),
            Table("decisions_eligibility", {"enrolment_id": "programmes_enrolment"}),
            Table("trail_secretseal", own=True),
        ),
    ]
