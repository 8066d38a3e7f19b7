"""An index that another begins with is not kept beside it."""

import django.db.models.deletion
from django.db import migrations, models

from sluitend.care.indexes import IndexOnly


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0007_no_index_twice"),
        ("referrals", "0001_initial"),
    ]

    operations = [
        IndexOnly(
            model_name="referral",
            name="owner",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="referrals_owned",
                to="network.professional",
            ),
        ),
        IndexOnly(
            model_name="referral",
            name="receiver",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="referrals_received",
                to="network.organisation",
            ),
        ),
        IndexOnly(
            model_name="referral",
            name="sender",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="referrals_sent",
                to="network.professional",
            ),
        ),
    ]
