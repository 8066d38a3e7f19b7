"""The yardstick: Django without middleware, authentication or templates, one indexed query per page, on the same database.

    DATABASE_URL=postgresql://... granian --interface wsgi benchmarks.bare:application

`/page/<lead>` answers the open files of one coordinator that the product's page shows (fifty at most), in index order, as JSON;
`/insert/<rows>` inserts so many rows in one transaction and commits. Server, number of workers and connection pool are those of the
product; prepared statements are not there, because a bare view has none. The yardstick of the aims has one thread per worker, as
performance.md measured it ("2 sync workers": 974 pages and 910 inserts a second, of which 150 and 120 are 15 % and 13 %). It is
written by hand; `/orm/...` is the same as most views in Django are written, and only printed beside it.
"""

from __future__ import annotations

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from sluitend.config.databases import database

PAGE = (
    "SELECT c.id, f.name, c.next_what, c.next_due_on, p.name FROM coordination_case c "
    "JOIN people_family f ON f.id = c.family_id LEFT JOIN network_professional p ON p.id = c.next_owner_id "
    "WHERE c.lead_id = %s AND c.status = 'open' ORDER BY c.next_due_on, c.id LIMIT 50"
)
INSERT = "INSERT INTO bare_row (body) VALUES (%s)"
BODY = "x" * 300


def page_by_orm(request: HttpRequest, lead: int) -> JsonResponse:
    mine = Case.objects.filter(lead_id=lead, status="open").select_related("family", "next_owner")
    rows = [
        (one.pk, one.family.name, one.next_what, one.next_due_on, one.next_owner and one.next_owner.name)
        for one in mine.order_by("next_due_on", "pk")[:50]
    ]
    return JsonResponse({"rows": rows})


def page(request: HttpRequest, lead: int) -> JsonResponse:
    with connection.cursor() as cursor:
        cursor.execute(PAGE, [lead])
        return JsonResponse({"rows": cursor.fetchall()})


def insert_by_orm(request: HttpRequest, rows: int) -> HttpResponse:
    with transaction.atomic():
        for _ in range(rows):
            Row.objects.create(body=BODY)
    return HttpResponse(status=204)


def insert(request: HttpRequest, rows: int) -> HttpResponse:
    with transaction.atomic(), connection.cursor() as cursor:
        for _ in range(rows):
            cursor.execute(INSERT, [BODY])
    return HttpResponse(status=204)


urlpatterns = [
    path("page/<int:lead>", page),
    path("orm/page/<int:lead>", page_by_orm),
    path("insert/<int:rows>", insert),
    path("orm/insert/<int:rows>", insert_by_orm),
]

POOLED = database(os.environ.get("DATABASE_URL"), Path("/nonexistent"))

if not settings.configured:
    settings.configure(
        SECRET_KEY="bare",  # noqa: S106 nothing is signed here
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        MIDDLEWARE=[],
        DATABASES={"default": {**POOLED, "OPTIONS": {"pool": POOLED["OPTIONS"]["pool"]}}},
        USE_TZ=True,
    )
    django.setup()


class Family(models.Model):
    name = models.CharField(max_length=200)

    class Meta:
        app_label, db_table, managed = "bare", "people_family", False


class Professional(models.Model):
    name = models.CharField(max_length=200)

    class Meta:
        app_label, db_table, managed = "bare", "network_professional", False


class Case(models.Model):
    family = models.ForeignKey(Family, models.PROTECT)
    lead = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10)
    next_what = models.CharField(max_length=200)
    next_due_on = models.DateField()
    next_owner = models.ForeignKey(Professional, models.PROTECT, null=True, related_name="+")

    class Meta:
        app_label, db_table, managed = "bare", "coordination_case", False


class Row(models.Model):
    at = models.DateTimeField(auto_now_add=True)
    body = models.TextField()

    class Meta:
        app_label, db_table, managed = "bare", "bare_row", False


application = get_wsgi_application()
