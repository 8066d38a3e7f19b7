"""An index that another begins with is not kept beside it."""

import django.db.models.deletion
from django.db import migrations, models

from sluitend.care.indexes import IndexOnly


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0007_no_index_twice"),
        ("programmes", "0005_groups"),
    ]

    operations = [
        IndexOnly(
            model_name="contact",
            name="enrolment",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contacts",
                to="programmes.enrolment",
            ),
        ),
        IndexOnly(
            model_name="contact",
            name="worker",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="programme_contacts",
                to="network.professional",
            ),
        ),
        IndexOnly(
            model_name="enrolment",
            name="worker",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="enrolments",
                to="network.professional",
            ),
        ),
        IndexOnly(
            model_name="mark",
            name="enrolment",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="marks",
                to="programmes.enrolment",
            ),
        ),
        IndexOnly(
            model_name="measured",
            name="enrolment",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="measured",
                to="programmes.enrolment",
            ),
        ),
        IndexOnly(
            model_name="programmegroup",
            name="worker",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="programme_groups",
                to="network.professional",
            ),
        ),
    ]
