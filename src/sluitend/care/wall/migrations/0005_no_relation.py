"""Of whom the privacy officer said that they are no relative stands behind the wall too."""

from django.db import migrations

from sluitend.care.wall.sql import Table, Wall


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("wall", "0004_council"), ("privacy", "0003_no_relation")]
    operations = [Wall(Table("privacy_norelation", {"family_id": "people_family"}))]
