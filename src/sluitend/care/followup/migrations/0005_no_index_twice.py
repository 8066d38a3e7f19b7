"""An index that another begins with is not kept beside it."""

import django.db.models.deletion
from django.db import migrations, models

from sluitend.care.indexes import IndexOnly


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0004_told_to_parents"),
        ("network", "0007_no_index_twice"),
        ("people", "0002_no_index_twice"),
    ]

    operations = [
        IndexOnly(
            model_name="promise",
            name="family",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="promises", to="people.family"
            ),
        ),
        IndexOnly(
            model_name="promise",
            name="owner",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="promises",
                to="network.professional",
            ),
        ),
    ]
