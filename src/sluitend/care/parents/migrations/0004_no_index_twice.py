"""An index that another begins with is not kept beside it."""

import django.db.models.deletion
from django.db import migrations, models

from sluitend.care.indexes import IndexOnly


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0007_no_index_twice"),
        ("parents", "0003_council"),
        ("people", "0002_no_index_twice"),
    ]

    operations = [
        IndexOnly(
            model_name="councilanswer",
            name="meeting",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answers",
                to="parents.councilmeeting",
            ),
        ),
        IndexOnly(
            model_name="councilmeeting",
            name="region",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.region"
            ),
        ),
        IndexOnly(
            model_name="guest",
            name="gathering",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="guests",
                to="parents.gathering",
            ),
        ),
        IndexOnly(
            model_name="question",
            name="family",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="questions",
                to="people.family",
            ),
        ),
    ]
