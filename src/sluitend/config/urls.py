"""Every screen brings its own urls.py; it is found by its folder."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from django.urls import include, path

import sluitend.doors
from sluitend.ui import views as ui_views

DOORS = Path(sluitend.doors.__file__).parent


def screens() -> list[str]:
    """Dotted names of the urls modules of all screens, in a fixed order."""
    found = sorted(DOORS.glob("*/*/urls.py"))
    return [".".join(("sluitend.doors", *file.relative_to(DOORS).with_suffix("").parts)) for file in found]


urlpatterns = [
    *(pattern for name in screens() for pattern in import_module(name).urlpatterns),
    path("ui", ui_views.gallery, name="gallery"),
    path("taal/", include("django.conf.urls.i18n")),
]
