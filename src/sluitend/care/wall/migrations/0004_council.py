"""The meetings of the advisory council, and what parents answered, stand behind the wall too."""

from django.db import migrations

from sluitend.care.wall.sql import Table, Wall


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("wall", "0003_groups"), ("parents", "0003_council")]
    operations = [
        Wall(
            Table("parents_councilmeeting", {"by_id": "network_professional"}, own=True),
            Table("parents_councilanswer", {"family_id": "people_family"}),
        )
    ]
