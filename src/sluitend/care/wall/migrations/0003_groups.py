"""Groups of programmes and who is in them stand behind the wall."""

from django.db import migrations

from sluitend.care.wall.sql import Table, Wall


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("wall", "0002_what_came_since"),
        ("programmes", "0005_groups"),
    ]
    operations = [
        Wall(
            Table("programmes_programmegroup", {"worker_id": "network_professional"}),
            Table("programmes_groupmember", {"enrolment_id": "programmes_enrolment"}),
        ),
    ]
