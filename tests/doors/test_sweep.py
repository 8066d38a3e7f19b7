"""Every address of the running product, as somebody who has no business there."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from sluitend.care.accounts.models import User

PUBLIC = {
    "ask-help",
    "ask-help-done",
    "calendar-feed",
    "gallery",
    "link",
    "portal-code",
    "portal-enter",
    "portal-exit",
    "portal-language",
    "portal-sign-in",
    "passkey-come-in",
    "portal-passkey",
    "portal-provider",
    "portal-provider-back",
    "portal-provider-code",
    "portal-sign-out",
    "provider-back",
    "provider-first-time",
    "provider-there",
    "set_language",
    "sign-in",
    "second-step",
    "sign-in-as",
    "sign-out",
    "start",
    "status",
}
"""Pages for people without an account. Each has tests of its own that nothing of a family is in it."""


def patterns(resolver=None, prefix="", ids=()):
    """(name, address with every gap filled by 1) for each address of the product."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route, ids)
        elif isinstance(entry, URLPattern):
            yield entry.name, "/" + filled(route, entry.pattern.converters, dict(ids))


def patterns_with_gaps(ids):
    """The same, with these values in the gaps of these names."""
    return sorted((name or "", path) for name, path in patterns(ids=ids))


def filled(route, converters, ids):
    for name, converter in converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        spelled = {"string": "str"}.get(kind, kind)
        value = {"int": "1", "uuid": "6f2c1b9e-0000-4000-8000-000000000000"}.get(kind, "x")
        value = str(ids.get(name, value))
        route = route.replace(f"<{spelled}:{name}>", value).replace(f"<{name}>", value)
    return route


ADDRESSES = sorted((name or "", path) for name, path in patterns())


def test_the_sweep_finds_the_addresses():
    assert len(ADDRESSES) > 40
    assert not [path for _, path in ADDRESSES if "<" in path]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("name", "path"), ADDRESSES)
def test_a_stranger_is_asked_to_sign_in(client, name, path, method):
    if name in PUBLIC:
        return
    answer = getattr(client, method)(path)
    assert answer.status_code == 302, (path, answer.status_code)
    assert answer.headers["Location"].startswith("/mijn/binnen/" if name.startswith("portal-") else "/aanmelden/")


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "path"), ADDRESSES)
def test_an_account_without_a_job_is_asked_to_sign_in(client, name, path):
    client.force_login(User.objects.create_user("weg"))
    if name in PUBLIC:
        return
    assert client.get(path).status_code == 302, path
