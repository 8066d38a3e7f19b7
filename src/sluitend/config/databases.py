"""Which database: PostgreSQL for use, SQLite (WAL) for the demonstration."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from psycopg import _queries

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-20000;",
}


def sqlite(path: Path) -> dict[str, Any]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": SQLITE_OPTIONS,
        # A test database in a file: threads of the browser tests and WAL need one.
        "TEST": {"NAME": str(path.with_name("test-" + path.name))},
    }


def postgresql(url: str) -> dict[str, Any]:
    """`postgresql://user:password@host:port/name`; connections come from psycopg's pool.

    Values go to the server apart from the statement and what a connection asks for the third time is prepared: with several joins the
    plan costs the server more than the rows.
    """
    # psycopg keeps the parsed form of a statement with at most 50 values; the trail of one action has more, and parsing it anew each
    # time cost more than any other part of writing it.
    _queries.MAX_CACHED_STATEMENT_PARAMS = 500
    parts = urlsplit(url)
    return {
        "ENGINE": "sluitend.config.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {
            "pool": {"min_size": 2, "max_size": 10},
            "server_side_binding": True,
            "prepare_threshold": 3,
        },
        "CONN_HEALTH_CHECKS": True,
    }


def database(url: str | None, default_path: Path) -> dict[str, Any]:
    if url and url.startswith(("postgres://", "postgresql://")):
        return postgresql(url)
    if url and url.startswith("sqlite:///"):
        return sqlite(Path(url.removeprefix("sqlite:///")))
    if url:
        raise ValueError("DATABASE_URL: expected postgresql://… or sqlite:///path")
    return sqlite(default_path)
