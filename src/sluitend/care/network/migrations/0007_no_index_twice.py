"""An index that another begins with is not kept beside it."""

import django.db.models.deletion
from django.db import migrations, models

from sluitend.care.indexes import IndexOnly


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0006_hours_and_trainings"),
    ]

    operations = [
        IndexOnly(
            model_name="formercard",
            name="professional",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="former_cards",
                to="network.professional",
            ),
        ),
        IndexOnly(
            model_name="organisation",
            name="region",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="network.region"),
        ),
        IndexOnly(
            model_name="professional",
            name="region",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="network.region"),
        ),
        IndexOnly(
            model_name="team",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="teams",
                to="network.organisation",
            ),
        ),
    ]
