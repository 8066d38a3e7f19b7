"""What passkeys refuse without a browser: damaged and foreign answers, and a stolen password that wants a key of its own."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone
from fido2.utils import websafe_encode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sluitend.care.accounts.actions import note_failed_sign_in
from sluitend.care.accounts.models import Passkey
from sluitend.care.accounts.passkeys import MOST, Site, ask_to_come_in, ask_to_make, keep, whose
from sluitend.care.accounts.queries import MOST_PER_ADDRESS
from sluitend.core.access import NotNow
from sluitend.core.roles import Role
from tests.doors.sign_in.test_second_step import set_up
from tests.doors.sign_in.test_sign_in import person

HERE = Site("localhost", "http://localhost")


@pytest.fixture
def officer(db):
    return person("piet", "Piet Privacy", Role.PRIVACY_OFFICER, demonstration=False)


SAID = {"username": "piet", "password": "geheim-woord-123", "once": "7d444840-9dc0-11d1-b245-5ffdce74fad2"}
parts = st.dictionaries(
    st.sampled_from(["id", "rawId", "type", "response", "clientExtensionResults"]),
    st.one_of(
        st.text(max_size=9),
        st.integers(),
        st.dictionaries(st.sampled_from(["clientDataJSON", "signature", "authenticatorData"]), st.text(max_size=9)),
    ),
)


@given(parts)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_a_damaged_answer_is_nobody_and_never_an_accident(db, said):
    _, state = ask_to_come_in(HERE)
    assert whose(state, json.dumps(said), HERE, timezone.now()) is None


@pytest.mark.parametrize("field", ["id", "rawId", "response"])
def test_a_number_takes_no_memory_of_its_size(db, field):
    _, state = ask_to_come_in(HERE)
    said = {"id": "YQ", "rawId": "YQ", "type": "public-key", "response": {}, field: 10**12}
    assert whose(state, json.dumps(said), HERE, timezone.now()) is None


def test_an_answer_nested_without_end_is_nobody(db):
    _, state = ask_to_come_in(HERE)
    assert whose(state, "[" * 100_000, HERE, timezone.now()) is None


@pytest.mark.parametrize("said", ["", "[]", "null", "{}", "geen json", "9" * 5000])
def test_what_is_not_an_answer_makes_no_passkey(officer, said):
    _, state = ask_to_make(officer.user_id, "Piet", HERE)
    with pytest.raises(NotNow):
        keep(officer.user_id, state, said, "x", HERE, timezone.now())
    with pytest.raises(NotNow):
        keep(officer.user_id, None, said, "x", HERE, timezone.now())


def test_the_list_is_not_endless(officer):
    for number in range(MOST):
        one = {"credential_id": str(number), "data": "", "counter": 0, "name": "x", "made_at": timezone.now()}
        Passkey.objects.create(user=officer.user, **one)
    with pytest.raises(NotNow, match="tien"):
        keep(officer.user_id, {}, "{}", "x", HERE, timezone.now())


def test_what_a_device_sees_of_an_account_is_no_number_of_it(officer):
    options, _ = ask_to_make(officer.user_id, "Piet", HERE)
    handle = dict(options)["publicKey"]["user"]["id"]
    assert len(handle) == 43
    assert str(officer.user_id).encode() not in handle.encode()[:3]


def tries(client, answer: str, times: int) -> list[str]:
    """What the page says after each try."""
    return [client.post("/aanmelden/passkey/", {"answer": answer}, follow=True).content.decode() for _ in range(times)]


def with_the_passkey_of(owner) -> str:
    """An answer that names a passkey of this owner and proves nothing."""
    one = {
        "credential_id": websafe_encode(b"sleutel"),
        "data": "",
        "counter": 0,
        "name": "x",
        "made_at": timezone.now(),
    }
    Passkey.objects.create(user=owner.user, **one)
    client_data = websafe_encode(b'{"type": "webauthn.get", "challenge": "YQ", "origin": "http://localhost"}')
    response = {"clientDataJSON": client_data, "authenticatorData": websafe_encode(bytes(37)), "signature": "YQ"}
    raw = websafe_encode(b"sleutel")
    return json.dumps({"id": raw, "rawId": raw, "type": "public-key", "response": response})


def test_a_wrong_answer_says_so_and_guessing_at_one_account_is_slowed_down(client, officer):
    said = tries(client, with_the_passkey_of(officer), 6)
    assert ["Dit lukte niet" in page for page in said] == [True] * 5 + [False]
    assert "te vaak" in said[-1]
    assert "_auth_user_id" not in client.session


def test_the_mistakes_of_one_do_not_lock_out_an_office_behind_one_address(client, officer):
    tries(client, with_the_passkey_of(officer), 6)
    assert all("Dit lukte niet" in page for page in tries(client, "{}", 6))
    note = [note_failed_sign_in("", "127.0.0.1", timezone.now()) for _ in range(MOST_PER_ADDRESS)]
    assert note
    assert "te vaak" in tries(client, "{}", 1)[0]


def test_a_name_that_reads_like_a_passkey_locks_nobody_out(client, officer):
    answer = with_the_passkey_of(officer)
    for _ in range(6):
        client.post("/aanmelden/", SAID | {"username": f"passkey:{officer.user_id}", "password": "fout"})
    assert "Dit lukte niet" in tries(client, answer, 1)[0]


def test_a_stolen_password_alone_adds_and_removes_no_way_in(client, officer):
    one = {"credential_id": "c", "data": "", "counter": 0, "name": "Telefoon", "made_at": timezone.now()}
    kept = Passkey.objects.create(user=officer.user, **one)
    client.post("/aanmelden/", SAID)
    assert client.get("/mijn-aanmelding/").status_code == 200
    for address in ("/mijn-aanmelding/passkey/", "/mijn-aanmelding/tweede-stap/"):
        assert client.get(address).url == "/mijn-aanmelding/"
    client.post(f"/mijn-aanmelding/passkey/{kept.pk}/weg/")
    assert Passkey.objects.exists()


def test_nobody_removes_the_passkey_of_somebody_else(client, officer):
    other = person("mila", "Mila", Role.MIDWIFE, demonstration=False)
    one = {"credential_id": "c", "data": "", "counter": 0, "name": "Telefoon", "made_at": timezone.now()}
    kept = Passkey.objects.create(user=other.user, **one)
    client.post("/aanmelden/", SAID)
    client.post(f"/mijn-aanmelding/passkey/{kept.pk}/weg/")
    assert Passkey.objects.exists()
    assert set_up(officer)
