"""The gallery: every component in every state on one page, to look at and to test."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sluitend.ui import gallery as shown


def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery.html", shown.samples())
