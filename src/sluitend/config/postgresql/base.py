"""Django's PostgreSQL, whose connection knows in which regions one works (`care.wall`) before it asks anything.

The setting stays on the connection and is said again only when it must be another one, so that a page costs no statement more. What a
connection was told last is noted on the connection itself: the pool lends it to somebody else next. A rollback takes back what was said
inside it; then it is unknown, and said again. Not for a pooler between us and the server that lends a connection per transaction.

What is asked over and over (`care/compiled.py`) has a cursor of its own for each sentence, kept with the connection: it knows already how
its values are written. Making a cursor and finding that out cost psycopg as much as the rest of asking.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

from sluitend.care import wall

TOLD = "sluitend_regions"
KEPT = "sluitend_cursors"


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(self._behind_the_wall)

    def cursor_for(self, sentence: str) -> Any:
        """The cursor that is kept for this sentence. Whoever executes it reads its rows before anybody else executes the same."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        kept = self.connection.__dict__.setdefault(KEPT, {})
        if sentence not in kept:
            kept[sentence] = self.create_cursor()
        return self._prepare_cursor(kept[sentence])

    def _behind_the_wall(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        wanted = wall.regions()
        failed = self.connection.info.transaction_status == TransactionStatus.INERROR  # only a rollback is heard now
        if wanted not in (wall.OUTSIDE, getattr(self.connection, TOLD, None)) and not failed:
            with self.wrap_database_errors:
                self.connection.execute("SELECT set_config('sluitend.regions', %s, false)", [wanted])
            setattr(self.connection, TOLD, wanted)
        return execute(sql, params, many, context)

    def _forget(self) -> None:
        if self.connection is not None:
            setattr(self.connection, TOLD, None)

    def _rollback(self) -> None:
        self._forget()
        super()._rollback()

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)
        self._forget()

    def _close(self) -> None:
        """A connection that goes back to the pool in the middle of a transaction is rolled back there."""
        if self.connection is not None and self.connection.info.transaction_status != TransactionStatus.IDLE:
            self._forget()
        super()._close()
