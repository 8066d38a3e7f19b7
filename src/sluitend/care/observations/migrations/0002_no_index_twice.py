"""An index that another begins with is not kept beside it."""

import django.db.models.deletion
from django.db import migrations, models

from sluitend.care.indexes import IndexOnly


class Migration(migrations.Migration):
    dependencies = [
        ("observations", "0001_initial"),
        ("people", "0002_no_index_twice"),
    ]

    operations = [
        IndexOnly(
            model_name="observation",
            name="family",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="observations",
                to="people.family",
            ),
        ),
    ]
