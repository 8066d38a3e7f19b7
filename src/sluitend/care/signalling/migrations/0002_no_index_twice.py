"""An index that another begins with is not kept beside it."""

import django.db.models.deletion
from django.db import migrations, models

from sluitend.care.indexes import IndexOnly


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0007_no_index_twice"),
        ("signalling", "0001_initial"),
    ]

    operations = [
        IndexOnly(
            model_name="draft",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="signal_drafts",
                to="network.professional",
            ),
        ),
        IndexOnly(
            model_name="selfsignal",
            name="receiver",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="self_signals",
                to="network.team",
            ),
        ),
        IndexOnly(
            model_name="signal",
            name="midwife",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signals_followed",
                to="network.professional",
            ),
        ),
        IndexOnly(
            model_name="signal",
            name="receiver",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="signals", to="network.team"
            ),
        ),
        IndexOnly(
            model_name="signal",
            name="signaller",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signals_sent",
                to="network.professional",
            ),
        ),
    ]
