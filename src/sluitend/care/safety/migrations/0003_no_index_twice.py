"""An index that another begins with is not kept beside it."""

import django.db.models.deletion
from django.db import migrations, models

from sluitend.care.indexes import IndexOnly


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0007_no_index_twice"),
        ("safety", "0002_control_and_release"),
    ]

    operations = [
        IndexOnly(
            model_name="control",
            name="professional",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.professional"
            ),
        ),
        IndexOnly(
            model_name="member",
            name="professional",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.professional"
            ),
        ),
        IndexOnly(
            model_name="safetypromise",
            name="matter",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="promises", to="safety.matter"
            ),
        ),
        IndexOnly(
            model_name="steptaken",
            name="matter",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="safety.matter"
            ),
        ),
    ]
