"""The public page that says whether the promise is kept: how many files, how many breaches, proved when."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sluitend.care.monitoring import queries
from sluitend.core.promise import RULE_SENTENCES


def status(request: HttpRequest) -> HttpResponse:
    regions = queries.status()
    return render(request, "status/page.html", {"regions": regions, "rules": RULE_SENTENCES.values()})
