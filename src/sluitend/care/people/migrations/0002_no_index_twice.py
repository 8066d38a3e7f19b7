"""An index that another begins with is not kept beside it."""

import django.db.models.deletion
from django.db import migrations, models

from sluitend.care.indexes import IndexOnly


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0007_no_index_twice"),
        ("people", "0001_initial"),
    ]

    operations = [
        IndexOnly(
            model_name="family",
            name="region",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="network.region"),
        ),
        IndexOnly(
            model_name="involvement",
            name="professional",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="involvements",
                to="network.professional",
            ),
        ),
        IndexOnly(
            model_name="person",
            name="region",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="network.region"),
        ),
    ]
