"""An index that another begins with is not kept beside it."""

import django.db.models.deletion
from django.db import migrations, models

from sluitend.care.indexes import IndexOnly


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_no_index_twice"),
        ("privacy", "0003_no_relation"),
    ]

    operations = [
        IndexOnly(
            model_name="norelation",
            name="family",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="norelations",
                to="people.family",
            ),
        ),
    ]
