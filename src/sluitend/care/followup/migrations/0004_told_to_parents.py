from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0003_kept_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="promise",
            name="told",
            field=models.JSONField(db_default={}, default=dict),
        ),
    ]
