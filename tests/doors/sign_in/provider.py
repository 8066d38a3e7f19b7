"""An OpenID provider that can be told to misbehave, which the real one in the tests cannot. Checked against it in test_openid.py."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import RSAKey

KEY = RSAKey.generate_key(2048, {"kid": "ours"}, private=True)
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "ours"}, private=True)


class Misbehaving(HTTPServer):
    """`claims`, `header` and `key` make the next ID token; `issuer` is what discovery says; `asked` is what the token page was sent."""

    key = KEY
    header: dict[str, str]
    claims: dict[str, Any]
    id_token: str | None = None
    issuer: str
    asked: dict[str, list[str]]

    def token(self) -> str:
        return self.id_token or jwt.encode(self.header, self.claims, self.key, algorithms=["RS256"])

    def answer(self, path: str) -> dict[str, Any]:
        here = f"http://localhost:{self.server_port}"
        if path == "/.well-known/openid-configuration":
            pages = {
                name: f"{here}/{name}" for name in ("authorization_endpoint", "token_endpoint", "end_session_endpoint")
            }
            algorithms = {"id_token_signing_alg_values_supported": ["RS256", "HS256", "none"]}
            return {"issuer": self.issuer, "jwks_uri": f"{here}/jwks", **pages, **algorithms}
        if path == "/jwks":
            return {"keys": [KEY.as_dict(private=False)]}
        return {"access_token": "a", "token_type": "Bearer", "id_token": self.token()}


class _Pages(BaseHTTPRequestHandler):
    server: Misbehaving

    def do_GET(self) -> None:
        self._send()

    def do_POST(self) -> None:
        self.server.asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self._send()

    def _send(self) -> None:
        body = json.dumps(self.server.answer(self.path)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Not in the tests' output."""


@contextmanager
def misbehaving() -> Iterator[Misbehaving]:
    server = Misbehaving(("localhost", 0), _Pages)
    server.issuer = f"http://localhost:{server.server_port}"
    server.header = {"alg": "RS256", "kid": "ours"}
    now = int(time.time())
    server.claims = {"iss": server.issuer, "aud": "sluitend", "sub": "s-1", "acr": "two", "iat": now, "exp": now + 300}
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
