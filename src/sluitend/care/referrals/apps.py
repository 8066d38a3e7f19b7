from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "sluitend.care.referrals"
    label = "referrals"
