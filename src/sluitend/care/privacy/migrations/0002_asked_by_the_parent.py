"""A parent asks without a professional in between. Dropping NOT NULL changes no row; the version that still runs always fills it in."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial"), ("network", "0003_the_privacy_officer")]
    operations = [
        migrations.AlterField(
            "request",
            "taken_by",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.professional"
            ),
        ),
    ]
