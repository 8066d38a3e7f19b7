"""An index that another begins with is not kept beside it."""

import django.db.models.deletion
from django.db import migrations, models

from sluitend.care.indexes import IndexOnly


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0004_eligibility"),
        ("people", "0002_no_index_twice"),
        ("programmes", "0006_no_index_twice"),
    ]

    operations = [
        IndexOnly(
            model_name="decision",
            name="family",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="people.family",
            ),
        ),
        IndexOnly(
            model_name="eligibility",
            name="enrolment",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="eligibility",
                to="programmes.enrolment",
            ),
        ),
    ]
