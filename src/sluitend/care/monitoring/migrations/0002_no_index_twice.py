"""An index that another begins with is not kept beside it."""

import django.db.models.deletion
from django.db import migrations, models

from sluitend.care.indexes import IndexOnly


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0001_initial"),
        ("network", "0007_no_index_twice"),
    ]

    operations = [
        IndexOnly(
            model_name="proof",
            name="region",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="network.region"),
        ),
    ]
