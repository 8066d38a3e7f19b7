"""An index that another begins with is not kept beside it."""

import django.db.models.deletion
from django.db import migrations, models

from sluitend.care.indexes import IndexOnly


class Migration(migrations.Migration):
    dependencies = [
        ("coordination", "0003_next_words"),
        ("network", "0007_no_index_twice"),
    ]

    operations = [
        IndexOnly(
            model_name="case",
            name="lead",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases_led",
                to="network.professional",
            ),
        ),
        IndexOnly(
            model_name="case",
            name="municipality",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, to="network.municipality"
            ),
        ),
        IndexOnly(
            model_name="case",
            name="region",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="network.region"),
        ),
        IndexOnly(
            model_name="caseloadrow",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="caseload_rows",
                to="network.organisation",
            ),
        ),
        IndexOnly(
            model_name="leadhandover",
            name="receiver",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="handovers_received",
                to="network.professional",
            ),
        ),
        IndexOnly(
            model_name="turn",
            name="municipality",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="network.municipality"
            ),
        ),
    ]
