"""A read whose SQL is made once per process; and the same for writing new rows (`insert`).

Making the SQL of a queryset costs several times what the database needs to answer it. For what is read on every request the sentence is
always the same and only the values differ, so it is made once:

    @compiled
    def _roles(given: Given) -> QuerySet[RoleAssignment]:
        return RoleAssignment.objects.filter(professional_id=given.who).values_list("role")

    rows = _roles()(who=3)          # a list of tuples

`given.name` stands for a value that comes later; for a list of ids there is the lookup `among` (`family_id__among=given.families`), which
takes any number of them as one value. A sentence that selects whole rows gives these with `_roles().things(who=3)`.

What the function is called with itself (`_roles(True)`) is part of the sentence: each way of calling it is made once. Nothing read is
ever kept, so nothing grows stale; the sentence depends only on the models.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache, cached_property, wraps
from itertools import zip_longest
from typing import Any, TypeVar

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import AutoField, BooleanField, CharField, Field, ForeignKey, Lookup, Model, QuerySet, TextField
from django.db.models.expressions import Expression
from django.db.models.query import get_related_populators

Row = tuple[Any, ...]
NOTHING = type(None)
AS_IS: dict[type, type] = {BooleanField: bool, CharField: str, TextField: str, ForeignKey: int}
"""A value of this type goes into the database as it is, in a column of this kind; nothing does in any."""
M = TypeVar("M", bound=Model)


class _Later(Expression):
    """The place of a value in a sentence."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]


class Given:
    """The values that a read is asked with, by name."""

    def __getattr__(self, name: str) -> Any:
        return _Later(name)


@ForeignKey.register_lookup
@Field.register_lookup
class Among(Lookup):  # type: ignore[type-arg]
    """One of any number of values, given as one: the sentence stays the same however many there are."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} IN (SELECT value FROM json_each(%s))", [*params, self.rhs]  # noqa: S608 the name of a column

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", [*params, self.rhs]


class Compiled:
    """One sentence, ready to be asked with values."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        compiler = queryset.query.get_compiler(connection=connection)
        self._sql, self._places = _spelled_out(*compiler.as_sql())
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        self._shape = (compiler.klass_info, compiler.select, compiler.annotation_col_map)
        self._converters = sorted(compiler.get_converters(columns).items())

    def __call__(self, **values: Any) -> list[Row]:
        database = connections[DEFAULT_DB_ALIAS]
        params = [_adapted(values[place.name], database) for place in self._places]
        cursor = _cursor(database, self._sql)
        cursor.execute(self._sql, params)
        found = cursor.fetchall()
        return [self._converted(row) for row in found] if self._converters else found

    def things(self, **values: Any) -> list[Any]:
        """The rows as what the queryset is of, with what it selected beside it (`select_related`, `annotate`)."""
        model, names, related, beside = self._makers
        found = []
        for row in self(**values):
            thing = model.from_db(connection.alias, names, row[: len(names)])
            for other in related:
                other.populate(row, thing)
            for name, at in beside.items():
                setattr(thing, name, row[at])
            found.append(thing)
        return found

    @cached_property
    def _makers(self) -> tuple[type[Model], list[str], Any, dict[str, int]]:
        """As Django's own `ModelIterable` reads a row; the columns of the model come first in the sentence."""
        info, select, beside = self._shape
        names = [select[at][0].target.attname for at in info["select_fields"]]
        return info["model"], names, get_related_populators(info, select, connection.alias), beside or {}

    def _converted(self, row: Row) -> Row:
        cells = list(row)
        for at, (converters, column) in self._converters:
            for convert in converters:
                cells[at] = convert(cells[at], column, connection)
        return tuple(cells)


def _cursor(database: Any, sentence: str) -> Any:
    """On PostgreSQL the one that is kept for this sentence; SQLite keeps what it prepared by itself."""
    return database.cursor_for(sentence) if database.vendor == "postgresql" else database.cursor()


def _spelled_out(sql: str, params: Iterable[Any]) -> tuple[str, list[_Later]]:
    """The sentence with its constants written in it, and the places that are left. The database then knows them when it makes its plan,
    and finds the indexes that hold only one status."""
    words, places = sql.split("%s"), []
    for at, value in enumerate(params, 1):
        if isinstance(value, _Later):
            places.append(value)
            words[at] = f"%s{words[at]}"
        elif isinstance(value, bool | int | str):
            words[at] = f"{_literal(value)}{words[at]}"
        else:
            raise TypeError(f"{value!r} cannot stand in a compiled read: give it with each call")
    return "".join(words), places


def _literal(value: bool | int | str) -> str:
    if isinstance(value, str):
        quoted = str(value).replace("'", "''").replace("%", "%%")
        return f"'{quoted}'"
    return str(value)


def _adapted(value: Any, database: Any) -> Any:
    if isinstance(value, datetime):
        return database.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return database.ops.adapt_datefield_value(value)
    if isinstance(value, list | tuple | set | frozenset):
        return list(value) if database.vendor == "postgresql" else json.dumps(list(value))
    return value


def compiled(sentence: Callable[..., QuerySet[Any, Any]]) -> Callable[..., Compiled]:
    """`sentence(given, *choices)` says what to read; the result gives the compiled read for these choices."""

    @cache
    def made(*choices: Any) -> Compiled:
        return Compiled(sentence(Given(), *choices))

    return wraps(sentence)(made)


def by_number(label: str, pk: Any, locked: bool = False) -> Any:
    """The row of a model ("app.Model") with this number, `locked` until the end of the transaction; None when there is none."""
    if not isinstance(pk, int) or pk.bit_length() > 63:
        return None
    return next(iter(_one(label, locked).things(pk=pk)), None)


@compiled
def _one(given: Given, label: str, locked: bool) -> QuerySet[Any, Any]:
    rows = apps.get_model(label)._default_manager.filter(pk=given.pk)
    return rows.select_for_update() if locked else rows


def insert(row: M) -> M:
    """Write a new row, as `row.save()` would: the sentence of its table is made once."""
    insert_all([row])
    return row


def insert_all(rows: Sequence[Model], *, unless_there: bool = False) -> None:
    """Write new rows of one table in one statement; each is numbered. With `unless_there` rows that a constraint does not allow beside
    another are left out, and none gets to know its number."""
    if not rows:
        return
    sql, numbered = _insertion(type(rows[0]), len(rows), unless_there)
    database = connections[DEFAULT_DB_ALIAS]
    values = [value for row in rows for value in _values(row, database)]
    cursor = _cursor(database, sql)
    cursor.execute(sql, values)
    numbers = cursor.fetchall() if numbered else ()
    for row, number in zip_longest(rows, numbers):
        row.pk = number[0] if numbered else row.pk
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def _values(row: Model, database: Any) -> list[Any]:
    """What is written of a row. Most goes into the database as it is, by the types; only the others are asked for their fields."""
    values = [*map(row.__dict__.__getitem__, _names(type(row)))]
    for at, field in _to_prepare(type(row), tuple(map(type, values))):
        values[at] = field.get_db_prep_save(field.pre_save(row, True), database)
    return values


@cache
def _names(model: type[Model]) -> list[str]:
    return [field.attname for field in _written(model)]


@cache
def _to_prepare(model: type[Model], types: tuple[type, ...]) -> list[tuple[int, Field[Any, Any]]]:
    """The columns whose values, of these types, are another thing in the database."""
    found = enumerate(zip(_written(model), types, strict=True))
    return [(at, field) for at, (field, kind) in found if kind not in (NOTHING, AS_IS.get(type(field)))]


def _written(model: type[Model]) -> list[Field[Any, Any]]:
    """The columns of a new row: all but the number that the database gives it."""
    return [field for field in model._meta.concrete_fields if not (field.primary_key and isinstance(field, AutoField))]


@cache
def _insertion(model: type[Model], count: int, unless_there: bool) -> tuple[str, bool]:
    """(sentence, whether the database numbers the rows and says so)."""
    quote, by_itself = connection.ops.quote_name, isinstance(model._meta.pk, AutoField)
    fields = _written(model)
    columns, places = ", ".join(quote(field.column) for field in fields), ", ".join(["%s"] * len(fields))
    into = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608 names of columns
    numbered = by_itself and not unless_there
    back = f" RETURNING {quote(model._meta.pk.column)}" if numbered else ""
    others = " ON CONFLICT DO NOTHING" if unless_there else ""
    return into + ", ".join([f"({places})"] * count) + others + back, numbered
