"""Every screen brings its own urls.py; it is found by its folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from django.urls import URLPattern, URLResolver, include, path

import sluitend.doors
from sluitend.ui import views as ui_views

DOORS = Path(sluitend.doors.__file__).parent


def screens() -> list[str]:
    """Dotted names of the urls modules of all screens, in a fixed order."""
    found = sorted(DOORS.glob("*/*/urls.py"))
    return [".".join(("sluitend.doors", *file.relative_to(DOORS).with_suffix("").parts)) for file in found]


def by_first_part(pages: Iterable[URLPattern]) -> Iterator[URLResolver]:
    """Pages whose addresses begin alike, together: Django tries all addresses one by one, and there are hundreds."""
    together: dict[str, list[URLPattern]] = {}
    for page in pages:
        first, slash, rest = str(page.pattern).partition("/")
        together.setdefault(first + slash, []).append(path(rest, page.callback, page.default_args, page.name))
    return (path(first, include(alike)) for first, alike in together.items())


urlpatterns = [
    *by_first_part(page for name in screens() for page in import_module(name).urlpatterns),
    path("ui", ui_views.gallery, name="gallery"),
    path("taal/", include("django.conf.urls.i18n")),
]
