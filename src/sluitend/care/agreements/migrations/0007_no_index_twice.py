"""An index that another begins with is not kept beside it."""

import django.db.models.deletion
from django.db import migrations, models

from sluitend.care.indexes import IndexOnly


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0006_indicators"),
        ("network", "0007_no_index_twice"),
    ]

    operations = [
        IndexOnly(
            model_name="assent",
            name="draft",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="assents",
                to="agreements.draft",
            ),
        ),
        IndexOnly(
            model_name="draft",
            name="region",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="network.region"),
        ),
        IndexOnly(
            model_name="draftsave",
            name="draft",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="saves", to="agreements.draft"
            ),
        ),
    ]
