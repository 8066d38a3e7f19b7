"""Pages for what goes wrong outside any screen: in the frame, in the reader's language, without a word about the inside."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views import defaults

_PAGES = {400: defaults.bad_request, 404: defaults.page_not_found, 500: None}


def in_the_frame(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The demonstration runs with DEBUG on, where Django shows its insides on an error; people see our own page there too."""
    if not settings.DEMONSTRATION or response.status_code not in _PAGES:
        return response
    page = _PAGES[response.status_code]
    return defaults.server_error(request) if page is None else page(request, Exception())
